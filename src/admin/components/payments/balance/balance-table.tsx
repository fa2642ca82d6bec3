import { clx, Table } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import { useMediaQuery } from "../../../hooks/use-media-query"
import { usePaymentWords } from "../../../hooks/use-payment-words"
import { isZero } from "../../../lib/amounts"
import type { BalanceAccount, BalanceLine } from "../../../types/payments"
import { BALANCE_COLUMNS } from "../../../types/payments"

const WIDE = "(min-width: 1024px)"

/** A column that is empty for everybody only takes room. */
const usedColumns = (accounts: BalanceAccount[]): BalanceLine[] =>
  BALANCE_COLUMNS.filter((name) => accounts.some(({ lines }) => !isZero(lines[name] ?? "0")))

type BalanceTableProps = { accounts: BalanceAccount[]; totalUsd: string }

const NUMBER = "whitespace-nowrap text-end tabular-nums"

const WideTable = ({ accounts, totalUsd }: BalanceTableProps) => {
  const { t } = useTranslation("payments")
  const { money } = useFormats()
  const words = usePaymentWords()
  const columns = usedColumns(accounts)
  return (
    <div
      className="focus-visible:shadow-borders-focus overflow-x-auto outline-none"
      // A region that scrolls has to be reachable by keyboard.
      tabIndex={0}
      role="region"
      aria-label={t("balance.byAccount")}
    >
      <Table>
        <Table.Header>
          <Table.Row className="[&_th:first-child]:pl-6 [&_th]:h-10 [&_th]:pr-6">
            <Table.HeaderCell>{t("balance.account")}</Table.HeaderCell>
            {columns.map((name) => (
              <Table.HeaderCell key={name} className="text-end">
                {t(`ledger.account.${name}`)}
              </Table.HeaderCell>
            ))}
            <Table.HeaderCell className="text-end">{t("balance.balance")}</Table.HeaderCell>
            <Table.HeaderCell className="text-end">{t("balance.usd")}</Table.HeaderCell>
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {accounts.map((row) => (
            <Table.Row
              key={`${row.account.id} ${row.currency}`}
              className="[&_td:first-child]:pl-6 [&_td]:pr-6"
            >
              <Table.Cell className="whitespace-nowrap">
                <span className="text-ui-fg-base">{words.account(row.account)}</span>{" "}
                <span className="text-ui-fg-subtle">{row.currency}</span>
              </Table.Cell>
              {columns.map((name) => (
                <Table.Cell
                  key={name}
                  className={clx(NUMBER, { "text-ui-fg-muted": isZero(row.lines[name] ?? "0") })}
                >
                  {isZero(row.lines[name] ?? "0") ? "–" : money(row.lines[name], row.currency)}
                </Table.Cell>
              ))}
              <Table.Cell className={clx(NUMBER, "text-ui-fg-base")}>
                {money(row.balance, row.currency)}
              </Table.Cell>
              <Table.Cell className={clx(NUMBER, "text-ui-fg-base font-medium")}>
                {money(row.balance_usd, "USD")}
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table>
      <p className="txt-compact-small text-ui-fg-base flex justify-between px-6 py-3 font-medium">
        <span>{t("balance.sum")}</span>
        <span className="tabular-nums">{money(totalUsd, "USD")}</span>
      </p>
    </div>
  )
}

const NarrowList = ({ accounts }: BalanceTableProps) => {
  const { t } = useTranslation("payments")
  const { money } = useFormats()
  const words = usePaymentWords()
  return (
    <ul className="divide-ui-border-base divide-y">
      {accounts.map((row) => (
        <li key={`${row.account.id} ${row.currency}`} className="flex flex-col gap-y-2 px-4 py-3">
          <div className="flex items-baseline justify-between gap-x-4">
            <span className="txt-compact-small-plus text-ui-fg-base break-words">
              {words.account(row.account)} <span className="text-ui-fg-subtle">{row.currency}</span>
            </span>
            <span className="txt-compact-small-plus text-ui-fg-base whitespace-nowrap tabular-nums">
              {money(row.balance_usd, "USD")}
            </span>
          </div>
          <dl className="txt-compact-xsmall flex flex-col gap-y-1">
            {usedColumns([row]).map((name) => (
              <div key={name} className="flex justify-between gap-x-4">
                <dt className="text-ui-fg-subtle">{t(`ledger.account.${name}`)}</dt>
                <dd className="text-ui-fg-base tabular-nums">
                  {money(row.lines[name], row.currency)}
                </dd>
              </div>
            ))}
            <div className="flex justify-between gap-x-4">
              <dt className="text-ui-fg-subtle">{t("balance.balance")}</dt>
              <dd className="text-ui-fg-base tabular-nums">{money(row.balance, row.currency)}</dd>
            </div>
          </dl>
        </li>
      ))}
    </ul>
  )
}

/** For each account and currency: what came in, went back and was kept, and what is left. */
export const BalanceTable = (props: BalanceTableProps) =>
  useMediaQuery(WIDE) ? <WideTable {...props} /> : <NarrowList {...props} />
