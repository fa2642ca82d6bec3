import { formatAmount } from "../../lib/money"
import type { Money } from "../../providers/payment/processor"
import type { AttentionKind } from "../attention/kinds"
import type { OrderStatus } from "../crm_order/order-status"
import type { PaymentSums } from "../crm_order/payment-state"
import type { PaymentMethod } from "../crm_order/types"
import { keptOf, unitsOf } from "./payment-sums"
import type { PaymentFact } from "./types"

/** An order before and after new money facts. */
export type MoneyChange = {
  order: {
    status: OrderStatus
    /** What a chargeback gives way to when it is reversed. */
    status_before_chargeback: OrderStatus | null
    payment_method: PaymentMethod
    currency: string
  }
  before: PaymentSums
  after: PaymentSums
  /** What is new. */
  facts: readonly Pick<PaymentFact, "kind" | "money">[]
  /** The bank's code, when money was returned. */
  return_code: string | null
  /** Whether the state machine lets the system move the order there. */
  may: (to: OrderStatus) => boolean
}

export type OrderEffects = {
  move: OrderStatus | null
  raise: { kind: AttentionKind; data: Record<string, unknown> }[]
  resolve: AttentionKind[]
}

type Effect = Partial<OrderEffects>

/** What one kind of change means. Each looks for itself; the first move that is named is made. */
type Rule = (change: MoneyChange) => Effect | null

/** What nobody has to look at any more once an order is paid. */
export const SETTLED_BY_PAYMENT: readonly AttentionKind[] = [
  "payment_no_processor",
  "payment_cvv_expired",
  "payment_card_unreadable",
  "customer_blocked",
  "payment_pending_too_long",
  "payment_underpaid",
  "payment_mismatch",
]

/** Nothing is sent for these, so money for them is a question for a person. */
const CLOSED: readonly OrderStatus[] = ["cancelled", "closed"]

/** Where a bank's return finds the goods still here. */
const NOT_HANDED_OVER: readonly OrderStatus[] = ["pending", "approved"]

/** Where full payment approves an order. */
const AWAITS_PAYMENT: readonly OrderStatus[] = ["pending", "declined", "call_center"]

const money = (units: bigint, currency: string): Money => ({
  amount: formatAmount(units, currency),
  currency,
})

const expected = ({ order, after }: MoneyChange) => ({
  expected_amount: formatAmount(after.total, order.currency),
  expected_currency: order.currency,
})

const tells = ({ facts }: MoneyChange, kind: PaymentFact["kind"]): boolean =>
  facts.some((fact) => fact.kind === kind)

const chargeback: Rule = (change) => {
  const { order, after } = change
  if (!tells(change, "charged_back") || after.charged_back <= 0n || order.status === "chargeback") {
    return null
  }
  return change.may("chargeback")
    ? { move: "chargeback" }
    : {
        raise: [{ kind: "chargeback_on_order", data: money(after.charged_back, order.currency) }],
      }
}

const reversal: Rule = (change) => {
  const { order, after } = change
  if (!tells(change, "chargeback_reversed") || after.charged_back > 0n) {
    return null
  }
  const back = order.status === "chargeback" ? order.status_before_chargeback : null
  return { move: back, resolve: ["chargeback_on_order"] }
}

const bankReturn: Rule = (change) => {
  const { order, after } = change
  if (!tells(change, "returned")) {
    return null
  }
  const isHere = NOT_HANDED_OVER.includes(order.status) && keptOf(after) <= 0n
  if (isHere && change.may("declined")) {
    return { move: "declined" }
  }
  const data = { ...money(after.returned, order.currency), code: change.return_code }
  return { raise: [{ kind: "payment_returned", data }] }
}

const refund: Rule = (change) => {
  const { after } = change
  if (!tells(change, "refunded") || after.captured === 0n || keptOf(after) > 0n) {
    return null
  }
  return {
    move: change.may("refunded") ? "refunded" : null,
    resolve: [
      "payment_on_closed_order",
      "payment_underpaid",
      "payment_mismatch",
      "refund_came_back",
    ],
  }
}

/** A refund was done and came back: the customer still waits for the money. */
const refundCameBack: Rule = ({ facts }) => {
  const cameBack = facts.filter(({ kind }) => kind === "refund_reversed")
  return cameBack.length > 0
    ? { raise: cameBack.map((fact) => ({ kind: "refund_came_back", data: fact.money })) }
    : null
}

/** Exactly the order's money has come in, or is left after too much was given back. */
const fullPayment: Rule = (change) => {
  const { order, before, after } = change
  const isPaidNow = keptOf(after) === after.total && keptOf(before) !== before.total
  if (!isPaidNow || after.charged_back > 0n) {
    return null
  }
  return {
    move: AWAITS_PAYMENT.includes(order.status) && change.may("approved") ? "approved" : null,
    resolve: CLOSED.includes(order.status) ? [] : [...SETTLED_BY_PAYMENT],
  }
}

const wrongAmount: Rule = (change) => {
  const { order, before, after } = change
  const kept = keptOf(after)
  if (CLOSED.includes(order.status) || after.captured === before.captured) {
    return null
  }
  if (kept > after.total) {
    return {
      raise: [{ kind: "payment_overpaid", data: money(kept - after.total, order.currency) }],
    }
  }
  // A card is charged with one amount or not at all; what comes by other ways may come in parts.
  const kind = order.payment_method === "credit_card" ? "payment_mismatch" : "payment_underpaid"
  return kept > 0n && kept < after.total
    ? { raise: [{ kind, data: { ...money(kept, order.currency), ...expected(change) } }] }
    : null
}

const wrongCurrency: Rule = (change) => {
  const foreign = change.facts.find(
    ({ kind, money: told }) => kind === "captured" && told.currency !== change.order.currency
  )
  return foreign
    ? { raise: [{ kind: "payment_mismatch", data: { ...foreign.money, ...expected(change) } }] }
    : null
}

const onClosedOrder: Rule = (change) => {
  const { order } = change
  const captured = change.facts.filter(({ kind }) => kind === "captured")
  if (captured.length === 0 || !CLOSED.includes(order.status)) {
    return null
  }
  const { currency } = captured[0].money
  const units = captured
    .filter((fact) => fact.money.currency === currency)
    .reduce((sum, fact) => sum + unitsOf(fact.money), 0n)
  const data = { ...money(units, currency), status: order.status }
  return { raise: [{ kind: "payment_on_closed_order", data }] }
}

const noLongerTooMuch: Rule = ({ after }) =>
  keptOf(after) <= after.total ? { resolve: ["payment_overpaid"] } : null

const RULES: readonly Rule[] = [
  chargeback,
  reversal,
  bankReturn,
  refund,
  refundCameBack,
  fullPayment,
  wrongAmount,
  wrongCurrency,
  onClosedOrder,
  noLongerTooMuch,
]

/** What new money means for an order: its next status, and what a person has to look at. */
export const effectsOfMoney = (change: MoneyChange): OrderEffects => {
  const effects = RULES.map((rule) => rule(change) ?? {})
  const raise = effects.flatMap((effect) => effect.raise ?? [])
  return {
    move: effects.find((effect) => effect.move)?.move ?? null,
    raise,
    resolve: [...new Set(effects.flatMap((effect) => effect.resolve ?? []))].filter(
      (kind) => !raise.some((raised) => raised.kind === kind)
    ),
  }
}
