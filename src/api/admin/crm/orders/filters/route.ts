import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listFilterChoices } from "../../../../../workflows/order/queries/list-filter-choices"
import { askerOf } from "../asker"

/** What the Orders page can be filtered by: only values that occur. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await listFilterChoices(request.scope, askerOf(request).scope))
}
