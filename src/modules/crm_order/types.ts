import type { PaymentState } from "./payment-state"
import type { Period } from "./periods"
import type { CallCenterStatus, OrderStatus, OrderTab } from "./order-status"

export const PAYMENT_METHODS = ["credit_card", "paypal", "crypto", "echeck"] as const
export type PaymentMethod = (typeof PAYMENT_METHODS)[number]

/** What the list shows of one product of an order. */
export type ProductSummary = {
  name: string
  sku: string
  option: string | null
  option_value: string | null
  quantity: number
  thumbnail: string | null
}

/** The CRM's record of one order, as stored. Amounts are decimal strings in the order's currency. */
export type CrmOrderRow = {
  id: string
  order_id: string
  display_id: number
  shop_id: string
  shop_order_id: string
  shop_domain: string | null
  customer_id: string
  customer_name: string
  email: string
  phone: string
  country: string
  language: string
  payment_method: PaymentMethod
  card_brand: string | null
  card_last4: string | null
  currency: string
  total: string
  usd_per_unit: string
  total_usd: string
  exchange_rate_id: string
  status: OrderStatus
  status_before_call_center: OrderStatus | null
  status_before_chargeback: OrderStatus | null
  call_center_status: CallCenterStatus | null
  call_center_since: Date | null
  open_attention: number
  payment_state: PaymentState
  /** What has been captured, given back, and taken back by banks (and not returned), in the order's currency. */
  captured: string
  refunded: string
  charged_back: string
  /** How many parcels stand (not rejected, not taken back); null when it was never sent to a shipper. */
  parcels: number | null
  products: ProductSummary[]
  product_count: number
  device_class: string | null
  details: OrderDetails
  request_fingerprint: string
  version: number
  /** Free words of the team, in lower case. */
  tags: string[]
  /** The staff user who looks after it. */
  responsible_id: string | null
  archived_at: Date | null
  created_at: Date
  updated_at: Date
}

/** Facts of the order that nobody filters by; kept as they were validated at intake. */
export type OrderDetails = {
  totals: {
    products: string
    discount: string
    shipping: string
    insurance: string
    tax: string | null
    total: string
  }
  price_source: "shop" | "table"
  currency_coef: string | null
  coupon: { code: string | null; type: "percentage" | "fixed" | null } | null
  delivery: { id: number; code: string; name: string; insurance: boolean }
  bonus: string | null
  refill_reminder: { period_days: number; via: "email" | "phone" } | null
  campaigns: { raw: string; utm: Record<string, string> } | null
  device: Record<string, unknown> | null
  ip: { address: string; flag: "private" | "malformed" | null }
  pay_currency: string | null
}

/** A new order as the intake hands it over; the public id is already drawn. */
export type NewCrmOrder = Omit<
  CrmOrderRow,
  | "status_before_call_center"
  | "status_before_chargeback"
  | "call_center_status"
  | "call_center_since"
  | "open_attention"
  | "payment_state"
  | "captured"
  | "refunded"
  | "charged_back"
  | "parcels"
  | "version"
  | "tags"
  | "responsible_id"
  | "archived_at"
  | "created_at"
  | "updated_at"
>

/** Whose orders may be seen: everybody's, or only those that are or were with the call centre. */
export type OrderScope = "all" | "call_center"

/** What an order counts as: `crm_sales_class` in the database says which (decisions, section 1). */
export const SALES_CLASSES = ["paid", "pending", "declined", "other"] as const
export type SalesClass = (typeof SALES_CLASSES)[number]

/** Facts of an order beside its own record, by which the figures of the dashboard open their orders. */
export const ORDER_FACTS = [
  "refund",
  "chargeback",
  "booked",
  "charge_approved",
  "charge_declined",
  "rescued",
] as const
export type OrderFact = (typeof ORDER_FACTS)[number]

export const UNKNOWN_DEVICE = "unknown"

/** What the Orders page can ask for. Empty lists and nulls mean "any". */
export type OrderFilter = {
  q?: string
  status?: OrderStatus[]
  call_center_status?: CallCenterStatus[]
  shop_id?: string[]
  country?: string[]
  payment_method?: PaymentMethod[]
  /** What the order counts as in the figures of the dashboard. */
  sales?: SalesClass[]
  /** The class of the buyer's device; `unknown` where the shop has sent none. */
  device?: string[]
  /** Only orders of which this has happened, between two moments and at an account where given. */
  fact?: OrderFact
  fact_from?: Date
  /** Exclusive. */
  fact_to?: Date
  account_id?: string
  /** Orders that have one of these. */
  tag?: string[]
  responsible_id?: string[]
  from?: Date
  /** Exclusive. */
  to?: Date
  /** Days of the business that move with the calendar; within `from` and `to` where they are given. */
  period?: Period
  tab?: OrderTab | "attention" | "archived"
}

export const ORDER_SORTS = [
  "created_at",
  "display_id",
  "customer_name",
  "total_usd",
  "status",
  "country",
  "payment_method",
  "call_center_status",
] as const
export type OrderSort = (typeof ORDER_SORTS)[number]

export type OrderPage = {
  sort: OrderSort
  descending: boolean
  limit: number
  offset: number
}

export type OrderListRow = Pick<
  CrmOrderRow,
  | "id"
  | "display_id"
  | "shop_id"
  | "shop_order_id"
  | "customer_id"
  | "customer_name"
  | "email"
  | "phone"
  | "country"
  | "payment_method"
  | "card_brand"
  | "card_last4"
  | "currency"
  | "total"
  | "total_usd"
  | "status"
  | "payment_state"
  | "captured"
  | "refunded"
  | "charged_back"
  | "parcels"
  | "status_before_call_center"
  | "status_before_chargeback"
  | "call_center_status"
  | "open_attention"
  | "products"
  | "product_count"
  | "tags"
  | "responsible_id"
  | "archived_at"
  | "created_at"
>
