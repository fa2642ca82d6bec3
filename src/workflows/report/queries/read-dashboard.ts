import type { MedusaContainer } from "@medusajs/framework/types"
import { readEnvironment } from "../../../lib/environment"
import { notFound } from "../../../lib/problem"
import { SALES_REPORT_MODULE } from "../../../modules/sales_report"
import type SalesReportModuleService from "../../../modules/sales_report/service"
import type { Span, Sums } from "../../../modules/sales_report/types"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import { shopNames } from "../../order/queries/names"
import {
  allOrders,
  chargesByAccount,
  COUNTED,
  countryOf,
  deviceOf,
  earningsPeriods,
  netEarnings,
  ordersBy,
  percentOf,
  periodOf,
  revenuePeriods,
  turnoverPeriods,
  usd,
  type OrdersFilter,
  type Period,
} from "../dashboard-widgets"
import { addDays, addMonths, dayOf, monthOf } from "../../../lib/zoned-days"

export type DashboardQuery = {
  /** Days, both included; absent: this month, up to its end. */
  from?: string
  to?: string
  /** The name of a time zone; absent: the business's. */
  tz?: string
  shop_id?: string
}

/** The beginning of all books: nothing was booked before. */
const EVER = new Date("2000-01-01T00:00:00Z")

const defaultRange = (zone: string): { from: string; to: string } => {
  const from = monthOf(dayOf(new Date(), zone))
  return { from, to: addDays(addMonths(from, 1), -1) }
}

/** By when an order was created; what happened to it (`fact`) has a time of its own. */
const created = ({ from, to }: Period): OrdersFilter => ({
  from: from.toISOString(),
  to: to.toISOString(),
})

const happened = (fact: string, { from, to }: Period): OrdersFilter => ({
  fact,
  fact_from: from.toISOString(),
  fact_to: to.toISOString(),
})

const named = (period: Period) => ({
  from: period.first,
  to: period.last,
  starts_at: period.from,
  ends_at: period.to,
})

const turnoverPoint = (period: Period, sums: Sums, shop: OrdersFilter) => {
  const part = (name: "paid" | "pending" | "declined") => ({
    orders: sums[name].count,
    usd: usd(sums[name].usd),
    filter: { ...shop, ...created(period), sales: name },
  })
  return {
    ...named(period),
    approved: part("paid"),
    pending: part("pending"),
    declined: part("declined"),
  }
}

const revenuePoint = (period: Period, sums: Sums, shop: OrdersFilter) => ({
  ...named(period),
  orders: {
    count: sums.paid.count,
    filter: { ...shop, ...created(period), sales: "paid" },
  },
  net_earnings: {
    usd: usd(netEarnings(sums)),
    filter: { ...shop, ...created(period), sales: "paid" },
  },
  declines: {
    count: sums.declined.count,
    usd: usd(sums.declined.usd),
    filter: { ...shop, ...created(period), sales: "declined" },
  },
  refunds: {
    count: sums.refund.count,
    usd: usd(sums.refund.usd),
    filter: { ...shop, ...happened("refund", period) },
  },
  chargebacks: {
    count: sums.chargeback.count,
    usd: usd(sums.chargeback.usd),
    filter: { ...shop, ...happened("chargeback", period) },
  },
})

/** Reads each span once, however many widgets show it. */
const readOnce = async (
  report: SalesReportModuleService,
  shopId: string | null,
  shared: Span,
  spans: readonly Span[]
) => {
  const nameOf = ({ from, to }: Span): string => `${from.getTime()} ${to.getTime()}`
  const different = new Map(spans.map((span) => [nameOf(span), span]))
  const { sums, shares } = await report.read(shopId, [...different.values()], shared)
  const found = new Map([...different.keys()].map((name, place) => [name, sums[place]]))
  const sumsOf = (span: Span): Sums => {
    const sum = found.get(nameOf(span))
    if (!sum) {
      throw new Error("A span has not been asked for.")
    }
    return sum
  }
  return { sumsOf, shares }
}

/**
 * Every figure of the dashboard, each with the filter of the orders list that opens exactly the orders
 * behind it, and how it is counted. Read from figures kept ready: its cost does not grow with the orders.
 *
 * @throws Problem 404 when there is no such shop
 */
