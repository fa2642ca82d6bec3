import { DocumentText } from "@medusajs/icons"
import { Label, Skeleton, StatusBadge, Switch, Text } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"
import { Link } from "react-router-dom"

import { REQUESTS_PER_PAGE, useShopRequests } from "../../hooks/api/shops"
import type { ShopRequest } from "../../types/shops"
import { Pager } from "../common/pager"
import { LoadFailure } from "../orders/common/load-failure"
import { MessagePanel } from "../orders/common/message-panel"
import { FullTime } from "../orders/common/time"

type ShopRequestsProps = { shopId: string }

export const ShopRequests = ({ shopId }: ShopRequestsProps) => {
  const { t } = useTranslation("shops")
  const [refusedOnly, setRefusedOnly] = useState(false)
  const [offset, setOffset] = useState(0)
  const { page, isError, error, refetch } = useShopRequests(shopId, refusedOnly, offset)

  return (
    <div>
      <div className="flex items-center gap-x-2 px-6 py-4">
        <Switch
          id="refused-only"
          size="small"
          checked={refusedOnly}
          onCheckedChange={(checked) => {
            setRefusedOnly(checked)
            setOffset(0)
          }}
        />
        <Label htmlFor="refused-only" size="small" className="cursor-pointer">
          {t("requests.refusedOnly")}
        </Label>
      </div>
      {isError && (
        <LoadFailure title={t("requests.failure")} error={error} onRetry={() => void refetch()} />
      )}
      {!isError && !page && (
        <div aria-hidden="true" className="flex flex-col gap-y-4 border-t px-6 py-4">
          {[0, 1, 2].map((row) => (
            <Skeleton key={row} className="h-9 w-full" />
          ))}
        </div>
      )}
      {page?.count === 0 && (
        <MessagePanel
          icon={<DocumentText />}
          title={t(refusedOnly ? "requests.emptyRefused" : "requests.empty")}
          text={t("requests.emptyText")}
        />
      )}
      {page && page.count > 0 && (
        <>
          <ul className="divide-y border-t">
            {page.requests.map((request) => (
              <RequestLine key={request.id} request={request} />
            ))}
          </ul>
          <Pager
            count={page.count}
            offset={offset}
            pageSize={REQUESTS_PER_PAGE}
            onMove={setOffset}
          />
        </>
      )}
    </div>
  )
}

const RequestLine = ({ request }: { request: ShopRequest }) => {
  const { t } = useTranslation("shops")
  const refused = request.status >= 400
  return (
    <li>
      <details className="group">
        <summary className="hover:bg-ui-bg-base-hover focus-visible:shadow-borders-focus flex cursor-pointer list-none flex-wrap items-center gap-x-4 gap-y-1 px-6 py-3 outline-none">
          <StatusBadge color={refused ? "red" : "green"} className="tabular-nums">
            {request.status} {t(refused ? "requests.refused" : "requests.accepted")}
          </StatusBadge>
          <span className="txt-small text-ui-fg-base min-w-0 flex-1 break-words">
            {request.error || request.order_id || request.code}
          </span>
          <span className="txt-small text-ui-fg-subtle">
            <FullTime at={request.at} />
          </span>
        </summary>
        <div className="bg-ui-bg-subtle flex flex-col gap-y-3 px-6 py-4">
          <Text size="small" className="text-ui-fg-subtle">
            {request.method} {request.door === "store" ? "/store/crm/orders" : "/create_order.php"}
            {" · "}
            {request.code}
            {" · "}
            {t("requests.took", { ms: request.duration_ms })}
            {" · "}
            {t("requests.from", { address: request.address })}
          </Text>
          {request.order_id && (
            <Text size="small">
              {t("requests.order")}{" "}
              <Link to={`/orders/${request.order_id}`} className="text-ui-fg-interactive">
                {request.order_id}
              </Link>
            </Text>
          )}
          {request.fields.length > 0 && (
            <section className="flex flex-col gap-y-1">
              <Text size="small" weight="plus">
                {t("requests.fields")}
              </Text>
              <ul className="txt-small flex flex-col gap-y-1">
                {request.fields.map(({ path, message }) => (
                  <li key={`${path} ${message}`} className="break-words">
                    <code className="text-ui-fg-error font-mono">{path || "—"}</code> {message}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {request.body !== null && (
            <section className="flex flex-col gap-y-1">
              <Text size="small" weight="plus">
                {t("requests.body")}
              </Text>
              <pre
                // A region that scrolls has to be reachable by keyboard.
                tabIndex={0}
                aria-label={t("requests.body")}
                className="bg-ui-bg-base shadow-borders-base txt-small max-h-80 overflow-auto rounded-md p-3 font-mono"
              >
                {JSON.stringify(request.body, null, 2)}
              </pre>
            </section>
          )}
        </div>
      </details>
    </li>
  )
}
