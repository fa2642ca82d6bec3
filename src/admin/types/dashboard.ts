/** What `GET /admin/crm/dashboard` answers. US dollars are decimal strings. */

/** What the list of orders is asked for to show the orders behind a figure. */
export type FigureFilter = Partial<
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

export type Counted = { count: number; filter: FigureFilter }
export type Earned = { usd: string; filter: FigureFilter }

/** Days, both included. */
export type DayRange = { from: string; to: string }

export type TurnoverPart = { orders: number; usd: string; filter: FigureFilter }
export type TurnoverDay = DayRange & {
  approved: TurnoverPart
  pending: TurnoverPart
  declined: TurnoverPart
}

export const REVENUE_RANGES = ["1m", "3m", "6m", "1y", "all"] as const
export type RevenueRange = (typeof REVENUE_RANGES)[number]

export type RevenuePoint = DayRange & {
  orders: Counted
  net_earnings: Earned
  declines: Counted & Earned
  refunds: Counted & Earned
  chargebacks: Counted & Earned
}

export type CountryRow = {
  country: string
  orders: number
  usd: string
  approved_orders: number
  approved_usd: string
  filter: FigureFilter
}

export type DeviceRow = {
  device: string
  orders: number
  usd: string
  approved_orders: number
  percent: string | null
  filter: FigureFilter
}

export type MonthRow = DayRange & { usd: string; orders: number; filter: FigureFilter }

export type ApprovalRow = {
  account: { id: string; name: string; processor: string }
  approved: Counted
  declined: Counted
  rate: string | null
}

export type DashboardAnswer = {
  range: DayRange & { time_zone: string }
  shop: { id: string; name: string } | null
  business_time_zone: string
  as_of: string
  total_sales: Earned
  net_earnings: Earned
  orders: Counted
  approved_orders: Counted
  balance: Earned
  turnover: { days: TurnoverDay[] }
  monthly_earnings: { months: MonthRow[] }
  revenue: {
    ranges: Record<
      RevenueRange,
      { step: "day" | "week" | "month" | "year"; points: RevenuePoint[] }
    >
  }
  countries: { rows: CountryRow[] }
  devices: { rows: DeviceRow[] }
  approval: { rows: ApprovalRow[] }
  rescued: Counted & { usd: string }
}
