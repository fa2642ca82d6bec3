/** A customer: everybody who ordered with one e-mail address, in lower case. */
export type CustomerRow = {
  id: string
  email: string
  name: string
  /** E.164. */
  phone: string | null
  note: string | null
  /** When the first order came, or staff added the customer. */
  joined_at: Date
  is_blocked: boolean
  erased_at: Date | null
  /** Archived orders are not counted. */
  order_count: number
  paid_count: number
  /** Paid orders less their partial refunds, in US dollars. */
  spent_usd: string
  last_order_at: Date | null
}

export const CUSTOMER_COLUMNS = [
  "customer.id",
  "customer.email",
  "customer.name",
  "customer.phone",
  "customer.note",
  "customer.joined_at",
  "customer.is_blocked",
  "customer.erased_at",
  "figures.order_count",
  "figures.paid_count",
  "figures.spent_usd",
  "figures.last_order_at",
] as const
