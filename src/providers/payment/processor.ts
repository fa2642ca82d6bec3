import type { PaymentMethod } from "../../modules/crm_order/types"

/**
 * What every payment processor is to us. A processor talks to the outside world and nothing else: it
 * knows neither our database nor our rules. It never throws for what the outside does (a refused
 * connection, a timeout, an answer that makes no sense): such things are answers too.
 */

/** An exact amount: a decimal string with the places of its currency, and an ISO 4217 code. */
export type Money = { amount: string; currency: string }

/** One account at a processor, with its secrets opened. Lives in memory for one call only. */
export type AccountAccess = {
  id: string
  /** Where its API answers; empty means the processor's own address. */
  base_url: string
  /** What is not secret: ids of profiles, stores, webhooks. */
  settings: Readonly<Record<string, string>>
  secrets: Readonly<Record<string, string>>
}

export type PayerAddress = {
  address1: string
  address2: string | null
  city: string
  state: string | null
  zip: string | null
  country: string
}

export type Payer = {
  first_name: string
  last_name: string
  email: string
  phone: string
  ip: string | null
  billing: PayerAddress
  shipping: PayerAddress
}

export type CardInstrument = {
  kind: "card"
  number: string
  expiry_month: number
  expiry_year: number
  holder: string
  /** Gone after the first answer of an issuer; then a charge goes without. */
  cvv: string | null
  brand: string
}

export type BankAccountInstrument = {
  kind: "bank_account"
  holder: string
  routing_number: string
  account_number: string
  account_type: "checking" | "savings"
  holder_type: "personal" | "business"
}

export type Instrument = CardInstrument | BankAccountInstrument

/**
 * On whose word an instrument is charged: the customer is paying now; the merchant charges a card
 * that was approved before (with what that approval left behind); or the customer has asked for it by
 * mail or telephone.
 */
export type Initiation =
  | { kind: "customer" }
  | { kind: "stored"; network_transaction_id: string | null; earlier_payment_id: string | null }
  | { kind: "mail_or_telephone" }

export type ChargeRequest = {
  /** Our attempt's own id: unique, sent to the processor, and how it is asked for afterwards. */
  reference: string
  /** What `prepare` has answered, for processors that have it. */
  prepared_payment_id: string | null
  money: Money
  /** The public order id: what the customer and the processor's pages may show. */
  order_id: string
  instrument: Instrument
  initiation: Initiation
  payer: Payer
  /** Where the customer comes back to after 3-D Secure. */
  return_url: string
}

export type LinkRequest = {
  reference: string
  money: Money
  order_id: string
  payer: Payer
  return_url: string
  /** The coin a customer has chosen, where the processor lets one choose. */
  pay_currency: string | null
}

export type PaymentReference = { reference: string; payment_id: string | null }

export type RefundRequest = {
  /** The refund's own attempt id. */
  reference: string
  /** The charge that is given back. */
  charge: PaymentReference & { capture_id: string | null; captured: Money }
  money: Money
  method: PaymentMethod
}

/** Four outcomes, never two. */
export type Outcome = "approved" | "declined" | "pending" | "unknown"

export type RefundView = {
  refund_id: string | null
  /** Our attempt's id, where the processor gives it back. */
  reference: string | null
  state: Outcome
  money: Money
  code: string | null
  message: string | null
  /** What the processor keeps or gives back of its fee with this refund; positive is a cost. */
  fee: Money | null
}

export type DisputeView = {
  dispute_id: string
  money: Money
  /** Open and lost: the money is gone. Won: it is back. */
  state: "open" | "lost" | "won"
  fee: Money | null
  reason: string | null
}

/**
 * One payment as the processor tells it: the same picture from a charge, a question, a link or (for
 * what cannot be asked) a callback. Whoever reads it compares it with what is known and books what is
 * new, so the order in which pictures arrive does not matter.
 */
export type PaymentView = {
  /** False only when the processor says for certain that it has never seen the payment. */
  found: boolean
  payment_id: string | null
  /** The id that refunds and tracking name, where it is another one than `payment_id`. */
  capture_id: string | null
  state: Outcome
  /** The processor's own word for the outcome, the key of the table of codes. */
  code: string | null
  /** Its own words, cleaned; for staff. */
  message: string | null
  /** Whether an issuer has answered (approved or declined): then the CVV is destroyed. */
  issuer_answered: boolean
  /** Where the customer goes on: 3-D Secure, approval, invoice. */
  redirect_url: string | null
  expires_at: Date | null
  /** What has really been taken, which may be another amount or currency than asked for. */
  captured: Money | null
  /** What the processor has kept of it, when it says so. */
  fee: Money | null
  network_transaction_id: string | null
  /** The scheme's advice about trying again (Mastercard Merchant Advice Code), when given. */
  advice_code: string | null
  refunds: readonly RefundView[]
  disputes: readonly DisputeView[]
  /** A bank debit that was approved and came back (R01 …), with the whole amount. */
  returned: { code: string; money: Money } | null
}

/** One request and its answer, without card numbers, CVVs, account numbers and secrets. */
export type Exchange = {
  purpose: "prepare" | "charge" | "query" | "refund" | "link" | "close" | "capture" | "token"
  method: string
  url: string
  request: unknown
  /** Null when nothing came back. */
  response_status: number | null
  response: unknown
  /** Why there is no usable answer: "timeout", "connection reset" … */
  error: string | null
  started_at: Date
  duration_ms: number
}

