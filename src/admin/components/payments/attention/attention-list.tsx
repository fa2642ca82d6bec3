import { CheckCircle } from "@medusajs/icons"
import { Container, Tabs } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { ATTENTION_PER_PAGE, useAttention } from "../../../hooks/api/attention"
import { useOrderFilters } from "../../../hooks/api/orders"
import { useLastError } from "../../../hooks/use-last-error"
import { choicesOf, FilterSelect } from "../../common/filter-select"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { Pager } from "../../common/pager"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { AttentionItem } from "./attention-item"

const PARTS = ["payments", "callbacks", "mail", "dispatch", "intake", "call_center", "customers"]

/** Hours that an entry waits at least. */
const AGES = ["1", "24", "168"]

const KINDS = [
  "payment_no_processor",
  "customer_blocked",
  "payment_cvv_expired",
  "payment_card_unreadable",
  "payment_unknown",
  "payment_pending_too_long",
  "payment_mismatch",
  "payment_underpaid",
  "payment_overpaid",
  "payment_on_closed_order",
  "payment_returned",
  "refund_unknown",
  "refund_failed",
  "refund_came_back",
  "chargeback_on_order",
  "mail_broken",
  "mail_failed",
  "mail_bounced",
  "mail_account_down",
  "refill_call",
  "dispatch_unknown_sku",
  "dispatch_rejected",
  "dispatch_unclear",
  "dispatch_silent",
  "supplier_down",
  "supplier_file_faults",
  "tracking_conflict",
  "parcel_exception",
  "parcel_maybe_lost",
  "shipping_callback_failed",
  "callback_failed",
  "callbacks_unverified",
  "missing_fee_rate",
  "missing_exchange_rate",
  "intake_refused",
  "call_center_outcome",
]

const NO_FILTER = { part: "", kind: "", shop_id: "", older_than_hours: "" }
type Filter = typeof NO_FILTER

type FiltersProps = { filter: Filter; onChange: (part: Partial<Filter>) => void }

/** By part of the work, kind, shop and age: the address of the page need not say it. */
const Filters = ({ filter, onChange }: FiltersProps) => {
  const { t } = useTranslation("payments")
  const { data } = useOrderFilters()
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-3 md:px-6">
      <FilterSelect
        label={t("attention.part")}
        every={t("attention.everyPart")}
        value={filter.part}
        choices={PARTS.map((value) => ({ value, label: t(`attention.partName.${value}`) }))}
        onChange={(part) => onChange({ part, kind: "" })}
      />
      <FilterSelect
        label={t("attention.kind")}
        every={t("attention.everyKind")}
        value={filter.kind}
        choices={KINDS.map((value) => ({ value, label: t(`attention.kindName.${value}`) }))}
        onChange={(kind) => onChange({ kind, part: "" })}
      />
      <FilterSelect
        label={t("attention.shop")}
        every={t("attention.everyShop")}
        value={filter.shop_id}
        choices={choicesOf(data?.shops)}
        onChange={(shop_id) => onChange({ shop_id })}
      />
      <FilterSelect
        label={t("attention.age")}
        every={t("attention.ageName.any")}
        value={filter.older_than_hours}
        choices={AGES.map((value) => ({ value, label: t(`attention.ageName.${value}`) }))}
        onChange={(older_than_hours) => onChange({ older_than_hours })}
      />
    </div>
  )
}

/** Everything that needs a person: what it is, since when, whom it is about, and the button that helps. */
export const AttentionList = () => {
  const { t } = useTranslation("payments")
  const [resolved, setResolved] = useState(false)
  const [filter, setFilter] = useState(NO_FILTER)
  const [offset, setOffset] = useState(0)
  const { data, error, refetch } = useAttention({ resolved, ...filter, offset })
  const failure = useLastError(error, data)
  const isFiltered = Object.values(filter).some(Boolean)

  return (
    <Container className="divide-ui-border-base divide-y p-0">
      <PageHead title={t("attention.title")} text={t("attention.text")} />
      <Filters
        filter={filter}
        onChange={(part) => {
          setFilter({ ...filter, ...part })
          setOffset(0)
        }}
      />
      <Tabs
        value={resolved ? "resolved" : "open"}
        onValueChange={(value) => {
          setResolved(value === "resolved")
          setOffset(0)
        }}
      >
        <Tabs.List className="px-4 py-3 md:px-6">
          <Tabs.Trigger value="open">{t("attention.open")}</Tabs.Trigger>
          <Tabs.Trigger value="resolved">{t("attention.resolved")}</Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content
          value={resolved ? "resolved" : "open"}
          className="border-ui-border-base border-t"
        >
          {!data && failure && (
            <LoadFailure
              title={t("attention.failure")}
              error={failure}
              onRetry={() => void refetch()}
            />
          )}
          {!data && !failure && <LoadingRows />}
          {data?.count === 0 && (
            <MessagePanel
              icon={<CheckCircle />}
              title={t(
                isFiltered
                  ? "attention.noneFits"
                  : resolved
                    ? "attention.noneResolved"
                    : "attention.none"
              )}
              text={
                isFiltered
                  ? t("attention.noneFitsText")
                  : resolved
                    ? undefined
                    : t("attention.noneText")
              }
            />
          )}
          {data && data.count > 0 && (
            <>
              <ul className="divide-ui-border-base divide-y">
                {data.entries.map((entry) => (
                  <AttentionItem key={entry.id} entry={entry} />
                ))}
              </ul>
              {data.count > ATTENTION_PER_PAGE && (
                <Pager
                  count={data.count}
                  offset={offset}
                  pageSize={ATTENTION_PER_PAGE}
                  onMove={setOffset}
                />
              )}
            </>
          )}
        </Tabs.Content>
      </Tabs>
    </Container>
  )
}
