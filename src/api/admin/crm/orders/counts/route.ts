import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CRM_ORDER_MODULE } from "../../../../../modules/crm_order"
import type CrmOrderModuleService from "../../../../../modules/crm_order/service"
import { readQuery } from "../../../../read-input"
import { askerOf } from "../asker"
import { orderCountsQuery } from "../validators"

/** The numbers on the tabs of the Orders page, under the filters that are set; estimates say so. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const filter = readQuery(orderCountsQuery, request)
  const orders: CrmOrderModuleService = request.scope.resolve(CRM_ORDER_MODULE)
  response.json(await orders.countTabs(filter, askerOf(request).scope))
}
