import type { DeclineCategory, Exchange, Money, NextStep } from "../../providers/payment/processor"
import type { EventActor } from "../crm_order/order-events"
import type { OrderStatus } from "../crm_order/order-status"
import type { PaymentMethod } from "../crm_order/types"

export const ATTEMPT_STATES = [
  "created",
  "sending",
  "unknown",
  "pending",
  "approved",
  "declined",
] as const
export type AttemptState = (typeof ATTEMPT_STATES)[number]

/** States in which money may be moving at this moment: at most one attempt per order (an index says so). */
export const IN_FLIGHT_STATES: readonly AttemptState[] = ["created", "sending", "unknown"]

/** States in which the outcome is not known for good. */
export const OPEN_STATES: readonly AttemptState[] = ["created", "sending", "unknown", "pending"]

/** Whether the outcome is known for good; such an attempt is never changed again. */
export const isFinal = ({ state }: { state: AttemptState }): boolean =>
  state === "approved" || state === "declined"

/** Statuses in which an order may be charged: it waits for its payment, or a person looks after it. */
export const CHARGEABLE_STATUSES: readonly OrderStatus[] = ["pending", "declined", "call_center"]

/** Why this processor was chosen and the others were not, in the words of `plan-words.ts`. */
export type PlanChoice = {
  account_id: string
  chosen: boolean
  /** The key of the sentence, e.g. `first_in_list`, `currency_not_taken`, `needs_cvv`, `circuit_open`. */
  reason: string
  data: Record<string, string | number | null>
}

export type AttemptPlan = {
  routing_version: number
  choices: PlanChoice[]
}

/**
 * Why a payment that could still be made is closed: nobody wants it any more, or it was announced to
 * the processor and then lost. And who wants that.
 */
export type Closing = { why: "unwanted" | "stranded"; actor: EventActor }

export type AttemptRow = {
  /** Our own reference, sent to the processor. */
  id: string
  crm_order_id: string
  /** 1, 2, 3 … within the order. */
  number: number
  kind: "charge" | "refund"
  /** How the charge is made: with the sealed card or account, by a link, or by hand elsewhere. */
  way: "direct" | "link" | "outside"
  /** Of a refund: the charge it gives back. Of a late payment: the attempt it belongs to. */
  parent_id: string | null
  account_id: string
  processor: string
  method: PaymentMethod
  actor_type: EventActor["type"]
  actor_id: string | null
  cause: string | null
  /** Staff's reason; for refunds and charges by hand. Amounts are decimal strings. */
  amount: string
  currency: string
  state: AttemptState
  initiation: "customer" | "stored" | "mail_or_telephone" | null
  payment_id: string | null
  capture_id: string | null
  network_transaction_id: string | null
  card_id: string | null
  card_fingerprint: string | null
  card_brand: string | null
  with_cvv: boolean | null
  code: string | null
  category: DeclineCategory | null
  next: NextStep | null
  message: string | null
  advice_code: string | null
  redirect_url: string | null
  expires_at: Date | null
  /** We are having it closed at the processor, or have had: noted before the processor is asked. */
  closing: Closing | null
  plan: AttemptPlan | null
  /** How often the processor has been asked about it, and when it will be asked again. */
  checks: number
  next_check_at: Date | null
  created_at: Date
  sent_at: Date | null
  finished_at: Date | null
}

export const FACT_KINDS = [
  "captured",
  "refunded",
  // A refund that was said to be done and came back: the customer's bank did not take it.
  "refund_reversed",
  "charged_back",
  "chargeback_reversed",
  "returned",
  // A payment that a person had recorded by hand, taken back by who recorded it: it never was.
  "undone",
] as const
export type FactKind = (typeof FACT_KINDS)[number]

/** Money that has really moved, as a processor or a person tells it. Written once, never changed. */
export type PaymentFact = {
  id: string
  crm_order_id: string
  attempt_id: string
  account_id: string
  kind: FactKind
  money: Money
  fee: Money | null
  /** The processor's id of the capture, refund or dispute: a fact is never written twice. */
  processor_ref: string
  source: "answer" | "query" | "callback" | "staff"
  at: Date
}

export type StoredExchange = Exchange & { id: string; attempt_id: string }
