import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue } from "../../lib/enqueue"
import { notFound, Problem } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import { newAttemptId, type NewAttempt } from "../../modules/payment_cascade/attempts"
import { OUTSIDE_ACCOUNT_ID } from "../../modules/payment_cascade/processor-accounts"
import {
  chargeMoneyOf,
  leftOf,
  moneyOf,
  overpaymentOf,
  readAmount,
  refuseRefund,
  type ChargeMoney,
} from "../../modules/payment_cascade/refund-rules"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import type { AttemptRow } from "../../modules/payment_cascade/types"
import { processorOf } from "../../providers/payment/registry"
import { recordFacts } from "./record-facts"
import { SEND_REFUND_TASK } from "./send-refund"

export type RefundWish = {
  /** The charge to give back; needed only where several of them hold money. */
  attempt_id: string | null
  /** In the charge's currency; null: all that is left of it. */
  amount: string | null
  /** The money has been given back past every processor: it is only recorded. */
  elsewhere: boolean
  reason: string | null
}

export type StartRefundInput = RefundWish & {
  order_id: string
  actor: EventActor
  cause: string | null
  /** The letter about money that is given back at once waits at least until then. */
  letters_not_before?: Date
}

/** The way and the account of money that was moved past every processor. */
export const OUTSIDE = {
  way: "outside",
  account_id: OUTSIDE_ACCOUNT_ID,
  processor: "outside",
} as const

const chooseCharge = (charges: readonly ChargeMoney[], attemptId: string | null): ChargeMoney => {
  if (attemptId !== null) {
    const chosen = charges.find(({ attempt }) => attempt.id === attemptId)
    if (!chosen) {
      throw notFound("payment")
    }
    return chosen
  }
  const holders = charges.filter((charge) => leftOf(charge) > 0n)
  if (holders.length > 1) {
    throw new Problem(
      409,
      "choose_attempt",
      "This order was paid by several payments: give them back one by one.",
      {
        extra: {
          attempts: holders.map((charge) => ({
            id: charge.attempt.id,
            available: moneyOf(leftOf(charge), charge.currency),
          })),
        },
      }
    )
  }
  // Without one that holds money the last one says why.
  const charge = holders[0] ?? charges.at(-1)
  if (!charge) {
    throw new Problem(
      409,
      "nothing_captured",
      "No money has come in for this order, so there is nothing to give back."
    )
  }
  return charge
}

const readWishedAmount = ({ amount }: RefundWish, charge: ChargeMoney): bigint => {
  if (amount === null) {
    return leftOf(charge)
  }
  const units = readAmount(amount, charge.currency)
  if (units === null) {
    throw new Problem(400, "invalid", "Something in the request is not right.", {
      fields: [{ path: "amount", message: `This is not an amount in ${charge.currency}.` }],
    })
  }
  return units
}

/**
 * Begins to give money back, in the caller's transaction: stores the refund as an attempt of its own
 * and queues the call to the processor. What was given back elsewhere, or had come in past every
 * processor, is recorded as done. The order must be held (`lockState`).
 *
 * @throws Problem 400 for an amount that is none or a missing reason; 404 for another order's payment;
 * 409 with the code of the rule that refuses (`refund-rules.ts`), `choose_attempt`, or `in_flight`
 */
export const startRefundWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  order: OrderStateRow,
  { actor, cause, letters_not_before, ...wish }: Omit<StartRefundInput, "order_id">
): Promise<{ attempt: AttemptRow; event_id: string }> => {
  const { accounts, attempts }: PaymentCascadeModuleService =
    container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const charges = chargeMoneyOf(
    await attempts.listForOrder(order.id, transaction),
    await attempts.factsOf(transaction, order.id)
  )
  const charge = chooseCharge(charges, wish.attempt_id)
  const isOutside = wish.elsewhere || charge.attempt.way === "outside"
  if (wish.elsewhere && !wish.reason) {
    throw reasonNeeded("Say how the money was given back.")
  }
  const amount = readWishedAmount(wish, charge)
  const refusal = refuseRefund({
    charge,
    amount,
    capabilities: isOutside ? null : processorOf(charge.attempt.processor).capabilities,
  })
  if (refusal) {
    throw new Problem(409, refusal.code, refusal.sentence, {
      extra: { available: moneyOf(leftOf(charge), charge.currency) },
    })
  }
  const { way, account_id, processor } = isOutside ? OUTSIDE : charge.attempt
  const account = await accounts.read(account_id)
  const now = new Date()
  const row: NewAttempt = {
    id: newAttemptId(),
    crm_order_id: order.id,
    number: await attempts.nextNumber(transaction, order.id),
    kind: "refund",
    way,
    parent_id: charge.attempt.id,
    account_id,
    processor,
    method: charge.attempt.method,
    actor_type: actor.type,
    actor_id: actor.id,
    cause,
    ...moneyOf(amount, charge.currency),
    state: isOutside ? "approved" : "created",
    sent_at: isOutside ? now : null,
    finished_at: isOutside ? now : null,
  }
  const attempt = await attempts.insert(transaction, row)
  const [event_id] = await orders.appendEvents(transaction, [
    {
      crm_order_id: order.id,
      kind: "payment.refund_requested",
      actor,
      cause,
      data: {
        attempt_id: attempt.id,
        account: account.name,
        amount: row.amount,
        currency: row.currency,
      },
      personal: wish.reason ? { note: wish.reason } : undefined,
    },
  ])
  if (isOutside) {
    await recordFacts(container, transaction, {
      order,
      attempt,
      charge_attempt_id: charge.attempt.id,
      facts: [
        {
          kind: "refunded",
          money: { amount: row.amount, currency: row.currency },
          fee: null,
          processor_ref: attempt.id,
        },
      ],
      source: "staff",
      actor,
      cause,
      reason: wish.reason,
      letters_not_before,
    })
  } else {
    await enqueue(transaction, SEND_REFUND_TASK, { attempt_id: attempt.id })
  }
  return { attempt, event_id }
}

/** A person must say why, where the reason is all that is known of the money. */
export const reasonNeeded = (sentence: string): Problem =>
  new Problem(400, "reason_needed", sentence, { fields: [{ path: "reason", message: sentence }] })

/** The same as one transaction. @throws Problem as `startRefundWithin`, and 404 */
export const startRefund = (
  container: MedusaContainer,
  { order_id, ...input }: StartRefundInput
): Promise<AttemptRow> =>
  unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const order = await orders.lockState(transaction, order_id)
    const { attempt } = await startRefundWithin(container, transaction, order, input)
    return attempt
  })

/**
 * Gives back what has come in too much, from the newest payment that holds enough of it.
 *
 * @throws Problem 404, 409 `nothing_too_much`, or as `startRefundWithin`
 */
export const refundOverpayment = (
  container: MedusaContainer,
  { order_id, ...who }: Pick<StartRefundInput, "order_id" | "actor" | "cause">
): Promise<AttemptRow> =>
  unitOfWork(container, async (transaction) => {
    const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const order = await orders.lockState(transaction, order_id)
    const over = overpaymentOf(
      order,
      chargeMoneyOf(
        await attempts.listForOrder(order_id, transaction),
        await attempts.factsOf(transaction, order_id)
      )
    )
    if (!over) {
      throw new Problem(409, "nothing_too_much", "No money has come in too much for this order.")
    }
    const { attempt } = await startRefundWithin(container, transaction, order, {
      ...who,
      attempt_id: over.charge.attempt.id,
      amount: moneyOf(over.amount, over.charge.currency).amount,
      elsewhere: false,
      reason: null,
    })
    return attempt
  })
