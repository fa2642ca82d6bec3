import { Heading } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { useFormats } from "../../../hooks/use-formats"
import type { MovePreview } from "../../../types/bulk"

/** What processors owe us is the balance; the rest says where it comes from. */
const BALANCE = "receivable"

type Ledger = MovePreview["ledger"]

const CELL = "txt-compact-small px-3 py-2"

/** What is booked: per currency, and in US dollars at the orders' own rates. */
export const PreviewLedger = ({ ledger }: { ledger: Ledger }) => {
  const { t } = useTranslation("bulk")
  const { money } = useFormats()
  const currencies = [...new Set(ledger.currencies.map(({ currency }) => currency))]
  // What is booked in dollars alone would only be said twice.
  const sums = currencies.every((currency) => currency === "USD") ? [] : ledger.usd
  const rows = [
    ...currencies.flatMap((currency) =>
      ledger.currencies
        .filter((line) => line.currency === currency)
        .map(({ account, amount }) => ({
          key: `${currency} ${account}`,
          account,
          amount,
          currency,
        }))
    ),
    ...sums.map(({ account, amount }) => ({
      ...{ key: `all ${account}`, account, amount },
      currency: "USD",
      isSum: true,
    })),
  ]
  return (
    <section className="flex flex-col gap-y-2">
      <Heading level="h3">{t("ledger.title")}</Heading>
      {rows.length === 0 ? (
        <p className="txt-small text-ui-fg-subtle">{t("ledger.none")}</p>
      ) : (
        <div className="shadow-borders-base bg-ui-bg-component overflow-x-auto rounded-lg">
          <table className="w-full">
            <thead className="sr-only">
              <tr>
                <th scope="col">{t("ledger.book")}</th>
                <th scope="col">{t("ledger.amount")}</th>
              </tr>
            </thead>
            <tbody className="divide-ui-border-base divide-y">
              {rows.map(({ key, account, amount, currency, ...row }) => (
                <tr key={key}>
                  <th scope="row" className={`${CELL} text-ui-fg-base text-start font-normal`}>
                    {account === BALANCE
                      ? t("ledger.balance")
                      : t(`payments:ledger.account.${account}`)}
                    {"isSum" in row && (
                      <span className="text-ui-fg-subtle"> · {t("ledger.inUsd")}</span>
                    )}
                  </th>
                  <td className={`${CELL} text-ui-fg-base whitespace-nowrap text-end tabular-nums`}>
                    {money(amount, currency)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
