import type { OrderingShop, ReadOrderResult } from "./shop-order"

export type ReadOrderContext = { shop: OrderingShop; now: Date }

/**
 * Reads a create-order body of either door: gives the canonical order, or one refusal that lists
 * every fault. Never throws, whatever the body is.
 */
export const readOrderRequest = (_body: unknown, _context: ReadOrderContext): ReadOrderResult => ({
  ok: false,
  status: 400,
  code: "malformed",
  error: "The order could not be read.",
  fields: [],
})
