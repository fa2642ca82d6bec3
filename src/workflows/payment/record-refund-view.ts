import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue } from "../../lib/enqueue"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import { DECLINE_WORDS } from "../../modules/payment_cascade/decline-categories"
import { NEXT_STATE } from "../../modules/payment_cascade/read-view"
import { nextCheckAt } from "../../modules/payment_cascade/schedules"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import type { AttemptRow, PaymentFact } from "../../modules/payment_cascade/types"
import type { Exchange, RefundView } from "../../providers/payment/processor"
import { raiseOnOrder, resolveOnOrder } from "../attention/order-attention"
import { recordFacts } from "./record-facts"

export type RecordRefundViewInput = {
  attempt_id: string
  view: RefundView
  exchanges: readonly Exchange[]
  source: Exclude<PaymentFact["source"], "staff">
  /** The job or callback that has brought the picture. */
  cause: string | null
}

const SYSTEM = { type: "system", id: null } as const

const isFinal = ({ state }: AttemptRow): boolean => state === "approved" || state === "declined"

/**
 * Compares a processor's picture of a refund with what is known and records what is new, in the
 * caller's transaction; the order must be held (`lockState`). A final refund stays as it is, so that
 * pictures may come twice and in any order.
 */
export const recordRefundViewWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  order: OrderStateRow,
  { attempt_id, view, exchanges, source, cause }: RecordRefundViewInput
): Promise<AttemptRow> => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const before = await cascade.attempts.lock(transaction, attempt_id)
  await cascade.attempts.insertExchanges(transaction, attempt_id, exchanges)
  if (isFinal(before)) {
    return before
  }
  const now = new Date()
  const state = NEXT_STATE[before.state][view.state]
  const isOver = state === "approved" || state === "declined"
  const rule =
    state === "declined" ? await cascade.policies.codeRule(before.processor, view.code ?? "") : null
  const attempt = await cascade.attempts.update(transaction, attempt_id, {
    state,
    payment_id: view.refund_id ?? before.payment_id,
    code: view.code ?? before.code,
    // What was said while it waited (where to claim it) is over with the refund.
    message: view.message ?? (state === "approved" ? null : before.message),
    category: rule?.category ?? null,
    checks: before.checks + (source === "query" ? 1 : 0),
    finished_at: isOver ? now : null,
    next_check_at: isOver ? null : nextCheckAt({ ...before, state }, now),
  })
  const account = await cascade.accounts.read(attempt.account_id)
  const about = { crm_order_id: order.id, actor: SYSTEM, cause }
  const money = { amount: attempt.amount, currency: attempt.currency }
  const told = { attempt_id, account: account.name, ...money }

  if (state === "approved") {
    await resolveOnOrder(container, transaction, about, ["refund_unknown", "refund_failed"])
    await recordFacts(container, transaction, {
      // What else the same picture tells may have moved the order.
      order: await orders.lockState(transaction, order.id),
      attempt,
      charge_attempt_id: attempt.parent_id ?? attempt.id,
      facts: [
        {
          kind: "refunded",
          money: view.money,
          fee: view.fee,
          processor_ref: view.refund_id ?? attempt.id,
        },
      ],
      source,
      actor: SYSTEM,
      cause,
    })
  } else if (state === "declined") {
    const { code, category } = attempt
    await orders.appendEvents(transaction, [
      { ...about, kind: "payment.refund_declined", data: { ...told, code, category } },
    ])
    await resolveOnOrder(container, transaction, about, ["refund_unknown"])
    await raiseOnOrder(container, transaction, about, [
      {
        kind: "refund_failed",
        data: { ...told, words: attempt.message ?? DECLINE_WORDS[category ?? "other"] },
      },
    ])
  } else {
    if (state !== before.state) {
      const { code } = attempt
      await orders.appendEvents(transaction, [
        { ...about, kind: "payment.attempt_answered", data: { ...told, state, code } },
      ])
    }
    await askAgain(container, transaction, attempt, about)
  }
  return attempt
}

/** Queues the next question; when the schedule is over, a person has to look. */
const askAgain = async (
  container: MedusaContainer,
  transaction: Transaction,
  attempt: AttemptRow,
  about: Parameters<typeof raiseOnOrder>[2]
): Promise<void> => {
  const { id, next_check_at, account_id, amount, currency } = attempt
  if (next_check_at) {
    const payload = { attempt_id: id }
    await enqueue(transaction, "check-attempt", payload, {
      runAt: next_check_at,
      key: `check:${id}`,
    })
    return
  }
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const account = await cascade.accounts.read(account_id)
  await raiseOnOrder(container, transaction, about, [
    { kind: "refund_unknown", data: { attempt_id: id, account: account.name, amount, currency } },
  ])
}

/** The same as one transaction. @throws Problem 404 */
export const recordRefundView = async (
  container: MedusaContainer,
  input: RecordRefundViewInput
): Promise<AttemptRow> => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { crm_order_id } = await cascade.attempts.read(input.attempt_id)
  return unitOfWork(container, async (transaction) => {
    const order = await orders.lockState(transaction, crm_order_id)
    return recordRefundViewWithin(container, transaction, order, input)
  })
}
