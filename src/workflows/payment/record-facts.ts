import type { MedusaContainer } from "@medusajs/framework/types"
import { formatAmount } from "../../lib/money"
import type { Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type {
  EventActor,
  NewOrderEvent,
  OrderEventKind,
} from "../../modules/crm_order/order-events"
import { paymentStateOf, type PaymentSums } from "../../modules/crm_order/payment-state"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import { allowedOrderStatuses } from "../../modules/crm_order/state-machine"
import { EXCHANGE_RATE_MODULE } from "../../modules/exchange_rate"
import type ExchangeRateModuleService from "../../modules/exchange_rate/service"
import { LEDGER_MODULE } from "../../modules/ledger"
import type LedgerModuleService from "../../modules/ledger/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type { NewFact } from "../../modules/payment_cascade/attempts"
import { effectsOfMoney } from "../../modules/payment_cascade/order-effects"
import { keptOf, paymentSumsOf, unitsOf } from "../../modules/payment_cascade/payment-sums"
import type { ToldFact } from "../../modules/payment_cascade/read-view"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import type { AttemptRow, FactKind, PaymentFact } from "../../modules/payment_cascade/types"
import { raiseOnOrder, resolveOnOrder } from "../attention/order-attention"
import { moveOrderWithin } from "../order/move-order"
import { queueMirror } from "./queue-mirror"

const FACT_EVENTS: Record<FactKind, OrderEventKind> = {
  captured: "payment.captured",
  refunded: "payment.refunded",
  refund_reversed: "payment.refund_reversed",
  charged_back: "payment.charged_back",
  chargeback_reversed: "payment.chargeback_reversed",
  returned: "payment.returned",
  undone: "payment.undone",
}

/** What staff know of a payment, or a processor has told: on which attempt, from where, why. */
export type FactsToRecord = {
  /** As `lockState` gave it: the order must be held. */
  order: OrderStateRow
  /** Whose facts these are: the charge, or the refund attempt for what was given back. */
  attempt: AttemptRow
  /** The charge that a refund, return or chargeback takes from; the attempt itself for a charge. */
  charge_attempt_id: string
  facts: readonly ToldFact[]
  source: PaymentFact["source"]
  actor: EventActor
  cause: string | null
  /** The bank's code, when money was returned. */
  return_code?: string | null
  /** Why a person has recorded it, in their own words; told with the order's move. */
  reason?: string | null
  /** The letter about the order's move waits at least until then. */
  letters_not_before?: Date
}

/**
 * Writes what is new of money facts, books it, and tells the stream. Changes neither the order's sums
 * nor its status.
 *
 * @param known the order's facts so far
 * @returns the facts that nobody had told before
 */
const bookFacts = async (
  container: MedusaContainer,
  transaction: Transaction,
  { order, attempt, charge_attempt_id, facts, source, actor, cause }: FactsToRecord,
  known: readonly PaymentFact[]
): Promise<PaymentFact[]> => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const written = await cascade.attempts.insertFacts(
    transaction,
    facts.map(({ kind, money, fee, processor_ref }): NewFact => ({
      crm_order_id: order.id,
      attempt_id: attempt.id,
      account_id: attempt.account_id,
      kind,
      money,
      fee,
      processor_ref,
      source,
    }))
  )
  const account = await cascade.accounts.read(attempt.account_id)
  const missing: string[] = []
  const booked: PaymentFact[] = []
  for (const fact of written) {
    const before = [...known, ...booked]
    const { missing_rate } = await bookFact(container, transaction, fact, {
      order,
      charge_attempt_id,
      overpaid: overpaidOf(fact, order, before),
      charged_at: chargedAt(before, charge_attempt_id) ?? fact.at,
    })
    if (missing_rate) {
      missing.push(missing_rate)
    }
    booked.push(fact)
  }
  await orders.appendEvents(
    transaction,
    booked.map(({ kind, money, fee }): NewOrderEvent => ({
      crm_order_id: order.id,
      kind: FACT_EVENTS[kind],
      actor,
      cause,
      data: { attempt_id: attempt.id, account: account.name, ...money, fee },
    }))
  )
  const about = { crm_order_id: order.id, actor, cause }
  await raiseOnOrder(
    container,
    transaction,
    about,
    missing.map((currency) => ({ kind: "missing_fee_rate", data: { currency } }))
  )
  return booked
}

