import type { MedusaContainer } from "@medusajs/framework/types"
import { newEntityId } from "../../lib/entity-id"
import { formatAmount, parseDecimal, shareOf } from "../../lib/money"
import { Problem } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import { newAttemptId } from "../../modules/payment_cascade/attempts"
import { unitsOf } from "../../modules/payment_cascade/payment-sums"
import {
  chargeMoneyOf,
  moneyOf,
  readAmount,
  type ChargeMoney,
} from "../../modules/payment_cascade/refund-rules"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { OPEN_STATES, type AttemptRow } from "../../modules/payment_cascade/types"
import type { Money } from "../../providers/payment/processor"
import { recordFacts } from "./record-facts"
import { OUTSIDE, reasonNeeded } from "./start-refund"

/** Who records something by hand, and why. */
export type ByHand = {
  actor: EventActor
  cause: string | null
  reason: string | null
  /** The letter about it waits at least until then. */
  letters_not_before?: Date
}

const FEE_PLACES = 4
const WHOLE = 100n * 10n ** BigInt(FEE_PLACES)

/** The part of an order's total that somebody has kept, rounded to the currency's smallest amount. */
const feeOf = (order: OrderStateRow, percent: string | null): Money | null => {
  const part = percent === null ? undefined : parseDecimal(percent, FEE_PLACES)
  if (part === undefined) {
    return null
  }
  const { currency } = order
  const fee = shareOf(unitsOf({ amount: order.total, currency }), part, WHOLE)
  return moneyOf(fee, currency)
}

/**
 * Records that an order was paid past every processor, as an attempt of its own on the account
 * `outside`; the order becomes Approved. In the caller's transaction; the order must be held.
 *
 * @param feePercent what was kept of it on the way, 0 unless given
 * @throws Problem 400 `reason_needed`; 409 `open_payment` while a payment is open
 */
export const approveByHandWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  order: OrderStateRow,
  { actor, cause, reason, feePercent, letters_not_before }: ByHand & { feePercent: string | null }
): Promise<AttemptRow> => {
  const { accounts, attempts }: PaymentCascadeModuleService =
    container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  if (!reason) {
    throw reasonNeeded("No payment was made through a processor: say how the order was paid.")
  }
  const all = await attempts.listForOrder(order.id, transaction)
  const { payment_method: method, currency } = order
  if (all.some(({ state }) => OPEN_STATES.includes(state))) {
    throw new Problem(
      409,
      "open_payment",
      "A payment of this order is still open: wait for its answer, or close it first."
    )
  }
  const account = await accounts.read(OUTSIDE.account_id)
  const now = new Date()
  const amount = formatAmount(unitsOf({ amount: order.total, currency }), currency)
  const attempt = await attempts.insert(transaction, {
    id: newAttemptId(),
    crm_order_id: order.id,
    number: await attempts.nextNumber(transaction, order.id),
    kind: "charge",
    ...OUTSIDE,
    method,
    actor_type: actor.type,
    actor_id: actor.id,
    cause,
    amount,
    currency,
    state: "approved",
    sent_at: now,
    finished_at: now,
  })
  await orders.appendEvents(transaction, [
    {
      crm_order_id: order.id,
      kind: "payment.attempt_created",
      actor,
      cause,
      data: {
        attempt_id: attempt.id,
        account: account.name,
        way: OUTSIDE.way,
        amount,
        currency,
        initiation: null,
      },
    },
  ])
  await recordFacts(container, transaction, {
    order,
    attempt,
    charge_attempt_id: attempt.id,
    facts: [
      {
        kind: "captured",
        money: { amount, currency },
        fee: feeOf(order, feePercent),
        processor_ref: attempt.id,
      },
    ],
    source: "staff",
    actor,
    cause,
    reason,
    letters_not_before,
  })
  return attempt
}

const takeable = ({ captured, returned, charged_back }: ChargeMoney): bigint =>
  captured - returned - charged_back

