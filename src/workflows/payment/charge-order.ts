import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { isFinal, type AttemptRow } from "../../modules/payment_cascade/types"
import { loadPlanningFacts } from "./load-planning-facts"
import { sendAttempt } from "./send-attempt"
import { startChargeWithin } from "./start-charge"

export const CHARGE_ORDER_TASK = "charge-order"
export const RETRY_CHARGE_TASK = "retry-charge"

const SYSTEM: EventActor = { type: "system", id: null }

/**
 * Charges a new order: makes its first attempt and sends it. Run a second time, after a crash, it goes
 * on with that attempt.
 *
 * @throws Problem 404
 */
export const chargeOrder = async (
  container: MedusaContainer,
  orderId: string,
  cause: string | null
): Promise<void> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const planning = await loadPlanningFacts(container)
  const attempt = await unitOfWork(container, async (transaction): Promise<AttemptRow | null> => {
    const order = await orders.lockState(transaction, orderId)
    const earlier = await attempts.listForOrder(orderId, transaction)
    if (earlier.length > 0) {
      // Later attempts have jobs of their own.
      const [first] = earlier
      return earlier.length === 1 && !isFinal(first) ? first : null
    }
    return order.status === "pending"
      ? startChargeWithin(container, transaction, {
          order,
          planning,
          actor: SYSTEM,
          cause,
          sent_by: "caller",
        })
      : null
  })
  if (attempt) {
    await sendAttempt(container, attempt.id)
  }
}

/**
 * Charges the same account once more, some time after an answer that advised it; unless the order
 * has been paid, charged otherwise or given up since.
 *
 * @param attemptId the attempt that was declined
 * @throws Problem 404
 */
export const retryCharge = async (container: MedusaContainer, attemptId: string): Promise<void> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const declined = await attempts.read(attemptId)
  const planning = await loadPlanningFacts(container)
  await unitOfWork(container, async (transaction) => {
    const order = await orders.lockState(transaction, declined.crm_order_id)
    const all = await attempts.listForOrder(order.id, transaction)
    const isLast = all.at(-1)?.id === attemptId
    const isWaiting = order.status === "pending" || order.status === "call_center"
    if (isLast && isWaiting && order.payment_state === "declined") {
      await startChargeWithin(container, transaction, {
        order,
        planning,
        actor: SYSTEM,
        cause: attemptId,
        initiation: declined.initiation,
        way: declined.way,
        amount: declined.amount,
        account_id: declined.account_id,
        chosen_by: "same_later",
      })
    }
  })
}
