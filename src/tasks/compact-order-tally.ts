import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../modules/crm_order"
import type CrmOrderModuleService from "../modules/crm_order/service"

/** Keeps the tally of orders short, so that reading it stays as fast as it is. */
export const compactOrderTally = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  await orders.compactTally()
}
