import { formatAmount } from "../../lib/money"
import type { OrderStatus } from "../crm_order/order-status"
import type { PaymentMethod } from "../crm_order/types"
import { keptOf, paymentSumsOf, unitsOf } from "./payment-sums"
import { chargeMoneyOf, leftOf, overpaymentOf, type ChargeMoney } from "./refund-rules"
import { OPEN_STATES, type AttemptRow, type PaymentFact } from "./types"

/**
 * What staff may do about an order's payment now, and why not: pure, so that the buttons of the order
 * card and the refusals of the use cases are the same sentences.
 */

/** What an account at a processor can do for an order. */
export type AccountAbilities = {
  methods: readonly PaymentMethod[]
  stored_credential: boolean
  mail_or_telephone: boolean
  payment_link: boolean
}

export type PaymentSituation = {
  order: { status: OrderStatus; payment_method: PaymentMethod; total: string; currency: string }
  attempts: readonly AttemptRow[]
  facts: readonly PaymentFact[]
  /** What of the order's card or bank account can still be opened; null when nothing was given. */
  instrument: { kind: "card" | "bank_account"; sealed: boolean } | null
  /** Whether the card has been charged with success before. */
  card_approved_before: boolean
  /** Whether the customer is blocked: then nothing is charged. */
  customer_blocked: boolean
  /** Of the accounts that are switched on. */
  accounts: readonly AccountAbilities[]
}

export const MANUAL_WAYS = ["stored", "mail_or_telephone", "link", "echeck"] as const
export type ManualWay = (typeof MANUAL_WAYS)[number]

/** Where an order still waits to be paid. */
const CHARGEABLE: readonly OrderStatus[] = ["pending", "declined", "call_center"]

const words = (status: string): string => status.replaceAll("_", " ")

/** When each way of paying by hand is open. */
const WAYS: Record<ManualWay, (situation: PaymentSituation) => boolean> = {
  stored: (situation) =>
    hasSealed(situation, "card") &&
    situation.card_approved_before &&
    takes(situation, "credit_card", "stored_credential"),
  mail_or_telephone: (situation) =>
    hasSealed(situation, "card") &&
    !situation.card_approved_before &&
    takes(situation, "credit_card", "mail_or_telephone"),
  link: ({ accounts }) => accounts.some((account) => account.payment_link),
  echeck: (situation) =>
    hasSealed(situation, "bank_account") &&
    situation.accounts.some(({ methods }) => methods.includes("echeck")),
}

const hasSealed = ({ instrument }: PaymentSituation, kind: "card" | "bank_account"): boolean =>
  instrument?.kind === kind && instrument.sealed

const takes = (
  { accounts }: PaymentSituation,
  method: PaymentMethod,
  ability: "stored_credential" | "mail_or_telephone"
): boolean => accounts.some((account) => account.methods.includes(method) && account[ability])

/** The ways of paying by hand that are open for an order. */
export const manualWays = (situation: PaymentSituation): ManualWay[] =>
  MANUAL_WAYS.filter((way) => WAYS[way](situation))

export type Refusal = { code: string; sentence: string }

export const CUSTOMER_BLOCKED: Refusal = {
  code: "customer_blocked",
  sentence:
    "The customer of this order is blocked: nothing is charged until somebody lifts the block.",
}

/** Why an order is not charged (again), whatever the way; null when it may be. */
export const refuseCharge = ({
  order,
  attempts,
  facts,
  customer_blocked,
}: PaymentSituation): Refusal | null => {
  const sums = paymentSumsOf(order, facts, attempts)
  if (keptOf(sums) >= sums.total) {
    return { code: "already_paid", sentence: "The order is paid." }
  }
  if (!CHARGEABLE.includes(order.status)) {
    return {
      code: "not_to_be_charged",
      sentence: `An order that is ${words(order.status)} is not charged.`,
    }
  }
  if (customer_blocked) {
    return CUSTOMER_BLOCKED
  }
  if (attempts.some(({ state }) => state === "created" || state === "sending")) {
    return { code: "in_flight", sentence: "A payment is under way: wait for its answer." }
  }
  return null
}

/** `because` is the refusal's word: the staff pages say it in the reader's language. */
type Action = { allowed: boolean; why: string | null; because: string | null }

const action = (refusal: Refusal | null): Action => ({
  allowed: refusal === null,
  why: refusal?.sentence ?? null,
  because: refusal?.code ?? null,
})

const refuse = (code: string, sentence: string): Refusal => ({ code, sentence })

const refundAction = (charges: readonly ChargeMoney[], currency: string) => {
  const available = charges
    .filter((charge) => charge.charged_back <= 0n && charge.currency === currency)
    .reduce((sum, charge) => sum + leftOf(charge), 0n)
  const refusal =
    charges.length === 0
      ? refuse("nothing_captured", "No money has come in for this order.")
      : charges.every((charge) => charge.charged_back > 0n)
        ? refuse(
            "charged_back",
            "The bank has taken this money back: a refund now would give it back twice."
          )
        : charges.every((charge) => leftOf(charge) <= 0n)
          ? refuse("nothing_left", "There is nothing left to give back.")
          : null
  return { ...action(refusal), available: formatAmount(available, currency) }
}

/** Every button of an order's payment with whether and why (not). */
export const paymentActions = (situation: PaymentSituation) => {
  const { order, attempts, facts } = situation
  const charges = chargeMoneyOf(attempts, facts)
  const over = overpaymentOf(order, charges)
  const refusal = refuseCharge(situation)
  const ways = manualWays(situation)
  const isOpen = attempts.some(({ state }) => OPEN_STATES.includes(state))
  const kept = keptOf(paymentSumsOf(order, facts, attempts))
  const total = unitsOf({ amount: order.total, currency: order.currency })
  return {
    manual_payment: {
      ...action(
        refusal ??
          (ways.length === 0 ? refuse("no_way", "No account can take this payment by hand.") : null)
      ),
      ways,
    },
    create_link: action(
      refusal ??
        (ways.includes("link") ? null : refuse("no_links", "No account has payment links."))
    ),
    refund: refundAction(charges, order.currency),
    refund_overpayment: {
      ...action(over ? null : refuse("nothing_too_much", "No money has come in too much.")),
      amount: over && formatAmount(over.amount, over.charge.currency),
    },
    check_now: action(
      isOpen ? null : refuse("nothing_open", "The outcome of every payment is known.")
    ),
    approve_by_hand: action(
      !CHARGEABLE.includes(order.status)
        ? refuse(
            "not_to_be_approved",
            `An order that is ${words(order.status)} is not approved by hand.`
          )
        : kept >= total
          ? refuse("already_paid", "The order is paid.")
          : isOpen
            ? refuse(
                "open_payment",
                "A payment is still open: wait for its answer, or close it first."
              )
            : null
    ),
    chargeback: action(
      charges.some((charge) => charge.captured - charge.returned > charge.charged_back)
        ? null
        : refuse("nothing_to_take_back", "There is no money that a bank could take back.")
    ),
    chargeback_reversal: action(
      charges.some((charge) => charge.charged_back > 0n)
        ? null
        : refuse("no_chargeback", "No bank holds money.")
    ),
  }
}
