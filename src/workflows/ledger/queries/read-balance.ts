import type { MedusaContainer } from "@medusajs/framework/types"
import { formatDecimal } from "../../../lib/money"
import { LEDGER_MODULE } from "../../../modules/ledger"
import {
  BOOK_PLACES,
  bookUnits,
  exactUsd,
  formatBookAmount,
  shownUsd,
} from "../../../modules/ledger/amounts"
import type { LedgerFilter, LedgerSum } from "../../../modules/ledger/balance"
import type LedgerModuleService from "../../../modules/ledger/service"
import { LEDGER_ACCOUNTS, type LedgerAccount } from "../../../modules/ledger/types"
import { shopNames } from "../../order/queries/names"
import { accountNames } from "./account-names"

export type BalanceQuery = LedgerFilter & {
  /** What moved is counted from here; absent: from the first booking. */
  from?: Date
  /** The moment of the balance, exclusive; absent: now. */
  to?: Date
}

type Sum = { units: bigint; usd: bigint }

const NOTHING: Sum = { units: 0n, usd: 0n }

const add = (one: Sum, { amount, amount_usd }: LedgerSum): Sum => ({
  units: one.units + bookUnits(amount),
  usd: one.usd + exactUsd(amount_usd),
})

const sumOf = (rows: readonly LedgerSum[]): Sum => rows.reduce(add, NOTHING)

const groupBy = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[][] => {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) {
      group.push(row)
    } else {
      groups.set(keyOf(row), [row])
    }
  }
  return [...groups.values()]
}

const onlyReceivable = (rows: readonly LedgerSum[]): LedgerSum[] =>
  rows.filter(({ account }) => account === "receivable")

/**
 * What each book has done to the balance. Income is a credit in the books: turned round it reads as
 * staff expect it, and the other books add up to the receivable.
 */
const effectOf = (account: LedgerAccount, sum: bigint): bigint =>
  account === "receivable" || sum === 0n ? sum : -sum

const linesBy = (
  rows: readonly LedgerSum[],
  show: (account: LedgerAccount, sum: Sum) => string
): Record<LedgerAccount, string> => {
  const shown = LEDGER_ACCOUNTS.map((account): [LedgerAccount, string] => [
    account,
    show(account, sumOf(rows.filter((row) => row.account === account))),
  ])
  return Object.fromEntries(shown) as Record<LedgerAccount, string>
}

const inCurrency = (units: bigint, currency: string): string =>
  formatBookAmount(formatDecimal(units, BOOK_PLACES), currency)

/** What moved: the sums at the end less those at the beginning, as rows of their own. */
const movement = (atEnd: readonly LedgerSum[], atStart: readonly LedgerSum[]): LedgerSum[] => [
  ...atEnd,
  ...atStart.map((row) => ({
    ...row,
    amount: negated(row.amount),
    amount_usd: negated(row.amount_usd),
  })),
]

const negated = (amount: string): string =>
  amount.startsWith("-") ? amount.slice(1) : `-${amount}`

/**
 * What processors owe us at a moment, exactly, in all and by account, currency and shop, with what
 * has moved in the range: `lines` of `receivable` is the sum of the others. Payouts to the bank are
 * not part of the books.
 */
export const readBalance = async (
  container: MedusaContainer,
  { from, to = new Date(), ...filter }: BalanceQuery
) => {
  const ledger: LedgerModuleService = container.resolve(LEDGER_MODULE)
  const [atEnd, atStart, accounts, shops] = await Promise.all([
    ledger.sumsBefore(to, filter),
    from ? ledger.sumsBefore(from, filter) : [],
    accountNames(container),
    shopNames(container),
  ])
  const moved = movement(atEnd, atStart)
  const balances = onlyReceivable(atEnd)
  return {
    balance_usd: shownUsd(sumOf(balances).usd),
    lines_usd: linesBy(moved, (account, sum) => shownUsd(effectOf(account, sum.usd))),
    accounts: groupBy(
      atEnd,
      ({ account_id, currency }) => `${accounts.get(account_id)} ${account_id} ${currency}`
    )
      .map((rows) => {
        const [{ account_id, currency }] = rows
        const isSame = (row: LedgerSum): boolean =>
          row.account_id === account_id && row.currency === currency
        const balance = sumOf(onlyReceivable(rows))
        return {
          account: { id: account_id, name: accounts.get(account_id) ?? null },
          currency,
          lines: linesBy(moved.filter(isSame), (account, sum) =>
            inCurrency(effectOf(account, sum.units), currency)
          ),
          balance: inCurrency(balance.units, currency),
          balance_usd: shownUsd(balance.usd),
        }
      })
      .sort(
        (one, other) =>
          (one.account.name ?? "").localeCompare(other.account.name ?? "") ||
          one.currency.localeCompare(other.currency)
      ),
    by_shop: groupBy(balances, ({ shop_id }) => shop_id)
      .map((rows) => ({
        shop: { id: rows[0].shop_id, name: shops.get(rows[0].shop_id) ?? null },
        balance_usd: shownUsd(sumOf(rows).usd),
      }))
      .sort((one, other) => (one.shop.name ?? "").localeCompare(other.shop.name ?? "")),
    at: to,
  }
}