/**
 * What a bank has taken back: of each charge all that it had brought, whatever was given back since
 * (then the money has left twice), or a part of the newest that holds so much.
 */
const chargedBack = (
  charges: readonly ChargeMoney[],
  amount: string | null
): { charge: ChargeMoney; units: bigint }[] => {
  const holders = charges.filter((charge) => takeable(charge) > 0n)
  if (amount === null) {
    return holders.map((charge) => ({ charge, units: takeable(charge) }))
  }
  for (const charge of [...holders].reverse()) {
    const units = readAmount(amount, charge.currency)
    if (units !== null && units <= takeable(charge)) {
      return [{ charge, units }]
    }
  }
  return []
}

const recordOnCharges = async (
  container: MedusaContainer,
  transaction: Transaction,
  order: OrderStateRow,
  kind: "charged_back" | "chargeback_reversed",
  parts: readonly { charge: ChargeMoney; units: bigint }[],
  { actor, cause, reason, letters_not_before }: ByHand
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  for (const { charge, units } of parts) {
    await recordFacts(container, transaction, {
      // The first of several facts may have moved the order already.
      order: await orders.lockState(transaction, order.id),
      attempt: charge.attempt,
      charge_attempt_id: charge.attempt.id,
      facts: [
        {
          kind,
          money: moneyOf(units, charge.currency),
          fee: null,
          processor_ref: newEntityId("hand"),
        },
      ],
      source: "staff",
      actor,
      cause,
      reason,
      letters_not_before,
    })
  }
  const { status } = await orders.readState(order.id, "all", transaction)
  if (reason && status === order.status) {
    // No move of the order carries the person's words.
    await orders.appendEvents(transaction, [
      {
        crm_order_id: order.id,
        kind: "order.note_added",
        actor,
        cause,
        data: {},
        personal: { note: reason },
      },
    ])
  }
}

const readCharges = async (
  container: MedusaContainer,
  transaction: Transaction,
  orderId: string
): Promise<ChargeMoney[]> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  return chargeMoneyOf(
    await attempts.listForOrder(orderId, transaction),
    await attempts.factsOf(transaction, orderId)
  )
}

/**
 * Records that a bank has taken money back; the order becomes Chargeback where its status allows it.
 * In the caller's transaction; the order must be held.
 *
 * @param amount null: all that has come in
 * @throws Problem 409 `nothing_to_take_back`
 */
export const chargebackByHandWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  order: OrderStateRow,
  { amount, ...byHand }: ByHand & { amount: string | null }
): Promise<void> => {
  const charges = await readCharges(container, transaction, order.id)
  const parts = chargedBack(charges, amount)
  if (parts.length === 0) {
    throw new Problem(
      409,
      "nothing_to_take_back",
      "No payment of this order holds so much that a bank could take back."
    )
  }
  await recordOnCharges(container, transaction, order, "charged_back", parts, byHand)
}

/**
 * Records that the banks have given back what they had taken; the order goes back to the status it
 * had before. In the caller's transaction; the order must be held.
 *
 * @throws Problem 409 `no_chargeback`
 */
export const reversalByHandWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  order: OrderStateRow,
  byHand: ByHand
): Promise<void> => {
  const charges = await readCharges(container, transaction, order.id)
  const parts = charges
    .filter(({ charged_back }) => charged_back > 0n)
    .map((charge) => ({ charge, units: charge.charged_back }))
  if (parts.length === 0) {
    throw new Problem(409, "no_chargeback", "No bank holds money of this order.")
  }
  await recordOnCharges(container, transaction, order, "chargeback_reversed", parts, byHand)
}

/** One of the above as a transaction of its own. @throws Problem 404, or as it does */
export const recordByHand = (
  container: MedusaContainer,
  orderId: string,
  record: (transaction: Transaction, order: OrderStateRow) => Promise<void>
): Promise<OrderStateRow> =>
  unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    await record(transaction, await orders.lockState(transaction, orderId))
    return orders.readState(orderId, "all", transaction)
  })
