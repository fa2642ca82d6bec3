import type { CrmOrderRow } from "../../modules/crm_order/types"
import { MAIL_KINDS } from "../../modules/mail/kinds"
import type { MessageReason, MessageRow, MessageState } from "../../modules/mail/types"

/** What a letter is not sent over, and what it is then. */
export type NotSent = {
  state: Extract<MessageState, "skipped" | "suppressed" | "failed">
  reason: MessageReason
}

export type StandingOrder = Pick<CrmOrderRow, "archived_at" | "status" | "payment_state">

/** Money has come, or may have: nobody is reminded to pay. */
const NOT_TO_BE_REMINDED: readonly CrmOrderRow["payment_state"][] = ["paid", "overpaid", "unknown"]

/**
 * Why a letter that is due is not sent after all: what has become of its order and its customer since it
 * was queued. Null when it goes out. A letter about a status goes out although the order has moved on:
 * the customer hears of every step.
 *
 * @param order null when there is no such order any more
 */
export const refuseToSend = (
  { kind }: Pick<MessageRow, "kind">,
  order: StandingOrder | null,
  address: { is_usable: boolean; is_suppressed: boolean; is_unsubscribed: boolean }
): NotSent | null => {
  if (!order || order.archived_at) {
    return { state: "skipped", reason: "overtaken" }
  }
  const isSettled = order.status !== "pending" || NOT_TO_BE_REMINDED.includes(order.payment_state)
  if (kind === "payment_reminder" && isSettled) {
    return { state: "skipped", reason: "overtaken" }
  }
  if (!address.is_usable) {
    return { state: "failed", reason: "no_address" }
  }
  if (address.is_suppressed) {
    return { state: "suppressed", reason: "suppressed_address" }
  }
  return MAIL_KINDS[kind].is_reminder && address.is_unsubscribed
    ? { state: "suppressed", reason: "unsubscribed" }
    : null
}
