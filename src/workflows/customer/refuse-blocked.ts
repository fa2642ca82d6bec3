import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { CUSTOMER_BLOCKED } from "../../modules/payment_cascade/payment-actions"

/** @throws Problem 409 `customer_blocked` when nothing may be charged for this order */
export const refuseBlocked = async (container: MedusaContainer, orderId: string): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  if ((await orders.blocks.findForOrder(orderId)) !== null) {
    throw new Problem(409, CUSTOMER_BLOCKED.code, CUSTOMER_BLOCKED.sentence)
  }
}
