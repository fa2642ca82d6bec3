import type { OrderCalls } from "./calls"
import type { Logistics } from "./dispatch"
import type { Refill } from "./mail"
import type { AttentionButton, Attempt, PaymentActions } from "./payments"

/** The shapes of `/admin/crm/orders`. Amounts are decimal strings in major units. */

export const ORDER_STATUSES = [
  "pending",
  "approved",
  "declined",
  "cancelled",
  "call_center",
  "packed",
  "shipped",
  "reshipped",
  "delivered",
  "refunded",
  "chargeback",
  "closed",
] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

export const CALL_CENTER_STATUSES = [
  "new_inquiry",
  "resolved",
  "awaiting_response",
  "cancelled",
  "failed",
  "closed",
  "refund_initiated",
  "reship_initiated",
  "refunded",
  "reshipped",
] as const
export type CallCenterStatus = (typeof CALL_CENTER_STATUSES)[number]

export const ORDER_TABS = [
  "all",
  "pending",
  "approved",
  "declined",
  "call_center",
  "pickups",
  "delivered",
  "returns",
  "cancelled",
  "attention",
  "archived",
] as const
export type OrderTab = (typeof ORDER_TABS)[number]

export type PaymentMethod = "credit_card" | "paypal" | "crypto" | "echeck"

export type ListedProduct = {
  name: string
  sku: string
  option: string | null
  option_value: string | null
  quantity: number
  thumbnail: string | null
}

export type ListedCustomer = {
  id: string
  email: string
  name: string
  phone: string | null
  order_count: number
  paid_order_count: number
}

export type ListedOrder = {
  id: string
  display_id: number
  shop_order_id: string
  shop: { id: string; name: string }
  customer: ListedCustomer
  products: ListedProduct[]
  /** Pieces, not lines. */
  product_count: number
  total: string
  currency: string
  total_usd: string
  payment_method: PaymentMethod
  card: { brand: string; last4: string } | null
  country: string
  status: OrderStatus
  call_center_status: CallCenterStatus | null
  payment_state?: PaymentState
  attention: number
  /** Whose orders are never charged. */
  is_customer_blocked: boolean
  tags: string[]
  responsible_id: string | null
  created_at: string
  allowed_statuses: OrderStatus[]
  archived_at: string | null
}

export type OrderListAnswer = {
  orders: ListedOrder[]
  count: number
  count_is_estimate: boolean
  limit: number
  offset: number
}

export type OrderCounts = Partial<Record<OrderTab, number>>
export type OrderCountsAnswer = { counts: OrderCounts; counts_are_estimates?: boolean }

export type OrderFilterOptions = {
  shops: { id: string; name: string }[]
  countries: string[]
  payment_methods: PaymentMethod[]
  statuses: OrderStatus[]
  call_center_statuses: CallCenterStatus[]
  tags: string[]
  /** Only managers and administrators are answered any. */
  people: Person[]
}

/** Somebody who works here. */
export type Person = { id: string; name: string }

/** A button of "Why is this order here?": a call of the staff API, or a page where it goes on. */
export type HelpButton = {
  name: string
  request: { method: "POST"; path: string; body: Record<string, unknown> } | null
  /** What a person has to say before the call can be made. */
  asks: string[]
}

/** Why an order is where it is. */
export type Why = {
  kind: string
  data: Record<string, unknown>
  since: string
  button: HelpButton | null
}

/** Another order of the same customer. */
export type OtherOrder = {
  id: string
  display_id: number
  status: OrderStatus
  total: string
  currency: string
  created_at: string
}

export type CardProduct = ListedProduct & {
  id: string
  product_id: string | null
  bonus: string | null
  unit_price: string
  total: string
  url: string | null
}

export type Address = {
  name: string
  phone: string | null
  company?: string | null
  address1: string
  address2?: string | null
  city: string
  state?: string | null
  zip: string
  country: string | null
}

export type Totals = {
  products: string
  discount: string
  shipping: string
  insurance: string
  /** The cents by which the shop's own total differs from the sum of its lines. */
  rounding: string
  tax: string | null
  total: string
  currency: string
  total_usd: string
  exchange_rate: { usd_per_unit: string; as_of: string; source: string } | null
}

export type PaymentCard = {
  brand: string
  first6: string
  last4: string
  expiry_month: number
  expiry_year: number
  holder: string
  sealed: boolean
  cvv: "held" | "gone"
}

export type BankAccount = {
  holder: string
  routing_number: string
  last4: string
  account_type: string
  holder_type: string
  sealed: boolean
}

