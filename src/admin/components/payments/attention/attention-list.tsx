import { CheckCircle } from "@medusajs/icons"
import { Container, Select, Tabs } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import { ATTENTION_PER_PAGE, useAttention } from "../../../hooks/api/attention"
import { useLastError } from "../../../hooks/use-last-error"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { Pager } from "../../common/pager"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { AttentionItem } from "./attention-item"

/** A select has no empty value: this one stands for every kind. */
const EVERY_KIND = "all"

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
  "call_center_outcome",
]

/** Everything that needs a person: what it is, since when, whom it is about, and the button that helps. */
export const AttentionList = () => {
  const { t } = useTranslation("payments")
  const [resolved, setResolved] = useState(false)
  const [kind, setKind] = useState("")
  const [offset, setOffset] = useState(0)
  const { data, error, refetch } = useAttention({ resolved, kind, offset })
  const failure = useLastError(error, data)

  return (
    <Container className="divide-ui-border-base divide-y p-0">
      <PageHead title={t("attention.title")} text={t("attention.text")}>
        <Select
          size="small"
          value={kind || EVERY_KIND}
          onValueChange={(value) => {
            setKind(value === EVERY_KIND ? "" : value)
            setOffset(0)
          }}
        >
          <Select.Trigger aria-label={t("attention.kind")} className="w-60">
            <Select.Value />
          </Select.Trigger>
          <Select.Content>
            <Select.Item value={EVERY_KIND}>{t("attention.everyKind")}</Select.Item>
            {KINDS.map((name) => (
              <Select.Item key={name} value={name}>
                {t(`attention.kindName.${name}`)}
              </Select.Item>
            ))}
          </Select.Content>
        </Select>
      </PageHead>
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
              title={t(resolved ? "attention.noneResolved" : "attention.none")}
              text={resolved ? undefined : t("attention.noneText")}
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
