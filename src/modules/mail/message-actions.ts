import type { MessageRow, MessageState } from "./types"

/**
 * What staff may do with a message now, and why not: pure, so that the buttons of the pages and the
 * refusals of the use cases are the same sentences.
 */

export type MessageAction = "cancel" | "send_now" | "resend" | "retry"

/** `because` is the refusal's word: the staff pages say it in the reader's language. */
export type ActionState = { allowed: boolean; why: string | null; because: string | null }

type Refusal = { code: string; sentence: string }

type Situation = {
  message: Pick<MessageRow, "state" | "due_at" | "crm_order_id">
  is_archived: boolean
  now: Date
}

const refuse = (code: string, sentence: string): Refusal => ({ code, sentence })

const GONE: Record<"sent" | "bounced", string> = {
  sent: "The letter has gone out.",
  bounced: "The letter has gone out and come back.",
}

/** Why a message in a state does not wait any more. */
const notWaiting = (state: MessageState): Refusal => {
  switch (state) {
    case "sending":
      return refuse("being_sent", "The letter is being sent at this moment.")
    case "sent":
    case "bounced":
      return refuse("gone_out", GONE[state])
    default:
      return refuse("not_waiting", "The letter does not wait to be sent.")
  }
}

const ORDER_ARCHIVED = refuse("archived", "The order is archived: its customer is not written to.")

const RULES: Record<MessageAction, (situation: Situation) => Refusal | null> = {
  cancel: ({ message: { state } }) =>
    ["queued", "deferred", "broken"].includes(state) ? null : notWaiting(state),
  send_now: ({ message: { state, due_at }, now }) =>
    state === "deferred" || (state === "queued" && due_at > now)
      ? null
      : state === "queued"
        ? refuse("due_already", "Nothing holds the letter: it goes out as soon as it can.")
        : notWaiting(state),
  retry: ({ message: { state }, is_archived }) =>
    is_archived
      ? ORDER_ARCHIVED
      : ["broken", "failed", "deferred"].includes(state)
        ? null
        : refuse("nothing_to_retry", "The letter has not failed."),
  resend: ({ message: { state, crm_order_id }, is_archived }) =>
    crm_order_id === null
      ? refuse("no_order", "The letter belongs to no order.")
      : is_archived
        ? ORDER_ARCHIVED
        : ["sent", "failed", "bounced", "cancelled", "suppressed", "skipped"].includes(state)
          ? null
          : refuse("still_waiting", "The letter itself has not gone out yet."),
}

/** Why a message cannot be treated so now; null when it can. */
export const refuseMessageAction = (action: MessageAction, situation: Situation): Refusal | null =>
  RULES[action](situation)

/** Every button of a message with whether and why (not). */
export const messageActions = (situation: Situation): Record<MessageAction, ActionState> =>
  Object.fromEntries(
    (Object.keys(RULES) as MessageAction[]).map((action) => {
      const refusal = RULES[action](situation)
      return [
        action,
        {
          allowed: refusal === null,
          why: refusal?.sentence ?? null,
          because: refusal?.code ?? null,
        },
      ]
    })
  ) as Record<MessageAction, ActionState>