const chargedAt = (facts: readonly PaymentFact[], attemptId: string): Date | undefined =>
  facts.find(({ kind, attempt_id }) => kind === "captured" && attempt_id === attemptId)?.at

const CHANGES_WHAT_IS_TOO_MUCH: readonly FactKind[] = [
  "captured",
  "refunded",
  "refund_reversed",
  "undone",
]

/** What of a fact the order had not asked for, or gets rid of with it: a decimal in its currency. */
const overpaidOf = (
  { kind, money }: PaymentFact,
  order: OrderStateRow,
  before: readonly PaymentFact[]
): string => {
  const units = unitsOf(money)
  const sums = paymentSumsOf(order, before, [])
  const part = (): bigint => {
    if (!CHANGES_WHAT_IS_TOO_MUCH.includes(kind)) {
      return 0n
    }
    if (money.currency !== order.currency) {
      return units
    }
    const excess = (kept: bigint): bigint => (kept > sums.total ? kept - sums.total : 0n)
    const kept = keptOf(sums)
    return kind === "refunded" || kind === "undone"
      ? excess(kept) - excess(kept - units)
      : excess(kept + units) - excess(kept)
  }
  return formatAmount(part(), money.currency)
}

type BookingFacts = {
  order: OrderStateRow
  charge_attempt_id: string
  overpaid: string
  charged_at: Date
}

const bookFact = async (
  container: MedusaContainer,
  transaction: Transaction,
  fact: PaymentFact,
  { order, charge_attempt_id, overpaid, charged_at }: BookingFacts
): Promise<{ missing_rate: string | null }> => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const ledger: LedgerModuleService = container.resolve(LEDGER_MODULE)
  const rates: ExchangeRateModuleService = container.resolve(EXCHANGE_RATE_MODULE)
  const { currency } = fact.money
  const feeRule = await cascade.accounts.feeRuleAt(fact.account_id, charged_at)
  const feeCurrency = fact.fee?.currency ?? feeRule?.currency ?? currency
  const rateOf = async (wanted: string): Promise<string | null> =>
    wanted === order.currency
      ? order.usd_per_unit
      : ((await rates.findRate(wanted))?.usd_per_unit ?? null)
  return ledger.book(transaction, {
    fact,
    shop_id: order.shop_id,
    charge_attempt_id,
    // Money in a currency without a rate is in the books with its amount; in US dollars it is worth
    // nothing until a person says what it is.
    usd_per_unit: (await rateOf(currency)) ?? "0",
    fee_usd_per_unit: feeCurrency === currency ? null : await rateOf(feeCurrency),
    fee_rule: feeRule,
    overpaid,
  })
}

/**
 * Books an order's facts once more. What is booked stays as it is; what was left out for want of an
 * exchange rate is added when there is one now. The order must be held.
 *
 * @returns the currencies whose rates are still missing
 */
export const completeBooks = async (
  container: MedusaContainer,
  transaction: Transaction,
  order: OrderStateRow
): Promise<string[]> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const facts = await attempts.factsOf(transaction, order.id)
  const made = await attempts.listForOrder(order.id, transaction)
  const missing = new Set<string>()
  for (const [index, fact] of facts.entries()) {
    const before = facts.slice(0, index)
    const attempt = made.find(({ id }) => id === fact.attempt_id)
    const chargeId = (attempt?.kind === "refund" && attempt.parent_id) || fact.attempt_id
    const { missing_rate } = await bookFact(container, transaction, fact, {
      order,
      charge_attempt_id: chargeId,
      overpaid: overpaidOf(fact, order, before),
      charged_at: chargedAt(before, chargeId) ?? fact.at,
    })
    if (missing_rate) {
      missing.add(missing_rate)
    }
  }
  return [...missing]
}

