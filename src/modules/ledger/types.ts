import type { FactKind, PaymentFact } from "../payment_cascade/types"

/**
 * The books of every processor account and currency. A positive amount is a debit, a negative one a
 * credit, so the receivable is what the processor owes us, and every set of lines adds up to zero.
 */
export const LEDGER_ACCOUNTS = [
  "receivable",
  "fees",
  "sales",
  "overpayments",
  "refunds",
  "chargebacks",
  "dispute_fees",
] as const
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number]

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
  /** Of a capture its own attempt; of everything else the charge that it takes from. */
  charge_attempt_id: string
  /**
   * US dollars per unit of the fact's currency: the order's frozen rate, or the day's for another
   * currency; 0 where there is none.
   */
  usd_per_unit: string
  /**
   * The day's rate of the fee's currency (the rule's, where the processor does not tell its fee) when
   * that is another one than the fact's; null when there is none. The fee is booked once there is.
   */
  fee_usd_per_unit: string | null
  /** The rule in force when the charge was made; used where the processor does not tell its fee. */
  fee_rule: FeeRule | null
  /** The part of a capture, or of what is given back, that the order had not asked for. */
  overpaid: string
}

/** What the books say of a charge: a refund is worked out from it. */
export type BookedCharge = {
  /** In the fact's currency. */
  captured: string
  /** What has been given back or returned of it so far. */
  given_back: string
  /** The fees of its captures, at the rates at which they were booked. */
  fees: readonly { amount: string; currency: string; usd_per_unit: string }[]
}

/** One line of the books. */
export type LedgerLine = {
  account: LedgerAccount
  currency: string
  amount: string
  usd_per_unit: string
}

/**
 * Why lines were booked: the money fact itself, or its fee in another currency, which is a set of its
 * own because its rate may only be known later. Nothing is booked twice for one cause.
 */
export const CAUSE_TYPES = ["payment_fact", "payment_fee"] as const
export type CauseType = (typeof CAUSE_TYPES)[number]

export type PostingSet = { cause_type: CauseType; lines: LedgerLine[] }

export type Postings = {
  sets: PostingSet[]
  /** The currency of a fee that is not booked, because nobody knows its rate to US dollars. */
  missing_rate: string | null
}

/** A set of lines as it is read back, with what they belong to. */
export type BookedLine = LedgerLine & {
  entry_id: string
  cause_type: CauseType
  cause_id: string
  fact_kind: FactKind
  crm_order_id: string
  account_id: string
  shop_id: string
  at: Date
  /** Exact: as many places as the amount and the rate have together. */
  amount_usd: string
}
