import { PAID_STATUSES } from "../../modules/crm_order/order-status"
import type { CrmOrderRow } from "../../modules/crm_order/types"
import type { RefillReason, RefillVia } from "../../modules/mail/refills"

/** What decides about a reminder on its day. */
export type DueRefill = {
  via: RefillVia
  order: Pick<CrmOrderRow, "status" | "archived_at" | "captured" | "refunded">
  /** Whether the customer has paid for another order of this shop since. */
  has_ordered_again: boolean
  is_unsubscribed: boolean
}

export type RefillOutcome =
  { state: "sent" | "call_due" } | { state: "cancelled"; reason: RefillReason }

/** Whether the customer has what he bought: paid, or with the call centre and his money kept. */
const isPaid = ({ status, captured, refunded }: DueRefill["order"]): boolean =>
  PAID_STATUSES.includes(status) ||
  (status === "call_center" && Number(captured) > Number(refunded))

/** What becomes of a reminder on its day (T3-19): a letter, a call to make, or nothing to remind of. */
export const refillOutcome = ({
  via,
  order,
  has_ordered_again,
  is_unsubscribed,
}: DueRefill): RefillOutcome => {
  if (order.archived_at) {
    return { state: "cancelled", reason: "archived" }
  }
  if (!isPaid(order)) {
    return { state: "cancelled", reason: "not_paid" }
  }
  if (has_ordered_again) {
    return { state: "cancelled", reason: "ordered_again" }
  }
  if (via === "phone") {
    return { state: "call_due" }
  }
  return is_unsubscribed ? { state: "cancelled", reason: "unsubscribed" } : { state: "sent" }
}
