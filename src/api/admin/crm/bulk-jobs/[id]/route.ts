import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CRM_ORDER_MODULE } from "../../../../../modules/crm_order"
import type CrmOrderModuleService from "../../../../../modules/crm_order/service"

/** How far a bulk job is, with one answer per order that is done. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const orders: CrmOrderModuleService = request.scope.resolve(CRM_ORDER_MODULE)
  const { id, kind, status, total, finished_at, results } = await orders.readBulkJob(
    request.params.id
  )
  const state = finished_at ? "done" : results.length > 0 ? "running" : "queued"
  response.json({ job: { id, kind, state, status, total, done: results.length, results } })
}
