import { parseAmount } from "../../lib/money"
import type { Money } from "../../providers/payment/processor"
import type { PaymentSums } from "../crm_order/payment-state"
import type { AttemptRow, FactKind, PaymentFact } from "./types"

type MoneyFact = Pick<PaymentFact, "kind" | "money">

/** Minor units of an amount; what is no amount of its currency counts as nothing. */
export const unitsOf = ({ amount, currency }: Money): bigint => parseAmount(amount, currency) ?? 0n

/** The sum of facts of one kind in one currency, in minor units. */
export const sumOf = (facts: readonly MoneyFact[], kind: FactKind, currency: string): bigint =>
  facts
    .filter((fact) => fact.kind === kind && fact.money.currency === currency)
    .reduce((sum, fact) => sum + unitsOf(fact.money), 0n)

/**
 * What is still open among an order's charges: the most pressing of those without a result, else
 * whether the last one was declined.
 */
const openOf = (attempts: readonly AttemptRow[]): PaymentSums["open"] => {
  // What was recorded by hand is never open, and once it is undone it says nothing of the others.
  const charges = attempts.filter(({ kind, way }) => kind === "charge" && way !== "outside")
  const states = charges.map(({ state }) => state)
  if (states.includes("unknown")) {
    return "unknown"
  }
  if (states.some((state) => state !== "approved" && state !== "declined")) {
    return "pending"
  }
  return states.at(-1) === "declined" ? "declined" : null
}

/**
 * What an order's facts and attempts come to, in its own currency. Money in another currency is in
 * the ledger and on a person's list, but pays nothing of the order.
 */
export const paymentSumsOf = (
  order: { total: string; currency: string },
  facts: readonly MoneyFact[],
  attempts: readonly AttemptRow[]
): PaymentSums => {
  const sum = (kind: FactKind): bigint => sumOf(facts, kind, order.currency)
  return {
    total: unitsOf({ amount: order.total, currency: order.currency }),
    captured: sum("captured") - sum("undone"),
    refunded: sum("refunded") - sum("refund_reversed"),
    charged_back: sum("charged_back") - sum("chargeback_reversed"),
    returned: sum("returned"),
    open: openOf(attempts),
  }
}

/** What of the order's money is ours: captured, less what was given back or returned. */
export const keptOf = (sums: Pick<PaymentSums, "captured" | "refunded" | "returned">): bigint =>
  sums.captured - sums.refunded - sums.returned