export type Answer<View> = { view: View; exchanges: readonly Exchange[] }

/** A callback as it came in. */
export type RawCallback = {
  headers: Readonly<Record<string, string>>
  /** The bytes as they were signed. */
  body: Buffer
}

export type CallbackReading = {
  /** The processor's own id of the event: the same event again has the same one. */
  event_id: string
  type: string
  /** Whose event it is: our attempt's id, the processor's payment id, or both. */
  reference: string | null
  payment_id: string | null
  /** Why nothing has to be done for it (an event that is no payment of ours); else null. */
  ignore: string | null
  /** What only the callback tells and no question can (NMI's chargebacks and returns); else empty. */
  tells: Partial<Pick<PaymentView, "disputes" | "returned">>
}

export type Capabilities = {
  methods: readonly PaymentMethod[]
  /** No charge without a CVV, unless it is a stored credential. */
  needs_cvv: boolean
  stored_credential: boolean
  mail_or_telephone: boolean
  refund: boolean
  partial_refund: boolean
  /** The customer pays at the processor's own page. */
  payment_link: boolean
  /**
   * After a charge that nobody answered: how long "never seen" may still mean "not yet seen", in
   * seconds. 0 where a prepared payment can be cancelled for good.
   */
  not_found_grace_seconds: number
}

export type Processor = {
  /** As in the folder's name, the callback's address and the database. */
  name: string
  title: string
  capabilities: Capabilities
  /** The names of settings and secrets an account needs, for the page that enters them. */
  account_fields: {
    settings: readonly AccountField[]
    secrets: readonly AccountField[]
  }
  /**
   * Announces a payment without moving money, for processors that give it an id of its own: stored
   * before `charge`, so that after a crash there is something to ask for.
   */
  prepare?: (account: AccountAccess, request: ChargeRequest) => Promise<Answer<PaymentView>>
  charge: (account: AccountAccess, request: ChargeRequest) => Promise<Answer<PaymentView>>
  query: (account: AccountAccess, payment: PaymentReference) => Promise<Answer<PaymentView>>
  /**
   * Makes sure that a payment nobody has paid can never be paid any more (a prepared one, a link).
   * The view tells what it has become; `approved` when the customer was faster.
   */
  close?: (account: AccountAccess, payment: PaymentReference) => Promise<Answer<PaymentView>>
  refund: (account: AccountAccess, request: RefundRequest) => Promise<Answer<RefundView>>
  createPaymentLink?: (account: AccountAccess, request: LinkRequest) => Promise<Answer<PaymentView>>
  /** Whether the bytes come from the processor and nobody else. Never throws. */
  verifyCallback: (account: AccountAccess, callback: RawCallback) => Promise<boolean>
  /** @throws Error when the body is not an event of this processor */
  readCallback: (body: Buffer) => CallbackReading
  /** What its answers mean; the table staff can override. An unknown code means "stop". */
  codes: CodeTable
}

export type AccountField = { name: string; label: string; required: boolean }

/** What a definite failure allows: see `modules/payment_cascade/decline-categories.ts`. */
export type CodeTable = Readonly<Record<string, { category: DeclineCategory; next: NextStep }>>

export const NEXT_STEPS = ["stop", "next_processor", "same_later", "ask_customer"] as const
export type NextStep = (typeof NEXT_STEPS)[number]

export const DECLINE_CATEGORIES = [
  "insufficient_funds",
  "limit_exceeded",
  "do_not_honor",
  "lost_or_stolen",
  "closed_account",
  "expired_card",
  "wrong_number",
  "wrong_details",
  "wrong_cvv",
  "fraud_suspected",
  "not_permitted",
  "authentication_required",
  "authentication_failed",
  "cancelled_by_customer",
  "expired",
  "duplicate",
  "invalid_request",
  "account_setup",
  "rate_limited",
  "processor_unavailable",
  "never_arrived",
  "returned_by_bank",
  "other",
] as const
export type DeclineCategory = (typeof DECLINE_CATEGORIES)[number]

/**
 * Codes every processor may answer besides its own: what happened before or instead of an answer.
 * `not_reached`: the connection was refused, so nothing was sent. `never_arrived`: asked afterwards,
 * the processor has never seen it. `no_answer`, `unreadable_answer`: nobody knows.
 */
export const COMMON_CODES: CodeTable = {
  not_reached: { category: "processor_unavailable", next: "next_processor" },
  never_arrived: { category: "never_arrived", next: "next_processor" },
  no_answer: { category: "processor_unavailable", next: "stop" },
  unreadable_answer: { category: "processor_unavailable", next: "stop" },
  expired: { category: "expired", next: "ask_customer" },
  closed_by_us: { category: "cancelled_by_customer", next: "stop" },
  // Ours: ended before anything was sent.
  withdrawn: { category: "cancelled_by_customer", next: "stop" },
  customer_blocked: { category: "other", next: "stop" },
  cvv_expired: { category: "wrong_cvv", next: "stop" },
  account_unreadable: { category: "account_setup", next: "next_processor" },
  card_unreadable: { category: "invalid_request", next: "stop" },
}
