import type { MedusaContainer } from "@medusajs/framework/types"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import { NEVER_ARRIVED } from "../../modules/payment_cascade/read-view"
import { timeScale } from "../../modules/payment_cascade/schedules"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { OPEN_STATES, type AttemptRow } from "../../modules/payment_cascade/types"
import type { PaymentView, RefundView } from "../../providers/payment/processor"
import { openAccount } from "./open-account"
import { recordPaymentView } from "./record-payment-view"
import { recordRefundView } from "./record-refund-view"

/** What a picture of the charge means for a refund that it does not name. */
const unnamed = (attempt: AttemptRow, charge: PaymentView, graceMs: number): RefundView => {
  const { amount, currency, sent_at, created_at } = attempt
  const isAnswered = charge.found && charge.state !== "unknown"
  const age = Date.now() - (sent_at ?? created_at).getTime()
  const isGone = isAnswered && attempt.state !== "pending" && age >= graceMs
  return {
    refund_id: attempt.payment_id,
    reference: attempt.id,
    state: isGone ? "declined" : "unknown",
    money: { amount, currency },
    code: isGone ? NEVER_ARRIVED : "no_answer",
    message: null,
    fee: null,
  }
}

/**
 * Asks the processor what has become of a refund, which is: of the charge it belongs to. A refund
 * that the processor has never seen has not been made, once it cannot be on its way any more.
 *
 * @throws Problem 404
 */
export const checkRefund = async (
  container: MedusaContainer,
  attemptId: string,
  { cause }: { cause: string | null }
): Promise<AttemptRow> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const before = await attempts.read(attemptId)
  if (!before.parent_id || !OPEN_STATES.includes(before.state)) {
    return before
  }
  const charge = await attempts.read(before.parent_id)
  const { access, processor } = await openAccount(container, charge.account_id)
  const { view, exchanges } = await processor.query(access, {
    reference: charge.id,
    payment_id: charge.payment_id,
  })
  await recordPaymentView(container, {
    attempt_id: charge.id,
    view,
    exchanges,
    source: "query",
    cause,
  })
  const after = await attempts.read(attemptId)
  if (after.state !== before.state || !OPEN_STATES.includes(after.state)) {
    return after
  }
  const graceMs = processor.capabilities.not_found_grace_seconds * 1_000 * timeScale()
  const named = view.refunds.find(
    ({ reference, refund_id }) =>
      reference === after.id || (refund_id !== null && refund_id === after.payment_id)
  )
  return recordRefundView(container, {
    attempt_id: attemptId,
    view: named ?? unnamed(after, view, graceMs),
    exchanges: [],
    source: "query",
    cause,
  })
}
