import type { Lost } from "./call"
import type { Money, PaymentView, RefundView } from "./processor"

/** A view that says nothing yet: what a processor's transformers begin with. */
export const EMPTY_VIEW: PaymentView = {
  found: true,
  payment_id: null,
  capture_id: null,
  state: "unknown",
  code: null,
  message: null,
  issuer_answered: false,
  redirect_url: null,
  expires_at: null,
  captured: null,
  fee: null,
  network_transaction_id: null,
  advice_code: null,
  refunds: [],
  disputes: [],
  returned: null,
}

/** The processor says for certain that it has never seen the payment. */
export const NEVER_SEEN: PaymentView = { ...EMPTY_VIEW, found: false, message: null }

/**
 * A call that may have moved money and has no readable answer: declined when nothing was sent,
 * otherwise unknown.
 */
export const lostCharge = (paymentId: string | null, lost: Lost): PaymentView => ({
  ...EMPTY_VIEW,
  payment_id: paymentId,
  state: lost.code === "not_reached" ? "declined" : "unknown",
  ...lost,
})

/** A question without a readable answer: nothing has been learned, whatever the reason. */
export const lostQuestion = (paymentId: string | null, { message }: Lost): PaymentView => ({
  ...EMPTY_VIEW,
  payment_id: paymentId,
  state: "unknown",
  code: "no_answer",
  message,
})

/** The same as `lostCharge` for a refund. */
export const lostRefund = (reference: string, money: Money, lost: Lost): RefundView => ({
  refund_id: null,
  reference,
  state: lost.code === "not_reached" ? "declined" : "unknown",
  money,
  fee: null,
  ...lost,
})
