import type { MedusaContainer } from "@medusajs/framework/types"
import type { Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import { CASCADE_ENDS, type EndReason } from "../../modules/payment_cascade/cascade-step"
import { raiseOnOrder } from "../attention/order-attention"
import { moveOrderWithin } from "../order/move-order"
import { notifyPayment } from "./payment-notices"

/**
 * Nothing more is tried by itself: the stream says why, the order is declined where it was waiting
 * for just this, and a person is told where something can be done. The order must be held.
 */
export const endCascade = async (
  container: MedusaContainer,
  transaction: Transaction,
  {
    order,
    reason,
    actor,
    cause,
  }: { order: OrderStateRow; reason: EndReason; actor: EventActor; cause: string | null }
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const about = { crm_order_id: order.id, actor, cause }
  const { to, attention } = CASCADE_ENDS[reason]
  await orders.appendEvents(transaction, [
    { ...about, kind: "payment.cascade_ended", data: { reason } },
  ])
  if (to && order.status === "pending") {
    await moveOrderWithin(container, transaction, {
      id: order.id,
      to,
      mover: "system",
      actor,
      reason: null,
      cause,
    })
  }
  if (attention) {
    await raiseOnOrder(container, transaction, about, [{ kind: attention, data: {} }])
  }
  await notifyPayment(transaction, order.id)
}
