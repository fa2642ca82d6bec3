import type { PaymentState } from "../types/orders"
import type { AttemptState, CallbackState } from "../types/payments"

type Color = "green" | "red" | "blue" | "orange" | "grey" | "purple"

export const PAYMENT_STATE_COLORS: Record<PaymentState, Color> = {
  unpaid: "grey",
  pending: "orange",
  unknown: "purple",
  declined: "red",
  partly_paid: "orange",
  paid: "green",
  overpaid: "orange",
  partly_refunded: "orange",
  refunded: "orange",
  charged_back: "red",
  returned: "red",
}

/** Pending is known and waits, unknown is not known: they must not look alike. */
export const ATTEMPT_STATE_COLORS: Record<AttemptState, Color> = {
  created: "grey",
  sending: "blue",
  unknown: "purple",
  pending: "orange",
  approved: "green",
  declined: "red",
}

export const CALLBACK_STATE_COLORS: Record<CallbackState, Color> = {
  received: "blue",
  applied: "green",
  ignored: "grey",
  failed: "red",
}