export const PAYMENT_STATES = [
  "unpaid",
  "pending",
  "unknown",
  "declined",
  "partly_paid",
  "paid",
  "overpaid",
  "partly_refunded",
  "refunded",
  "charged_back",
  "returned",
] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]

export type Payment = {
  method: PaymentMethod
  state: PaymentState
  card: PaymentCard | null
  bank_account: BankAccount | null
  pay_currency: string | null
} & Partial<ManagedPayment>

/** What only managers and administrators are answered. */
export type ManagedPayment = {
  captured: string
  refunded: string
  charged_back: string
  currency: string
  attempts: Attempt[]
  actions: PaymentActions
}

export type Device = {
  class: string | null
  os: string | null
  browser: string | null
  language: string | null
  timezone: string | null
  screen: { width: number | null; height: number | null } | null
  user_agent: string | null
  ip: string | null
  ip_flag: string | null
}

export type Campaigns = { raw: string | null; utm: Record<string, string | null> | null }

export type Move<Status extends string> = {
  status: Status
  allowed: boolean
  why: string | null
  because: string | null
  reason_required?: boolean
}

export type AttentionEntry = {
  id: string
  kind: string
  data: Record<string, unknown>
  /** What the person who raised it said. */
  words: string | null
  sentence: string
  /** What helps; a server of an older release names none. */
  button?: AttentionButton
  since: string
  resolved_at: string | null
}

/** An entry on the list of everything that needs a person. */
export type ListedAttention = AttentionEntry & {
  subject_type:
    | "order"
    | "shop"
    | "currency"
    | "processor_account"
    | "callback"
    | "mail_account"
    | "supplier"
    | "shipping_callback"
    | "intake"
  subject_id: string
  /** How people call the subject: an order's number, an account's name. */
  subject_name: string | null
  resolved_by: string | null
}

export type OrderCard = Omit<ListedOrder, "shop" | "customer" | "products" | "attention"> & {
  order_id: string
  shop: { id: string; name: string; domain: string | null }
  language: string | null
  products: CardProduct[]
  totals: Totals
  coupon: { code: string | null; type: string | null } | null
  delivery: { id: number | string; name: string; insurance: boolean } | null
  bonus: string | null
  refill_reminder: { period_days: number; via: string } | null
  /** What becomes of that wish; a server of an older release does not say. */
  refill?: Refill | null
  /** Its parcels; only managers and administrators are answered. */
  logistics?: Logistics | null
  /** The number of the newest event that this card knows of. */
  seen: string
  why: Why
  responsible: Person | null
  customer: ListedCustomer & {
    first_order_at: string | null
    page_id: string | null
    /** Amounts and other orders: only for managers and administrators. */
    spent_usd?: string
    others?: OtherOrder[]
  }
  billing_address: Address | null
  shipping_address: Address | null
  payment: Payment
  device: Device | null
  campaigns: Campaigns | null
  call_center_since: string | null
  /** What is and was called about; null for an order that was never with the call centre. */
  calls?: OrderCalls | null
  archived: { at: string; by: string | null; reason: string | null } | null
  address_change: { allowed: boolean; why: string | null }
  moves: Move<OrderStatus>[]
  call_center_moves: Move<CallCenterStatus>[]
  attention: AttentionEntry[]
}

export type OrderEvent = {
  id: string
  kind: string
  actor: { type: "staff" | "shop" | "system"; id: string | null; name: string | null }
  at: string
  data: Record<string, unknown> | null
  note?: string | null
  /** What a changed address was and is, in one line each. */
  before?: string | null
  after?: string | null
}

export type EventView = "timeline" | "log"

export type BulkResult = { id: string; ok: boolean; status: OrderStatus | null; error?: string }
export type Permissions = {
  change_status: boolean
  bulk: boolean
  notes: boolean
  call_center: boolean
  payment_link: boolean
  archive: boolean
  tags: boolean
  responsible: boolean
  attention: boolean
  shops: boolean
  change_shops: boolean
  staff: boolean
  payments: boolean
  change_processors: boolean
  change_routing: boolean
  mail: boolean
  dispatch: boolean
  dashboard: boolean
  customers: boolean
  erase_customers: boolean
  report: boolean
  create_order: boolean
}

export type Me = {
  user: { id: string; email: string; name: string }
  role: "administrator" | "manager" | "operator"
  /** Whether the role has to have a second factor, and whether this sign-in was made with one. */
  second_factor?: { demanded: boolean; passed: boolean }
  permissions: Permissions
}

/** A whole new shipping address, as the form sends it. */
export type AddressInput = {
  first_name: string
  last_name: string
  phone: string
  country: string
  state: string
  city: string
  zip: string
  address: string
  address2: string
  reason: string
}
