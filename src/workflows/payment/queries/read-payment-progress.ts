import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { OrderStatus } from "../../../modules/crm_order/order-status"
import type { PaymentState } from "../../../modules/crm_order/payment-state"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import type { AttemptRow } from "../../../modules/payment_cascade/types"

/** How far the payment of an order is, as far as a shop may know it. */
export type PaymentProgress = {
  status: OrderStatus
  payment_state: PaymentState
  /** Where the customer goes on: 3-D Secure, PayPal, an invoice. */
  redirect_url: string | null
  /** Whether no call to a processor is under way or about to be made. */
  is_at_rest: boolean
}

/** Where the customer goes on with the newest charge that waits for him; null when none does. */
export const redirectUrlOf = (attempts: readonly AttemptRow[], now: Date): string | null =>
  attempts.findLast(
    ({ kind, state, redirect_url, expires_at }) =>
      kind === "charge" &&
      state === "pending" &&
      redirect_url !== null &&
      (expires_at === null || expires_at > now)
  )?.redirect_url ?? null

/** @throws Problem 404 */
export const readPaymentProgress = async (
  container: MedusaContainer,
  orderId: string
): Promise<PaymentProgress> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  // First the attempts: the status that is read after them is never older than they are.
  const made = await attempts.listForOrder(orderId)
  const { status, payment_state } = await orders.readState(orderId, "all")
  const isUnderWay = made.some(({ state }) => state === "created" || state === "sending")
  return {
    status,
    payment_state,
    redirect_url: redirectUrlOf(made, new Date()),
    is_at_rest: status !== "pending" || (made.length > 0 && !isUnderWay),
  }
}
