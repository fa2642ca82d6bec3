import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"

/**
 * Gives a taken call back unmade: others may take it, after a while.
 *
 * @throws Problem 409 `call_not_held`
 */
export const putCallBack = async (
  container: MedusaContainer,
  orderId: string,
  userId: string
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  if (!(await orders.calls.putBack(userId, orderId))) {
    throw new Problem(409, "call_not_held", "This call is not yours any more.")
  }
}
