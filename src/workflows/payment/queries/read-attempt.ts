import type { MedusaContainer } from "@medusajs/framework/types"
import { notFound } from "../../../lib/problem"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import { readPresentedAttempt } from "./present-attempts"

/**
 * One attempt of an order with its exchanges, the oldest first.
 *
 * @throws Problem 404 also for another order's attempt
 */
export const readAttemptWithExchanges = async (
  container: MedusaContainer,
  orderId: string,
  attemptId: string
) => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const { crm_order_id } = await attempts.read(attemptId)
  if (crm_order_id !== orderId) {
    throw notFound("attempt")
  }
  const [attempt, exchanges] = await Promise.all([
    readPresentedAttempt(container, attemptId),
    attempts.listExchanges(attemptId),
  ])
  return { attempt, exchanges: exchanges.map(({ attempt_id: _attempt, ...exchange }) => exchange) }
}
