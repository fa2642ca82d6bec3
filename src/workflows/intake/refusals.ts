import { MOST_ORDERS_KEPT, type RefusedGroup } from "../../modules/shop/refused-orders"

/** What an entry about a shop's refused orders knows. */
export type Refusal = {
  code: string
  /** How many requests were refused since the entry is open. */
  count: number
  last_at: string
  /** The sentence that the shop was answered last. */
  error: string
  /** The shop's own numbers of orders that have not come in since. */
  orders: string[]
  /** When a request was refused last whose order is not among those; null when there is none. */
  nameless_at: string | null
}

const text = (value: unknown): string => (typeof value === "string" ? value : "")

/** The same as it was stored with an entry. */
export const refusalOfEntry = (data: Record<string, unknown>): Refusal => ({
  code: text(data.code),
  count: Number(data.count) || 0,
  last_at: text(data.last_at),
  error: text(data.error),
  orders: Array.isArray(data.orders) ? data.orders.map(String) : [],
  nameless_at: text(data.nameless_at) || null,
})

/** What an entry says once new refusals have come; null: there was none. */
export const mergeRefusals = (before: Refusal | null, group: RefusedGroup): Refusal => {
  const orders = [...new Set([...(before?.orders ?? []), ...group.orders])]
  const isOverfull = orders.length > MOST_ORDERS_KEPT
  const last_at = group.last_at.toISOString()
  return {
    code: group.code,
    count: (before?.count ?? 0) + group.count,
    last_at,
    error: group.error,
    orders: orders.slice(-MOST_ORDERS_KEPT),
    nameless_at: group.nameless > 0 || isOverfull ? last_at : (before?.nameless_at ?? null),
  }
}

/**
 * Whether nothing is left to do about it: every order that was named has come in, and where requests
 * named none, the shop has sent a good one since.
 *
 * @param accepted when the shop's last order came in well
 */
export const isHealed = (
  { orders, nameless_at }: Pick<Refusal, "orders" | "nameless_at">,
  accepted: Date | null
): boolean =>
  orders.length === 0 &&
  (nameless_at === null || (accepted !== null && accepted.toISOString() > nameless_at))
