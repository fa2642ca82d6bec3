import { formatAmount, parseAmount } from "../../lib/money"
import { chargeMoneyOf } from "../../modules/payment_cascade/refund-rules"
import type { AttemptRow, PaymentFact } from "../../modules/payment_cascade/types"

/**
 * What Medusa's own records lack of an order's payments: pure. One step at a time, worked out from what
 * is there, so that a mirror that was broken off goes on where it stopped.
 */

/** Medusa's records of an order's payments, as far as they are compared. */
export type MirroredOrder = {
  collections: { id: string; currency: string }[]
  sessions: MirroredSession[]
  /** The captures and refunds that the order's own sums know. */
  transaction_references: ReadonlySet<string>
}

export type MirroredSession = {
  id: string
  collection_id: string
  /** Ours, kept with the session. */
  attempt_id: string
  currency: string
  payment: {
    id: string
    amount: string
    captures: MirroredMove[]
    refunds: MirroredMove[]
  } | null
}

export type MirroredMove = { id: string; amount: string }

export type MirrorStep =
  | {
      kind: "open_payment"
      /** Null: there is no collection in this currency yet; it is for `collection_amount`. */
      collection_id: string | null
      collection_amount: string
      attempt: AttemptRow
      amount: string
      currency: string
    }
  | { kind: "authorize"; session_id: string }
  | { kind: "capture"; payment_id: string; amount: string }
  | { kind: "refund"; payment_id: string; amount: string }
  | {
      kind: "add_transaction"
      reference: "capture" | "refund"
      reference_id: string
      /** Negative where money has gone out. */
      amount: string
      currency: string
    }

const units = (amount: string, currency: string): bigint => parseAmount(amount, currency) ?? 0n

const sum = (moves: readonly MirroredMove[], currency: string): bigint =>
  moves.reduce((total, { amount }) => total + units(amount, currency), 0n)

/** A payment that was begun in Medusa and is not finished there. */
const unfinished = ({ sessions }: MirroredOrder): MirrorStep | null => {
  for (const { id, payment, currency } of sessions) {
    if (!payment) {
      return { kind: "authorize", session_id: id }
    }
    const open = units(payment.amount, currency) - sum(payment.captures, currency)
    if (open > 0n) {
      return { kind: "capture", payment_id: payment.id, amount: formatAmount(open, currency) }
    }
  }
  return null
}

type Ours = {
  /** The order's own total and currency: what the first collection is for. */
  order: { total: string; currency: string }
  attempts: readonly AttemptRow[]
  facts: readonly PaymentFact[]
}

/** Money of ours that Medusa does not know, in or out. A bank's return is a refund there, and so is what was recorded by mistake. */
const missing = ({ order, attempts, facts }: Ours, theirs: MirroredOrder): MirrorStep | null => {
  for (const { attempt, currency, captured, undone, refunded, returned } of chargeMoneyOf(
    attempts,
    facts
  )) {
    const payments = theirs.sessions.flatMap((session) =>
      session.attempt_id === attempt.id && session.payment ? [session.payment] : []
    )
    // What was taken back by hand had been captured there, and is given back there.
    const all_captured = captured + undone
    const open = all_captured - payments.reduce((all, one) => all + sum(one.captures, currency), 0n)
    if (open > 0n) {
      const collection = theirs.collections.find((one) => one.currency === currency)
      const amount = formatAmount(open, currency)
      return {
        kind: "open_payment",
        collection_id: collection?.id ?? null,
        collection_amount: currency === order.currency ? order.total : amount,
        attempt,
        amount,
        currency,
      }
    }
    const toGive =
      refunded +
      returned +
      undone -
      payments.reduce((all, one) => all + sum(one.refunds, currency), 0n)
    const holder = payments.find((one) => sum(one.captures, currency) > sum(one.refunds, currency))
    if (toGive > 0n && holder) {
      const held = sum(holder.captures, currency) - sum(holder.refunds, currency)
      const amount = formatAmount(toGive < held ? toGive : held, currency)
      return { kind: "refund", payment_id: holder.id, amount }
    }
  }
  return null
}

/** A capture or refund that is not in the sums of Medusa's order. */
const unsummed = ({ order }: Ours, theirs: MirroredOrder): MirrorStep | null => {
  for (const { payment, currency } of theirs.sessions) {
    if (!payment || currency !== order.currency) {
      continue
    }
    const moves = [
      ...payment.captures.map((move) => ({ move, reference: "capture" as const, sign: 1n })),
      ...payment.refunds.map((move) => ({ move, reference: "refund" as const, sign: -1n })),
    ]
    const found = moves.find(({ move }) => !theirs.transaction_references.has(move.id))
    if (found) {
      const { move, reference, sign } = found
      const amount = formatAmount(sign * units(move.amount, currency), currency)
      return { kind: "add_transaction", reference, reference_id: move.id, amount, currency }
    }
  }
  return null
}

/** The next thing to do so that Medusa's records say what ours say; null when they do. */
export const nextMirrorStep = (ours: Ours, theirs: MirroredOrder): MirrorStep | null =>
  unfinished(theirs) ?? unsummed(ours, theirs) ?? missing(ours, theirs)
