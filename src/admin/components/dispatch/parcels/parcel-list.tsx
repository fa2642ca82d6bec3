import { CheckCircle, PaperPlane, TruckFast } from "@medusajs/icons"
import { Button, clx, Container, InlineTip, Tabs } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { useSearchParams } from "react-router-dom"

import { PARCELS_PER_PAGE, useDispatch } from "../../../hooks/api/dispatch"
import { useOrderFilters } from "../../../hooks/api/orders"
import { useFormats } from "../../../hooks/use-formats"
import { useLastError } from "../../../hooks/use-last-error"
import { URGENT_TABS } from "../../../lib/dispatch-colors"
import type { DispatchQuery } from "../../../lib/dispatch-query"
import { readDispatchQuery, writeDispatchQuery } from "../../../lib/dispatch-query"
import { DISPATCH_TABS } from "../../../types/dispatch"
import { LoadingRows } from "../../common/loading-rows"
import { PageHead } from "../../common/page-head"
import { Pager } from "../../common/pager"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { SupplierSelect } from "../common/supplier-select"
import { DispatchItem } from "./dispatch-item"
import { SendDrawer } from "./send-drawer"

/** Everything that has to get to a customer: what waits for us, for a supplier, for a carrier. */
export const ParcelList = () => {
  const { t } = useTranslation("dispatch")
  const { number } = useFormats()
  const [search, setSearch] = useSearchParams()
  const query = readDispatchQuery(search)
  const [sending, setSending] = useState(false)
  const { data, error, refetch, isPlaceholderData } = useDispatch(query)
  const failure = useLastError(error, data)
  const { data: options } = useOrderFilters()
  const change = (part: Partial<DispatchQuery>) =>
    setSearch((before) => writeDispatchQuery({ ...readDispatchQuery(before), offset: 0, ...part }))
  const { tab } = query

  return (
    <Container className="divide-ui-border-base divide-y p-0">
      <PageHead title={t("parcels.title")} text={t("parcels.text")}>
        {tab !== "to_send" && (
          <SupplierSelect
            value={query.supplier_id}
            onChange={(supplier_id) => change({ supplier_id })}
          />
        )}
        <Button size="small" onClick={() => setSending(true)}>
          <PaperPlane />
          {t("send.all")}
        </Button>
      </PageHead>
      <Tabs
        value={tab}
        activationMode="manual"
        onValueChange={(value) =>
          change({ tab: DISPATCH_TABS.find((name) => name === value) ?? "to_send" })
        }
      >
        <Tabs.List className="overflow-x-auto px-4 py-3 md:px-6">
          {DISPATCH_TABS.map((name) => {
            const count = data?.counts[name]
            return (
              <Tabs.Trigger key={name} value={name} className="whitespace-nowrap">
                {t(`parcels.tab.${name}`)}
                {count !== undefined && (
                  <span
                    className={clx(
                      "ms-1.5 tabular-nums",
                      URGENT_TABS.includes(name) && count > 0
                        ? "text-ui-tag-orange-text"
                        : "text-ui-fg-subtle"
                    )}
                  >
                    {number(count)}
                  </span>
                )}
              </Tabs.Trigger>
            )
          })}
        </Tabs.List>
        <Tabs.Content
          value={tab}
          aria-busy={isPlaceholderData}
          className="border-ui-border-base border-t"
        >
          {!data && failure && (
            <LoadFailure
              title={t("parcels.failure")}
              error={failure}
              onRetry={() => void refetch()}
            />
          )}
          {!data && !failure && <LoadingRows rows={6} />}
          {data && error && (
            <div role="status" className="px-4 py-3 md:px-6">
              <InlineTip variant="warning" label={t("parcels.stale")}>
                {t("parcels.staleText")}
              </InlineTip>
            </div>
          )}
          {data?.rows.length === 0 && (
            <MessagePanel
              icon={URGENT_TABS.includes(tab) ? <CheckCircle /> : <TruckFast />}
              title={t(`parcels.none.${tab}`)}
              text={query.supplier_id ? t("parcels.noneOfSupplier") : t(`parcels.noneText.${tab}`)}
            />
          )}
          {data && data.rows.length > 0 && (
            <ul className="divide-ui-border-base divide-y">
              {data.rows.map((row) => (
                <DispatchItem
                  key={row.shipment?.id ?? row.order.id}
                  row={row}
                  tab={tab}
                  shop={options?.shops.find(({ id }) => id === row.order.shop_id)?.name ?? null}
                />
              ))}
            </ul>
          )}
          {data && data.count > PARCELS_PER_PAGE && (
            <Pager
              count={data.count}
              offset={query.offset}
              pageSize={PARCELS_PER_PAGE}
              onMove={(offset) => change({ offset })}
            />
          )}
        </Tabs.Content>
      </Tabs>
      {sending && <SendDrawer choice={{ all_approved: true }} onClose={() => setSending(false)} />}
    </Container>
  )
}
