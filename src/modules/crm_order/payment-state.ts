import { PAID_STATUSES, type OrderStatus } from "./order-status"

export type PaymentState = "unpaid" | "paid" | "refunded" | "charged_back"

type PaymentFacts = { status: OrderStatus; status_before_call_center: OrderStatus | null }

/**
 * Where the money of an order is, as far as its status tells. The payments issue replaces this by
 * what was captured and refunded.
 */
export const paymentState = ({ status, status_before_call_center }: PaymentFacts): PaymentState => {
  if (status === "refunded") {
    return "refunded"
  }
  if (status === "chargeback") {
    return "charged_back"
  }
  const wasPaidBeforeTheCall =
    status === "call_center" &&
    status_before_call_center !== null &&
    PAID_STATUSES.includes(status_before_call_center)
  return PAID_STATUSES.includes(status) || wasPaidBeforeTheCall ? "paid" : "unpaid"
}
