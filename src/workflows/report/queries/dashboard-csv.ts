import { CSV_START, csvLine } from "../../../lib/csv"
import type { Dashboard } from "./read-dashboard"

const point = ({ from, to }: { from: string; to: string }): string[] => [from, to]

/** Each widget as a table: its heads and its rows. */
const TABLES = {
  totals: ({ total_sales, net_earnings, orders, approved_orders, balance, rescued }: Dashboard) => [
    ["figure", "count", "usd"],
    ["total_sales", "", total_sales.usd],
    ["net_earnings", "", net_earnings.usd],
    ["orders", String(orders.count), ""],
    ["approved_orders", String(approved_orders.count), ""],
    ["balance", "", balance.usd],
    ["rescued", String(rescued.count), rescued.usd],
  ],
  turnover: ({ turnover }: Dashboard) => [
    [
      ...["day", "approved_orders", "approved_usd", "pending_orders", "pending_usd"],
      ...["declined_orders", "declined_usd"],
    ],
    ...turnover.days.map(({ from, approved, pending, declined }) => [
      from,
      ...[approved, pending, declined].flatMap((part) => [String(part.orders), part.usd]),
    ]),
  ],
  countries: ({ countries }: Dashboard) => [
    ["country", "orders", "usd", "approved_orders", "approved_usd"],
    ...countries.rows.map((row) => [
      row.country,
      String(row.orders),
      row.usd,
      String(row.approved_orders),
      row.approved_usd,
    ]),
  ],
  revenue: ({ revenue }: Dashboard) => [
    [
      ...["range", "from", "to", "orders", "net_earnings_usd", "declines", "declines_usd"],
      ...["refunds", "refunds_usd", "chargebacks", "chargebacks_usd"],
    ],
    ...Object.entries(revenue.ranges).flatMap(([range, { points }]) =>
      points.map((one) => [
        range,
        ...point(one),
        String(one.orders.count),
        one.net_earnings.usd,
        ...[one.declines, one.refunds, one.chargebacks].flatMap((part) => [
          String(part.count),
          part.usd,
        ]),
      ])
    ),
  ],
  devices: ({ devices }: Dashboard) => [
    ["device", "orders", "percent", "usd", "approved_orders"],
    ...devices.rows.map((row) => [
      row.device,
      String(row.orders),
      row.percent ?? "",
      row.usd,
      String(row.approved_orders),
    ]),
  ],
  monthly_earnings: ({ monthly_earnings }: Dashboard) => [
    ["from", "to", "orders", "net_earnings_usd"],
    ...monthly_earnings.months.map((month) => [...point(month), String(month.orders), month.usd]),
  ],
  approval: ({ approval }: Dashboard) => [
    ["account", "processor", "approved", "declined", "rate_percent"],
    ...approval.rows.map((row) => [
      row.account.name,
      row.account.processor,
      String(row.approved.count),
      String(row.declined.count),
      row.rate ?? "",
    ]),
  ],
} satisfies Record<string, (dashboard: Dashboard) => string[][]>

export const DASHBOARD_TABLES = Object.keys(TABLES) as (keyof typeof TABLES)[]
export type DashboardTable = keyof typeof TABLES

/** One widget as a CSV file, or all of them one under another, each under its name. */
export const dashboardCsv = (dashboard: Dashboard, table?: DashboardTable): string => {
  const lines = (name: DashboardTable): string => TABLES[name](dashboard).map(csvLine).join("")
  const { range, shop } = dashboard
  const head = [
    ["range", range.from, range.to, range.time_zone],
    ["shop", shop?.name ?? "all"],
  ]
  return (
    CSV_START +
    (table
      ? lines(table)
      : head.map(csvLine).join("") +
        DASHBOARD_TABLES.map((name) => `\r\n${csvLine([name])}${lines(name)}`).join(""))
  )
}
