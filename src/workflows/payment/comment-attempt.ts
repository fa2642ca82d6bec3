import type { MedusaContainer } from "@medusajs/framework/types"
import { notFound } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"

export type CommentAttemptInput = {
  order_id: string
  attempt_id: string
  /** What is to stand there; empty takes the comment away. */
  comment: string
  actor: EventActor
  cause: string | null
}

/**
 * Writes what staff note on one attempt. Saying the same again does nothing.
 *
 * @throws Problem 404 when the order has no such attempt
 */
export const commentAttempt = (
  container: MedusaContainer,
  { order_id, attempt_id, comment, actor, cause }: CommentAttemptInput
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
    await orders.lockState(transaction, order_id)
    const attempt = await attempts.lock(transaction, attempt_id)
    if (attempt.crm_order_id !== order_id) {
      throw notFound("payment")
    }
    if (!(await attempts.setComment(transaction, attempt, comment))) {
      return
    }
    await orders.appendEvents(transaction, [
      {
        crm_order_id: order_id,
        kind: "payment.comment_changed",
        actor,
        cause,
        data: { attempt_id, number: attempt.number, removed: comment === "" },
        ...(comment ? { personal: { note: comment } } : {}),
      },
    ])
  })