/**
 * Works out anew what the facts and attempts of an order come to and keeps it on the order, which
 * must be held.
 */
export const settlePayment = async (
  container: MedusaContainer,
  transaction: Transaction,
  order: OrderStateRow
): Promise<PaymentSums> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const sums = paymentSumsOf(
    order,
    await attempts.factsOf(transaction, order.id),
    await attempts.listForOrder(order.id, transaction)
  )
  await keepSums(container, transaction, order, sums)
  return sums
}

const keepSums = async (
  container: MedusaContainer,
  transaction: Transaction,
  order: OrderStateRow,
  sums: PaymentSums
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const amount = (units: bigint): string => formatAmount(units, order.currency)
  await orders.setPayment(transaction, order.id, {
    payment_state: paymentStateOf(sums),
    // What a bank has taken back from under a debit was never money of ours.
    captured: amount(sums.captured - sums.returned),
    refunded: amount(sums.refunded),
    charged_back: amount(sums.charged_back),
  })
}

/**
 * Everything that follows from money facts, in the caller's transaction: facts, books, stream, the
 * order's sums, its status through the state machine, what a person has to look at, and the job that
 * mirrors it in Medusa's own records. What is known already changes nothing.
 *
 * @returns the facts that nobody had told before
 */
export const recordFacts = async (
  container: MedusaContainer,
  transaction: Transaction,
  input: FactsToRecord
): Promise<PaymentFact[]> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { actor, cause, return_code = null, reason = null } = input
  if (input.facts.length === 0) {
    return []
  }
  const { id } = input.order
  const known = await attempts.factsOf(transaction, id)
  const facts = await bookFacts(container, transaction, input, known)
  if (facts.length === 0) {
    return facts
  }
  const made = await attempts.listForOrder(id, transaction)
  const before = paymentSumsOf(input.order, known, made)
  const after = paymentSumsOf(input.order, [...known, ...facts], made)
  await keepSums(container, transaction, input.order, after)
  // As it is now: an earlier fact of the same transaction may have moved the order already.
  const order = await orders.lockState(transaction, id)
  const allowed = allowedOrderStatuses(order, "system")
  const { move, raise, resolve } = effectsOfMoney({
    order,
    before,
    after,
    facts,
    return_code,
    may: (to) => allowed.includes(to),
  })
  const about = { crm_order_id: id, actor, cause }
  if (order.open_attention > 0) {
    await resolveOnOrder(container, transaction, about, resolve)
  }
  await raiseOnOrder(container, transaction, about, raise)
  if (move) {
    await moveOrderWithin(container, transaction, {
      id,
      to: move,
      mover: "system",
      actor,
      reason,
      cause,
      letters_not_before: input.letters_not_before,
    })
  }
  await queueMirror(transaction, id)
  return facts
}

/**
 * Takes back a payment that a person had recorded by hand, in the caller's transaction: the opposite is
 * booked, to the cent and with its fees, and the order's sums are as if it had never been. Neither the
 * order's status nor its letters are touched. The order must be held.
 */
export const undoCapture = async (
  container: MedusaContainer,
  transaction: Transaction,
  { order, attempt, actor, cause }: Pick<FactsToRecord, "order" | "attempt" | "actor" | "cause">
): Promise<void> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const known = await attempts.factsOf(transaction, order.id)
  const facts = known
    .filter(({ kind, attempt_id }) => kind === "captured" && attempt_id === attempt.id)
    .map(({ id, money }) => ({ kind: "undone" as const, money, fee: null, processor_ref: id }))
  const input: FactsToRecord = {
    ...{ order, attempt, facts, actor, cause },
    charge_attempt_id: attempt.id,
    source: "staff",
  }
  await bookFacts(container, transaction, input, known)
  await settlePayment(container, transaction, order)
  await queueMirror(transaction, order.id)
}
