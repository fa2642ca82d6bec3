import type { ManagedPayment, OrderCard } from "../types/orders"

/** The payment with everything about it, or null for somebody who may not see that. */
export const managedPaymentOf = ({ payment, currency }: OrderCard): ManagedPayment | null => {
  if (!payment.attempts || !payment.actions) {
    return null
  }
  return {
    captured: payment.captured ?? "0",
    refunded: payment.refunded ?? "0",
    charged_back: payment.charged_back ?? "0",
    currency: payment.currency ?? currency,
    attempts: payment.attempts,
    actions: payment.actions,
  }
}
