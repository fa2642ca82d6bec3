import { ArrowRightOnRectangle } from "@medusajs/icons"
import { Badge, Drawer, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useAttemptExchanges } from "../../../hooks/api/order-payment"
import { useFormats } from "../../../hooks/use-formats"
import type { Attempt, Exchange } from "../../../types/payments"
import { JsonView } from "../../common/json-view"
import { LoadingRows } from "../../common/loading-rows"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"
import { DrawerHead } from "../../common/drawer-head"

const ExchangeView = ({ exchange }: { exchange: Exchange }) => {
  const { t } = useTranslation("payments")
  const { dateTime, exactTime, number } = useFormats()
  const failed = exchange.response_status === null || exchange.response_status >= 400
  return (
    <li className="flex flex-col gap-y-3 px-6 py-4">
      <div className="flex flex-wrap items-center gap-2">
        <Text size="small" weight="plus">
          {t(`purpose.${exchange.purpose}`, { defaultValue: exchange.purpose })}
        </Text>
        <Badge size="2xsmall" color={failed ? "red" : "green"} className="tabular-nums">
          {exchange.response_status ?? t("exchanges.noAnswer")}
        </Badge>
        <time
          dateTime={exchange.started_at}
          title={exactTime(exchange.started_at)}
          className="txt-compact-xsmall text-ui-fg-subtle ms-auto tabular-nums"
        >
          {dateTime(exchange.started_at)} ·{" "}
          {t("exchanges.took", { ms: number(exchange.duration_ms) })}
        </time>
      </div>
      <code className="txt-compact-xsmall text-ui-fg-subtle break-all font-mono">
        {exchange.method} {exchange.url}
      </code>
      {exchange.error && (
        <Text size="small" className="text-ui-fg-error break-words">
          {exchange.error}
        </Text>
      )}
      {exchange.request !== null && (
        <div className="flex flex-col gap-y-1">
          <Text size="xsmall" className="text-ui-fg-subtle">
            {t("exchanges.request")}
          </Text>
          <JsonView label={t("exchanges.request")} value={exchange.request} />
        </div>
      )}
      {exchange.response !== null && (
        <div className="flex flex-col gap-y-1">
          <Text size="xsmall" className="text-ui-fg-subtle">
            {t("exchanges.response")}
          </Text>
          <JsonView label={t("exchanges.response")} value={exchange.response} />
        </div>
      )}
    </li>
  )
}

type ExchangesDrawerProps = { orderId: string; attempt: Attempt; onClose: () => void }

/** What was said between us and the processor, word for word but for what must not be kept. */
export const ExchangesDrawer = ({ orderId, attempt, onClose }: ExchangesDrawerProps) => {
  const { t } = useTranslation("payments")
  const { data, error, refetch } = useAttemptExchanges(orderId, attempt.id)
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content aria-describedby={undefined}>
        <DrawerHead>
          <Drawer.Title>
            {t("exchanges.title", { number: attempt.number, account: attempt.account.name })}
          </Drawer.Title>
          <Text size="small" className="text-ui-fg-subtle">
            {t("exchanges.hint")}
          </Text>
        </DrawerHead>
        <Drawer.Body className="overflow-y-auto p-0">
          {!data && error && (
            <LoadFailure
              title={t("exchanges.failure")}
              error={error}
              onRetry={() => void refetch()}
            />
          )}
          {!data && !error && <LoadingRows />}
          {data?.exchanges.length === 0 && (
            <MessagePanel icon={<ArrowRightOnRectangle />} title={t("exchanges.empty")} />
          )}
          {data && data.exchanges.length > 0 && (
            <ul className="divide-ui-border-base divide-y">
              {data.exchanges.map((exchange) => (
                <ExchangeView key={exchange.id} exchange={exchange} />
              ))}
            </ul>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer>
  )
}
