import { CircleStack } from "@medusajs/icons"
import { clx, Table } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useOrderLedger } from "../../../hooks/api/order-payment"
import { useFormats } from "../../../hooks/use-formats"
import { useLastError } from "../../../hooks/use-last-error"
import type { LedgerLine } from "../../../types/payments"
import { LoadingRows } from "../../common/loading-rows"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"

const isNegative = (amount: string): boolean => amount.startsWith("-")

const LedgerRow = ({ line }: { line: LedgerLine }) => {
  const { t } = useTranslation("payments")
  const { money, dateTime, exactTime } = useFormats()
  const { type, kind } = line.cause
  const cause =
    type === "payment_fee" ? t("ledger.fee") : t(`ledger.cause.${kind}`, { defaultValue: kind })
  return (
    <Table.Row className="[&_td:first-child]:pl-4 md:[&_td:first-child]:pl-6 [&_td]:h-auto [&_td]:py-2.5 [&_td]:pr-4">
      <Table.Cell>
        <span className="text-ui-fg-base block">
          {t(`ledger.account.${line.account}`, { defaultValue: line.account })}
        </span>
        <span className="txt-compact-xsmall text-ui-fg-subtle block break-words">
          {cause} · {line.processor_account.name ?? line.processor_account.id} ·{" "}
          <time dateTime={line.at} title={exactTime(line.at)}>
            {dateTime(line.at)}
          </time>
        </span>
      </Table.Cell>
      <Table.Cell className="whitespace-nowrap text-end align-top tabular-nums">
        <span className={clx({ "text-ui-fg-base": !isNegative(line.amount) })}>
          {money(line.amount, line.currency)}
        </span>
        {line.currency !== "USD" && (
          <span className="txt-compact-xsmall text-ui-fg-subtle block">
            {money(line.amount_usd, "USD")}
          </span>
        )}
      </Table.Cell>
    </Table.Row>
  )
}

/** The postings of an order and what is left of its money for us, in US dollars. */
export const OrderLedger = ({ orderId }: { orderId: string }) => {
  const { t } = useTranslation("payments")
  const { money } = useFormats()
  const { data, error, refetch } = useOrderLedger(orderId)
  const failure = useLastError(error, data)
  if (!data) {
    return failure ? (
      <LoadFailure title={t("ledger.failure")} error={failure} onRetry={() => void refetch()} />
    ) : (
      <LoadingRows />
    )
  }
  if (data.lines.length === 0) {
    return (
      <MessagePanel icon={<CircleStack />} title={t("ledger.empty")} text={t("ledger.emptyText")} />
    )
  }
  return (
    <>
      <Table>
        <Table.Header>
          <Table.Row className="[&_th:first-child]:pl-4 md:[&_th:first-child]:pl-6 [&_th]:h-9 [&_th]:pr-4">
            <Table.HeaderCell>{t("ledger.posting")}</Table.HeaderCell>
            <Table.HeaderCell className="text-end">{t("ledger.amount")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {data.lines.map((line, index) => (
            <LedgerRow
              key={`${line.cause.id} ${line.account} ${line.currency} ${index}`}
              line={line}
            />
          ))}
        </Table.Body>
      </Table>
      <p className="txt-compact-small-plus text-ui-fg-base flex justify-between px-4 py-3 md:px-6">
        <span>{t("ledger.balance")}</span>
        <span className="tabular-nums">{money(data.balance_usd, "USD")}</span>
      </p>
    </>
  )
}
