import type { Requirement } from "./order-status"

/**
 * What is known about an order's money and parcels when a move is checked. The payments and
 * dispatch issues fill it; until then a fact is `null` (unknown) and a manager's word is enough.
 */
export type MoveFacts = {
  /** Captured minus refunded, in minor units of the order's currency. */
  captured_balance: bigint | null
  has_parcel: boolean | null
  chargeback_reversed: boolean | null
}

export const UNKNOWN_FACTS: MoveFacts = {
  captured_balance: null,
  has_parcel: null,
  chargeback_reversed: null,
}

/** One check per requirement: the sentence that refuses, or `null` when the move may go on. */
export const MOVE_REQUIREMENTS: Record<Requirement, (facts: MoveFacts) => string | null> = {
  money_captured: ({ captured_balance }) =>
    captured_balance !== null && captured_balance <= 0n
      ? "No payment has been captured for this order."
      : null,
  nothing_captured: ({ captured_balance }) =>
    captured_balance !== null && captured_balance > 0n
      ? "The customer's money is still here: refund it first."
      : null,
  reversal: ({ chargeback_reversed }) =>
    chargeback_reversed === false ? "The bank has not reversed the chargeback." : null,
  parcel: ({ has_parcel }) =>
    has_parcel === false ? "There is no parcel for this order yet." : null,
}
