import type { ListedMessage } from "./mail"
import type { OrderStatus } from "./orders"

/** The shapes of `/admin/crm/customers`. Amounts are decimal strings in major units. */

export const CUSTOMER_STATUSES = ["active", "blocked", "erased"] as const
export type CustomerStatus = (typeof CUSTOMER_STATUSES)[number]

export const CUSTOMER_SORTS = [
  "joined_at",
  "name",
  "order_count",
  "paid_count",
  "spent_usd",
] as const
export type CustomerSort = (typeof CUSTOMER_SORTS)[number]

export type ListedCustomer = {
  id: string
  email: string
  name: string
  phone: string | null
  note: string | null
  joined_at: string
  order_count: number
  paid_count: number
  spent_usd: string
  last_order_at: string | null
  status: CustomerStatus
  erased_at: string | null
}

export type CustomerListAnswer = {
  customers: ListedCustomer[]
  count: number
  count_is_estimate: boolean
  /** Where the next page begins; null on the last. */
  next: string | null
  limit: number
}

export type CustomerOrder = {
  id: string
  display_id: number
  shop: { id: string; name: string }
  status: OrderStatus
  total: string
  total_usd: string
  currency: string
  archived_at: string | null
  created_at: string
}

export type BlockKind = "email" | "phone" | "card"

export type CustomerBlock = {
  id: string
  kind: BlockKind
  /** Null once the personal data have been erased. */
  shown: string | null
  reason: string | null
  by: string | null
  created_at: string
}

export type CustomerCardNumber = {
  id: string
  kind: "card" | "bank_account"
  brand: string | null
  last4: string
}

export type CustomerNote = {
  id: string
  order: { id: string; display_id: number }
  by: string | null
  at: string
  note: string | null
}

export type Customer = ListedCustomer & {
  blocks: CustomerBlock[]
  phones: string[]
  cards: CustomerCardNumber[]
  orders: CustomerOrder[]
  messages: ListedMessage[]
  notes: CustomerNote[]
}

export type BlockInput = { email: boolean; phones: string[]; card_ids: string[]; reason: string }
export type UnblockInput = { block_ids?: string[]; reason: string }
export type AddCustomerInput = { email: string; name: string; phone: string; note: string }
export type ChangeCustomerInput = Omit<AddCustomerInput, "email">
