import { shownUsd } from "../../modules/ledger/amounts"
import type { Share, Span, Sums } from "../../modules/sales_report/types"
import { addDays, addMonths, monthOf, startOfDay } from "../../lib/zoned-days"

/** What the list of orders is asked for to show exactly the orders behind a figure. */
export type OrdersFilter = Partial<
  Record<
    | "from"
    | "to"
    | "shop_id"
    | "country"
    | "device"
    | "sales"
    | "fact"
    | "fact_from"
    | "fact_to"
    | "account_id",
    string
  >
>

/** A stretch of days as people read it, both ends included, and the moments that it is. */
export type Period = Span & { first: string; last: string }

/** How each figure is counted, in words; the pages have the same in the reader's language. */
export const COUNTED = {
  total_sales:
    "US dollars of every order that came in, whatever its status, by the day it was created. Archived orders are left out.",
  net_earnings:
    "US dollars of paid orders less their partial refunds, by the day the order was created. Paid is approved, packed, shipped, reshipped, delivered, and call center with its money captured.",
  orders: "Every order that came in, by the day it was created. Archived orders are left out.",
  approved_orders:
    "Paid orders by the day they were created: approved, packed, shipped, reshipped, delivered, and call center with their money captured.",
  balance:
    "What processors owe us at the end of the range: all postings up to then, after fees, refunds and chargebacks. Payouts to the bank are not in it.",
  turnover:
    "US dollars by the day the order was created, the last 14 days up to the end of the range. Approved is paid orders, pending is pending and unpaid call center, declined is declined and closed.",
  countries: "Every order that came in, by the country of its billing address.",
  revenue:
    "Paid orders and what they earn less partial refunds, and declined and closed orders, by the day the order was created; refunds and chargebacks by the day the money went back.",
  devices: "Every order that came in, by the device of the buyer's browser.",
  monthly_earnings:
    "US dollars of paid orders less their partial refunds, by the month the order was created, twelve months up to the end of the range.",
  approval:
    "Charges of each processor account that have a result, by the day they were made; the rate is the approved ones among them. Payments past the processors are not counted.",
  rescued:
    "Orders whose first approved charge was not the first attempt: another attempt of the cascade saved them. By the day the order was created.",
} as const

/** The stretch from the first to the last day, both included. */
export const periodOf = (first: string, last: string, zone: string): Period => ({
  first,
  last,
  from: startOfDay(first, zone),
  to: startOfDay(addDays(last, 1), zone),
})

/** So many stretches of so many days, of which the last ends with `last`. */
const stretches = (last: string, count: number, days: number, zone: string): Period[] =>
  Array.from({ length: count }, (_, place) => {
    const end = addDays(last, -(count - 1 - place) * days)
    return periodOf(addDays(end, 1 - days), end, zone)
  })

/** So many months of the calendar; the last one goes no further than `last`. */
const months = (last: string, count: number, zone: string): Period[] =>
  Array.from({ length: count }, (_, place) => {
    const first = addMonths(monthOf(last), -(count - 1 - place))
    const end = place === count - 1 ? last : addDays(addMonths(first, 1), -1)
    return periodOf(first, end, zone)
  })

const years = (first: string, last: string, zone: string): Period[] =>
  Array.from({ length: Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1 }, (_, place) => {
    const year = String(Number(first.slice(0, 4)) + place)
    const end = `${year}-12-31`
    return periodOf(`${year}-01-01`, end < last ? end : last, zone)
  })

/** Everything there is by months, where that would be too many by years. */
const MOST_MONTHS = 36

export const REVENUE_RANGES = ["1m", "3m", "6m", "1y", "all"] as const
export type RevenueRange = (typeof REVENUE_RANGES)[number]
export type RevenueStep = "day" | "week" | "month" | "year"

