import type { MoneyMove, OrderStatus } from "../../../modules/crm_order/order-status"
import type { MessageState } from "../../../modules/mail/types"

/** What of bulk moves can be undone, as data. */

/** At least so long the letters of a bulk move are held, and it can be undone. */
export const UNDO_SECONDS = 60

/**
 * Moves of which somebody outside has been told, or told us: money is asked back from a processor, a
 * bank has taken it. No click here makes that undone.
 */
const TOLD_OUTSIDE: readonly OrderStatus[] = ["refunded", "chargeback"]

/** Whether a job that gives this status can be undone at all. */
export const canBeUndone = (to: OrderStatus): boolean => !TOLD_OUTSIDE.includes(to)

/** What a move has done to money that can be taken back by us alone. */
const OURS_ALONE: readonly MoneyMove[] = ["approve_by_hand"]

export const isMoneyOurs = (money: MoneyMove | null): boolean =>
  money === null || OURS_ALONE.includes(money)

/** Kinds of events that change nothing of an order's standing: a move can be undone past them. */
const CHANGES_NOTHING: readonly string[] = [
  "order.note_added",
  "order.duplicate_received",
  "payment.checked",
  "card.destroyed",
  "bank_account.destroyed",
  "cvv.expired",
  "cvv.destroyed",
]

/** Letters have states of their own, which are asked separately. */
const ABOUT_LETTERS = "mail."

/** Whether something has happened to an order that undoing an earlier move would run over. */
export const hasGoneOn = (kindsSince: readonly string[]): boolean =>
  kindsSince.some((kind) => !kind.startsWith(ABOUT_LETTERS) && !CHANGES_NOTHING.includes(kind))

/** States of a letter that the customer has not got and, once it is stopped, never gets. */
const NOT_OUT: readonly MessageState[] = [
  "queued",
  "deferred",
  "skipped",
  "cancelled",
  "suppressed",
]

/** States in which stopping a letter changes anything. */
const TO_BE_STOPPED: readonly MessageState[] = ["queued", "deferred"]

export const isNotOut = ({ state }: { state: MessageState }): boolean => NOT_OUT.includes(state)

export const isToBeStopped = ({ state }: { state: MessageState }): boolean =>
  TO_BE_STOPPED.includes(state)
