import { parseAmount } from "../../lib/money"
import type { MoneyMove, OrderStatus, Requirement } from "./order-status"
import type { CrmOrderRow } from "./types"

/**
 * What is known about an order's money and parcels when a move is checked. Amounts are minor units of
 * the order's currency.
 */
export type MoveFacts = {
  /** Captured minus refunded. */
  captured_balance: bigint
  /** Without what banks have returned. */
  captured: bigint
  refunded: bigint
  /** Taken back by banks and not given back by them. */
  charged_back: bigint
  /** Whether a payment waits for somebody, or for an answer. */
  payment_open: boolean
  /**
   * Whether a parcel stands; null when the order was never sent to a shipper from here: then it may have
   * gone past us, and a manager's word is enough.
   */
  has_parcel: boolean | null
}

/** The columns of an order that tell about its money and its parcels. */
export type OrderMoney = Pick<
  CrmOrderRow,
  "currency" | "captured" | "refunded" | "charged_back" | "payment_state" | "parcels"
>

/** What an order's own columns say about its money. */
export const moveFactsOf = (order: OrderMoney): MoveFacts => {
  const units = (amount: string): bigint => parseAmount(amount, order.currency) ?? 0n
  const captured = units(order.captured)
  const refunded = units(order.refunded)
  return {
    captured_balance: captured - refunded,
    captured,
    refunded,
    charged_back: units(order.charged_back),
    payment_open: order.payment_state === "pending" || order.payment_state === "unknown",
    has_parcel: order.parcels === null ? null : order.parcels > 0,
  }
}

/** One check per requirement: the sentence that refuses, or `null` when the move may go on. */
export const MOVE_REQUIREMENTS: Record<Requirement, (facts: MoveFacts) => string | null> = {
  money_captured: ({ captured_balance }) =>
    captured_balance <= 0n ? "No payment has been captured for this order." : null,
  no_open_payment: ({ captured_balance, payment_open }) =>
    captured_balance <= 0n && payment_open
      ? "A payment of this order is still open: wait for its answer, or close it first."
      : null,
  nothing_captured: ({ captured_balance }) =>
    captured_balance > 0n ? "The customer's money is still here: refund it first." : null,
  money_to_give_back: ({ captured_balance, refunded, charged_back }) =>
    charged_back > 0n
      ? "The bank has taken this money back: a refund now would give it back twice."
      : captured_balance <= 0n && refunded <= 0n
        ? "No money has come in for this order, so there is nothing to give back."
        : null,
  money_to_take_back: ({ captured }) =>
    captured <= 0n ? "No money has come in for this order that a bank could take back." : null,
  reversal: ({ charged_back }) =>
    charged_back > 0n ? "The bank has not reversed the chargeback." : null,
  parcel: ({ has_parcel }) =>
    has_parcel === false ? "There is no parcel for this order yet." : null,
  no_parcel: ({ has_parcel }) =>
    has_parcel === true ? "Its parcels lie with their suppliers: take them back first." : null,
}

type Move = { from: OrderStatus; to: OrderStatus }

/** When a manager's move has to move money too. The first row that fits decides. */
const MONEY_MOVES: readonly { kind: MoneyMove; when: (move: Move, facts: MoveFacts) => boolean }[] =
  [
    {
      kind: "reversal",
      when: ({ from }, { charged_back }) => from === "chargeback" && charged_back > 0n,
    },
    {
      // What comes back from the supplier has been approved before.
      kind: "approve_by_hand",
      when: ({ from, to }, { captured_balance }) =>
        to === "approved" && from !== "packed" && captured_balance <= 0n,
    },
    {
      kind: "refund",
      when: ({ to }, { captured_balance }) => to === "refunded" && captured_balance > 0n,
    },
    {
      kind: "chargeback",
      when: ({ to }, { charged_back }) => to === "chargeback" && charged_back <= 0n,
    },
  ]

/** What a manager's move does to the money, or null when it is a matter of the status alone. */
export const moneyMoveOf = (move: Move, facts: MoveFacts): MoneyMove | null =>
  MONEY_MOVES.find(({ when }) => when(move, facts))?.kind ?? null
