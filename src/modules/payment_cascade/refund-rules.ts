import { formatAmount, parseAmount } from "../../lib/money"
import type { Capabilities, Money } from "../../providers/payment/processor"
import type { OrderStatus } from "../crm_order/order-status"
import { sumOf, unitsOf } from "./payment-sums"
import { OPEN_STATES, type AttemptRow, type PaymentFact } from "./types"

/**
 * What may be given back, and what a bank may take back: pure, so that the order card and the use
 * cases say the same. Amounts are minor units of the charge's own currency.
 */

/** What has become of the money of one charge. */
export type ChargeMoney = {
  attempt: AttemptRow
  /** Of what came in, which may be another currency than was asked for. */
  currency: string
  captured: bigint
  /** Recorded by hand and taken back again; no part of `captured`. */
  undone: bigint
  refunded: bigint
  /** In refunds whose outcome is not known yet. */
  in_refunds: bigint
  returned: bigint
  /** Taken back by banks and not given back by them. */
  charged_back: bigint
}

/** The charges of an order that have brought money, the oldest first. */
export const chargeMoneyOf = (
  attempts: readonly AttemptRow[],
  facts: readonly PaymentFact[]
): ChargeMoney[] =>
  attempts
    .filter(({ kind }) => kind === "charge")
    .flatMap((attempt) => {
      const own = facts.filter(({ attempt_id }) => attempt_id === attempt.id)
      const currency = own.find(({ kind }) => kind === "captured")?.money.currency
      if (!currency) {
        return []
      }
      const refunds = attempts.filter(
        ({ kind, parent_id }) => kind === "refund" && parent_id === attempt.id
      )
      const ofRefunds = facts.filter(({ attempt_id }) =>
        refunds.some(({ id }) => id === attempt_id)
      )
      return [
        {
          attempt,
          currency,
          captured: sumOf(own, "captured", currency) - sumOf(own, "undone", currency),
          undone: sumOf(own, "undone", currency),
          refunded:
            sumOf([...own, ...ofRefunds], "refunded", currency) -
            sumOf([...own, ...ofRefunds], "refund_reversed", currency),
          in_refunds: refunds
            .filter(({ state }) => OPEN_STATES.includes(state))
            .reduce((sum, refund) => sum + unitsOf(refund), 0n),
          returned: sumOf(own, "returned", currency),
          charged_back:
            sumOf(own, "charged_back", currency) - sumOf(own, "chargeback_reversed", currency),
        },
      ]
    })

/** What of a charge's money is still ours and in no refund. */
export const leftOf = (charge: ChargeMoney): bigint =>
  charge.captured - charge.refunded - charge.in_refunds - charge.returned

export type RefundRefusal =
  "nothing_captured" | "chargeback_open" | "too_much" | "no_refunds" | "no_partial_refunds"

type Wanted = {
  charge: ChargeMoney
  amount: bigint
  /** Of the charge's processor; null when the money is given back past every processor. */
  capabilities: Pick<Capabilities, "refund" | "partial_refund"> | null
}

type Check = { code: RefundRefusal; refuses: (wanted: Wanted) => string | null }

const shown = (units: bigint, currency: string): string =>
  `${formatAmount(units, currency)} ${currency}`

const REFUND_CHECKS: readonly Check[] = [
  {
    code: "chargeback_open",
    refuses: ({ charge }) =>
      charge.charged_back > 0n
        ? "The bank has taken this money back: a refund now would give it back twice."
        : null,
  },
  {
    code: "nothing_captured",
    refuses: ({ charge }) => (leftOf(charge) <= 0n ? "There is nothing left to give back." : null),
  },
  {
    code: "too_much",
    refuses: ({ charge, amount }) =>
      amount > leftOf(charge)
        ? `Only ${shown(leftOf(charge), charge.currency)} of this payment can be given back.`
        : null,
  },
  {
    code: "no_refunds",
    refuses: ({ capabilities }) =>
      capabilities && !capabilities.refund
        ? "This processor cannot give money back. Give it back another way and record that."
        : null,
  },
  {
    code: "no_partial_refunds",
    refuses: ({ capabilities, charge, amount }) =>
      capabilities && !capabilities.partial_refund && amount < charge.captured
        ? "This processor can only give back the whole payment."
        : null,
  },
]

/** Why this much of a charge cannot be given back, or null when it can. */
export const refuseRefund = (wanted: Wanted): { code: RefundRefusal; sentence: string } | null => {
  for (const { code, refuses } of REFUND_CHECKS) {
    const sentence = refuses(wanted)
    if (sentence) {
      return { code, sentence }
    }
  }
  return null
}

/** Statuses of an order that is not going to be delivered: all of its money is too much. */
const GIVEN_UP: readonly OrderStatus[] = ["cancelled", "closed"]

type OrderMoney = { status: OrderStatus; total: string; currency: string }

/**
 * Money that the order has not asked for, and the charge it is given back from: the newest that holds
 * enough of it. Money in another currency pays nothing of the order, so all of it is too much.
 */
export const overpaymentOf = (
  order: OrderMoney,
  charges: readonly ChargeMoney[]
): { charge: ChargeMoney; amount: bigint } | null => {
  const newestFirst = [...charges].reverse().filter((charge) => charge.charged_back <= 0n)
  const foreign = newestFirst.find(
    (charge) => charge.currency !== order.currency && leftOf(charge) > 0n
  )
  if (foreign) {
    return { charge: foreign, amount: leftOf(foreign) }
  }
  const own = newestFirst.filter(({ currency }) => currency === order.currency)
  const kept = own.reduce((sum, charge) => sum + leftOf(charge), 0n)
  const total = GIVEN_UP.includes(order.status) ? 0n : unitsOf({ ...order, amount: order.total })
  const over = kept - total
  if (over <= 0n) {
    return null
  }
  const holders = own.filter((charge) => leftOf(charge) > 0n)
  const charge = holders.find((one) => leftOf(one) >= over) ?? holders[0]
  const left = leftOf(charge)
  return { charge, amount: left < over ? left : over }
}

/** An amount a person has typed, as money of the charge; null when it is none. */
export const readAmount = (text: string, currency: string): bigint | null => {
  const units = parseAmount(text, currency)
  return units === undefined || units <= 0n ? null : units
}

/** Units of a charge's currency as money. */
export const moneyOf = (units: bigint, currency: string): Money => ({
  amount: formatAmount(units, currency),
  currency,
})
