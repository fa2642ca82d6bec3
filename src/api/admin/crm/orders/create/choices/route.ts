import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listOrderChoices } from "../../../../../../workflows/intake/queries/list-order-choices"

/** What a new order can be made of: shops, ways of delivery and what they cost. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await listOrderChoices(request.scope))
}
