import type { Mover, OrderStatus } from "../../modules/crm_order/order-status"
import { mailKindOf, type MailKind } from "../../modules/mail/kinds"

/** A move as far as it decides whether the customer hears of it. */
export type ToldMove = {
  from: OrderStatus
  to: OrderStatus
  mover: Mover
  /** The status that the order had before it went to the call centre. */
  before_call_center: OrderStatus | null
  /** Whether the move keeps what the call centre has promised: a refund, another parcel. */
  keeps_promise: boolean
  is_archived: boolean
  /** Whether a letter that tells more of it goes out beside it. */
  is_told_alongside: boolean
}

type Silence = { why: string; applies: (move: ToldMove) => boolean }

/** The moves that the customer is not told of although their status has a letter. */
const SILENT: readonly Silence[] = [
  {
    why: "an archived order is a test or a mistake",
    applies: ({ is_archived }) => is_archived,
  },
  {
    why: "the letter of Pending says that an order was made: at the intake, and then never again",
    applies: ({ to }) => to === "pending",
  },
  {
    why: "the letter with the tracking number tells of it",
    applies: ({ is_told_alongside }) => is_told_alongside,
  },
  {
    why: "a chargeback that is reversed gives back what was before: nothing was paid or sent anew",
    applies: ({ from }) => from === "chargeback",
  },
  {
    why: "back from the call centre to where it was: the customer has been told of it then",
    applies: ({ from, to, mover, before_call_center, keeps_promise }) =>
      from === "call_center" &&
      to === before_call_center &&
      // A payment that is declined once more, or another parcel, is news all the same.
      mover !== "system" &&
      !keeps_promise,
  },
]

/**
 * The letter that tells the customer of a move, or null when nothing is told (T3-39 to T3-50). Every
 * way a status can be reached is the same here: by hand, in bulk, by a payment.
 */
export const letterOfMove = (move: ToldMove): MailKind | null =>
  SILENT.some(({ applies }) => applies(move)) ? null : mailKindOf(move.to)
