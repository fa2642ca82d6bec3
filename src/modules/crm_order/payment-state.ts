/** Where the money of an order is: an axis of its own beside the status. */
export const PAYMENT_STATES = [
  "unpaid",
  "pending",
  "unknown",
  "declined",
  "partly_paid",
  "paid",
  "overpaid",
  "partly_refunded",
  "refunded",
  "charged_back",
  "returned",
] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]

/** What has really moved for an order, in minor units of its currency, and what is still open. */
export type PaymentSums = {
  total: bigint
  captured: bigint
  refunded: bigint
  charged_back: bigint
  returned: bigint
  /** The furthest state among the attempts that are not final, or of the last one. */
  open: "pending" | "unknown" | "declined" | null
}

/** The payment state that follows from the sums: the one place that says so. */
export const paymentStateOf = (sums: PaymentSums): PaymentState => {
  const { total, captured, refunded, charged_back, returned, open } = sums
  if (charged_back > 0n) {
    return "charged_back"
  }
  const kept = captured - returned - refunded
  if (returned > 0n && kept <= 0n) {
    return "returned"
  }
  if (captured > 0n) {
    if (kept <= 0n) {
      return "refunded"
    }
    if (kept > total) {
      return "overpaid"
    }
    if (refunded > 0n && kept < total) {
      return "partly_refunded"
    }
    return kept < total ? "partly_paid" : "paid"
  }
  return open ?? "unpaid"
}
