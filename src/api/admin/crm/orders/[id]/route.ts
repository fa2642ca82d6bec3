import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readOrderCard } from "../../../../../workflows/order/queries/read-order-card"
import { askerOf } from "../asker"

/** The whole card of one order. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const order = await readOrderCard(request.scope, request.params.id, askerOf(request))
  response.json({ order })
}
