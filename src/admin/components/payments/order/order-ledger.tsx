import { CircleStack } from "@medusajs/icons"
import { clx } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useOrderLedger } from "../../../hooks/api/order-payment"
import { useFormats } from "../../../hooks/use-formats"
import { useLastError } from "../../../hooks/use-last-error"
import { usePaymentWords } from "../../../hooks/use-payment-words"
import { negated } from "../../../lib/amounts"
import type { LedgerLine } from "../../../types/payments"
import { LoadingRows } from "../../common/loading-rows"
import { LoadFailure } from "../../orders/common/load-failure"
import { MessagePanel } from "../../orders/common/message-panel"

type LineProps = { line: LedgerLine }

/**
 * What a line did to the balance. In the books income is a credit, a negative amount: turned round
 * it reads as on the Balance page, and comes to what the processor owes.
 */
const Line = ({ line }: LineProps) => {
  const { t } = useTranslation("payments")
  const { money } = useFormats()
  const isSum = line.account === "receivable"
  const effect = (amount: string): string => (isSum ? amount : negated(amount))
  return (
    <div
      className={clx("flex items-baseline justify-between gap-x-4", {
        "txt-compact-small-plus": isSum,
      })}
    >
      <dt className={isSum ? "text-ui-fg-base" : "text-ui-fg-subtle"}>
        {t(`ledger.account.${line.account}`, { defaultValue: line.account })}
      </dt>
      <dd className="text-ui-fg-base flex items-baseline whitespace-nowrap text-end tabular-nums">
        {line.currency !== "USD" && (
          <span className="txt-compact-xsmall text-ui-fg-subtle">
            {money(effect(line.amount_usd), "USD")}
          </span>
        )}
        <span className="min-w-24">{money(effect(line.amount), line.currency)}</span>
      </dd>
    </div>
  )
}

/** Lines that were booked together, for one reason. */
const PostingSet = ({ lines }: { lines: LedgerLine[] }) => {
  const { t } = useTranslation("payments")
  const { dateTime, exactTime } = useFormats()
  const words = usePaymentWords()
  const [first] = lines
  if (!first) {
    return null
  }
  const { type, kind } = first.cause
  const cause =
    type === "payment_fee" ? t("ledger.fee") : t(`ledger.cause.${kind}`, { defaultValue: kind })
  const isSum = ({ account }: LedgerLine): boolean => account === "receivable"
  return (
    <li className="flex flex-col gap-y-2 px-4 py-3 md:px-6">
      <p className="txt-compact-small text-ui-fg-base break-words">
        <span className="font-medium">{cause}</span>{" "}
        <span className="txt-compact-xsmall text-ui-fg-subtle">
          {words.account(first.processor_account)} ·{" "}
          <time dateTime={first.at} title={exactTime(first.at)}>
            {dateTime(first.at)}
          </time>
        </span>
      </p>
      <dl className="txt-compact-small flex flex-col gap-y-1.5">
        {[...lines.filter((line) => !isSum(line)), ...lines.filter(isSum)].map((line) => (
          <Line key={`${line.account} ${line.currency}`} line={line} />
        ))}
      </dl>
    </li>
  )
}

const setsOf = (lines: LedgerLine[]): [key: string, lines: LedgerLine[]][] => {
  const sets = new Map<string, LedgerLine[]>()
  for (const line of lines) {
    const key = `${line.cause.type} ${line.cause.id}`
    sets.set(key, [...(sets.get(key) ?? []), line])
  }
  return [...sets]
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
      <ul className="divide-ui-border-base divide-y">
        {setsOf(data.lines).map(([key, lines]) => (
          <PostingSet key={key} lines={lines} />
        ))}
      </ul>
      <p className="txt-compact-small-plus text-ui-fg-base bg-ui-bg-subtle border-ui-border-base flex rounded-b-lg border-t justify-between px-4 py-3 md:px-6">
        <span>{t("ledger.balance")}</span>
        <span className="tabular-nums">{money(data.balance_usd, "USD")}</span>
      </p>
    </>
  )
}
