import type { CrmOrderRow } from "../../modules/crm_order/types"
import { MAIL_KINDS, type MailKind } from "../../modules/mail/kinds"
import type { MessageReason, MessageRow, MessageState } from "../../modules/mail/types"
import { CHARGEABLE_STATUSES } from "../../modules/payment_cascade/types"

/** What a letter is not sent over, and what it is then. */
export type NotSent = {
  state: Extract<MessageState, "skipped" | "suppressed" | "failed">
  reason: MessageReason
}

export type StandingOrder = Pick<CrmOrderRow, "archived_at" | "status" | "payment_state">

/** Letters that ask to pay. */
const ASKING_TO_PAY: readonly MailKind[] = ["payment_link", "payment_reminder"]

/** Money has come, or may have: nobody is asked to pay. */
const NOT_TO_BE_ASKED: readonly CrmOrderRow["payment_state"][] = ["paid", "overpaid", "unknown"]

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
  const isToBePaid =
    CHARGEABLE_STATUSES.includes(order.status) && !NOT_TO_BE_ASKED.includes(order.payment_state)
  if (ASKING_TO_PAY.includes(kind) && !isToBePaid) {
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
