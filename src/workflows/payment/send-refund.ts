import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import { sumOf } from "../../modules/payment_cascade/payment-sums"
import { moneyOf } from "../../modules/payment_cascade/refund-rules"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import type { AttemptRow } from "../../modules/payment_cascade/types"
import { checkRefund } from "./check-refund"
import { openAccount } from "./open-account"
import { recordRefundView } from "./record-refund-view"

export const SEND_REFUND_TASK = "send-refund"

/** Notes that the call is about to be made. @returns false when it may have been made already */
const claim = (container: MedusaContainer, { id, crm_order_id }: AttemptRow): Promise<boolean> =>
  unitOfWork(container, async (transaction) => {
    const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    await orders.lockOrder(transaction, crm_order_id)
    const { state } = await attempts.lock(transaction, id)
    if (state !== "created") {
      return false
    }
    await attempts.update(transaction, id, { state: "sending", sent_at: new Date() })
    return true
  })

/**
 * Sends one refund to its processor and records the answer. Run a second time, after a crash, it never
 * sends again what may have arrived: it asks.
 *
 * @throws Problem 404; Error when the account's secrets cannot be opened, before anything is sent
 */
export const sendRefund = async (container: MedusaContainer, attemptId: string): Promise<void> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const attempt = await attempts.read(attemptId)
  const { access, processor } = await openAccount(container, attempt.account_id)
  if (!(await claim(container, attempt))) {
    await checkRefund(container, attemptId, { cause: attemptId })
    return
  }
  const charge = await attempts.read(attempt.parent_id ?? attemptId)
  const facts = await attempts.factsOf(null, attempt.crm_order_id)
  const own = facts.filter(({ attempt_id }) => attempt_id === charge.id)
  const { amount, currency } = attempt
  const { view, exchanges } = await processor.refund(access, {
    reference: attempt.id,
    charge: {
      reference: charge.id,
      payment_id: charge.payment_id,
      capture_id: charge.capture_id,
      captured: moneyOf(sumOf(own, "captured", currency), currency),
    },
    money: { amount, currency },
    method: charge.method,
  })
  await recordRefundView(container, {
    attempt_id: attempt.id,
    view,
    exchanges,
    source: "answer",
    cause: attempt.id,
  })
}