/** The points of each of the chart's ranges: days, weeks, months or years up to the last day. */
export const revenuePeriods = (
  beginning: string | null,
  last: string,
  zone: string
): Record<RevenueRange, { step: RevenueStep; periods: Period[] }> => {
  const start = beginning && beginning < last ? beginning : last
  const monthCount =
    (Number(last.slice(0, 4)) - Number(start.slice(0, 4))) * 12 +
    Number(last.slice(5, 7)) -
    Number(start.slice(5, 7)) +
    1
  return {
    "1m": { step: "day", periods: stretches(last, 30, 1, zone) },
    "3m": { step: "week", periods: stretches(last, 13, 7, zone) },
    "6m": { step: "week", periods: stretches(last, 26, 7, zone) },
    "1y": { step: "month", periods: months(last, 12, zone) },
    all:
      monthCount > MOST_MONTHS
        ? { step: "year", periods: years(start, last, zone) }
        : { step: "month", periods: months(last, monthCount, zone) },
  }
}

/** The last 14 days. */
export const turnoverPeriods = (last: string, zone: string): Period[] =>
  stretches(last, 14, 1, zone)

/** Twelve months of the calendar, the last day's among them. */
export const earningsPeriods = (last: string, zone: string): Period[] => months(last, 12, zone)

/** What an order's class is worth, and what all classes together are. */
const ORDER_CLASSES = ["paid", "pending", "declined", "other"] as const

export const allOrders = (sums: Sums): { count: number; usd: bigint } =>
  ORDER_CLASSES.reduce(
    (all, name) => ({ count: all.count + sums[name].count, usd: all.usd + sums[name].usd }),
    { count: 0, usd: 0n }
  )

export const netEarnings = (sums: Sums): bigint => sums.paid.usd - sums.given_back.usd

/** What one key of the shares has: all its orders, and the paid ones. */
type KeyedOrders = { orders: number; usd: bigint; approved: number; approvedUsd: bigint }

/** Adds up the orders' shares by a part of their key, the largest first. */
export const ordersBy = (
  shares: readonly Share[],
  partOf: (key: string) => string
): [string, KeyedOrders][] => {
  const found = new Map<string, KeyedOrders>()
  for (const { figure, key, count, usd } of shares) {
    if (!ORDER_CLASSES.some((name) => name === figure)) {
      continue
    }
    const part = partOf(key)
    const sum = found.get(part) ?? { orders: 0, usd: 0n, approved: 0, approvedUsd: 0n }
    const paid = figure === "paid"
    found.set(part, {
      orders: sum.orders + count,
      usd: sum.usd + usd,
      approved: sum.approved + (paid ? count : 0),
      approvedUsd: sum.approvedUsd + (paid ? usd : 0n),
    })
  }
  return [...found]
    .filter(([, { orders }]) => orders > 0)
    .sort(([one, a], [other, b]) =>
      a.usd === b.usd ? (one < other ? -1 : 1) : a.usd < b.usd ? 1 : -1
    )
}

/** The key of an order's share is its country and the class of its device. */
export const countryOf = (key: string): string => key.split(" ")[0]
export const deviceOf = (key: string): string => key.split(" ")[1] || "unknown"

/** The results of charges by processor account. */
export const chargesByAccount = (
  shares: readonly Share[]
): Map<string, { approved: number; declined: number }> => {
  const found = new Map<string, { approved: number; declined: number }>()
  for (const { figure, key, count } of shares) {
    if (figure !== "charge_approved" && figure !== "charge_declined") {
      continue
    }
    const sum = found.get(key) ?? { approved: 0, declined: 0 }
    const part = figure === "charge_approved" ? "approved" : "declined"
    found.set(key, { ...sum, [part]: sum[part] + count })
  }
  return found
}

/** A part of a whole as a percentage with one decimal place; null of nothing. */
export const percentOf = (part: number, whole: number): string | null =>
  whole === 0 ? null : ((part * 100) / whole).toFixed(1)

export const usd = shownUsd
