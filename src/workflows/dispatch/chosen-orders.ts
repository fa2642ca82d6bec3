import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderFilter } from "../../modules/crm_order/types"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"

/** Either the ticked orders, or those of a filter, or all that are approved and not yet sent. */
export type OrderChoice = { ids?: string[]; filter?: OrderFilter; all_approved?: boolean }

/**
 * The orders that are meant, as they are now. "All" leaves out what a supplier has rejected: that needs
 * a person first, and the button on the order's own card.
 */
export const chosenOrders = async (
  container: MedusaContainer,
  { ids, filter }: OrderChoice
): Promise<string[]> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  if (ids) {
    return [...new Set(ids)]
  }
  if (filter) {
    return orders.listMatchingIds(filter, "all")
  }
  const waiting = await orders.listToSend()
  const sentBefore = waiting.filter(({ parcels }) => parcels !== null).map(({ id }) => id)
  const rejected = new Set(
    (await shipments.listForOrders(sentBefore))
      .filter(({ state }) => state === "rejected")
      .map(({ crm_order_id }) => crm_order_id)
  )
  return waiting.filter(({ id }) => !rejected.has(id)).map(({ id }) => id)
}