export const readDashboard = async (container: MedusaContainer, query: DashboardQuery) => {
  const report: SalesReportModuleService = container.resolve(SALES_REPORT_MODULE)
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const zone = query.tz ?? readEnvironment().BUSINESS_TIME_ZONE
  const asked = defaultRange(zone)
  const range = periodOf(query.from ?? asked.from, query.to ?? asked.to, zone)
  const now = new Date()
  const today = dayOf(now, zone)
  // Charts go up to the end of the range, but show no days that have not come yet.
  const last = range.last < today ? range.last : today
  const shopId = query.shop_id ?? null
  const [names, accounts, beginning] = await Promise.all([
    shopNames(container),
    cascade.accounts.list(),
    report.beginning(shopId),
  ])
  if (shopId !== null && !names.has(shopId)) {
    throw notFound("shop")
  }
  const shop: OrdersFilter = shopId === null ? {} : { shop_id: shopId }

  const turnover = turnoverPeriods(last, zone)
  const earnings = earningsPeriods(last, zone)
  const revenue = revenuePeriods(beginning && dayOf(beginning, zone), last, zone)
  const ranges = Object.entries(revenue)
  const ever = { from: EVER, to: range.to }
  const { sumsOf, shares } = await readOnce(report, shopId, range, [
    range,
    ever,
    ...turnover,
    ...earnings,
    ...ranges.flatMap(([, { periods }]) => periods),
  ])
  const within = sumsOf(range)
  const all = allOrders(within)
  const charges = chargesByAccount(shares)
  const inRange = { ...shop, ...created(range) }

  return {
    range: { ...named(range), time_zone: zone },
    shop: shopId === null ? null : { id: shopId, name: names.get(shopId) ?? shopId },
    business_time_zone: readEnvironment().BUSINESS_TIME_ZONE,
    currency: "USD",
    as_of: now,
    total_sales: { usd: usd(all.usd), filter: inRange, counted: COUNTED.total_sales },
    net_earnings: {
      usd: usd(netEarnings(within)),
      filter: { ...inRange, sales: "paid" },
      counted: COUNTED.net_earnings,
    },
    orders: { count: all.count, filter: inRange, counted: COUNTED.orders },
    approved_orders: {
      count: within.paid.count,
      filter: { ...inRange, sales: "paid" },
      counted: COUNTED.approved_orders,
    },
    balance: {
      usd: usd(sumsOf(ever).balance.usd),
      filter: { ...shop, fact: "booked", fact_to: range.to.toISOString() },
      counted: COUNTED.balance,
    },
    turnover: {
      days: turnover.map((period) => turnoverPoint(period, sumsOf(period), shop)),
      counted: COUNTED.turnover,
    },
    monthly_earnings: {
      months: earnings.map((period) => {
        const month = sumsOf(period)
        return {
          ...named(period),
          usd: usd(netEarnings(month)),
          orders: month.paid.count,
          filter: { ...shop, ...created(period), sales: "paid" },
        }
      }),
      counted: COUNTED.monthly_earnings,
    },
    revenue: {
      ranges: Object.fromEntries(
        ranges.map(([name, { step, periods }]) => [
          name,
          { step, points: periods.map((period) => revenuePoint(period, sumsOf(period), shop)) },
        ])
      ),
      counted: COUNTED.revenue,
    },
    countries: {
      rows: ordersBy(shares, countryOf).map(([country, sum]) => ({
        country,
        orders: sum.orders,
        usd: usd(sum.usd),
        approved_orders: sum.approved,
        approved_usd: usd(sum.approvedUsd),
        filter: { ...inRange, country },
      })),
      counted: COUNTED.countries,
    },
    devices: {
      rows: ordersBy(shares, deviceOf).map(([device, sum]) => ({
        device,
        orders: sum.orders,
        usd: usd(sum.usd),
        approved_orders: sum.approved,
        percent: percentOf(sum.orders, all.count),
        filter: { ...inRange, device },
      })),
      counted: COUNTED.devices,
    },
    approval: {
      rows: accounts.flatMap(({ id, name, processor }) => {
        const found = charges.get(id)
        if (!found || found.approved + found.declined === 0) {
          return []
        }
        const of = (fact: string) => ({
          ...shop,
          ...happened(fact, range),
          account_id: id,
        })
        return [
          {
            account: { id, name, processor },
            approved: { count: found.approved, filter: of("charge_approved") },
            declined: { count: found.declined, filter: of("charge_declined") },
            rate: percentOf(found.approved, found.approved + found.declined),
          },
        ]
      }),
      counted: COUNTED.approval,
    },
    rescued: {
      count: within.rescued.count,
      usd: usd(within.rescued.usd),
      filter: { ...inRange, fact: "rescued" },
      counted: COUNTED.rescued,
    },
  }
}

export type Dashboard = Awaited<ReturnType<typeof readDashboard>>
