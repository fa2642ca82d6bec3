import type { PaymentFact } from "../payment_cascade/types"

/** What an account at a processor costs, from a day on. Amounts are decimal strings in `currency`. */
export type FeeRule = {
  id: string
  account_id: string
  percent: string
  fixed: string
  chargeback_fee: string
  currency: string
  refund_returns_fee: boolean
  valid_from: Date
}

/** A money fact with everything its postings are worked out from. */
export type FactToBook = {
  fact: PaymentFact
  shop_id: string
  /** US dollars per unit of the fact's currency: the order's frozen rate, or the day's for another currency. */
  usd_per_unit: string
  /** The same for the fee's currency, when the processor has taken its fee in another one. */
  fee_usd_per_unit: string | null
  /** The rule in force when the charge was made; used where the processor does not tell its fee. */
  fee_rule: FeeRule | null
  /** The part of a capture, or of what is given back, that the order had not asked for. */
  overpaid: string
  /** Of a refund, chargeback or return: the capture it takes from, and the fee booked with it. */
  captured: { amount: string; fee: string } | null
}
