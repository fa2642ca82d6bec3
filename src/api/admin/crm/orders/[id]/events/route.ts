import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listOrderEvents } from "../../../../../../workflows/order/queries/list-order-events"
import { readQuery } from "../../../../../read-input"
import { askerOf } from "../../asker"
import { orderEventsQuery } from "../../validators"

/** What happened to the order: what matters to a reader (`timeline`), or everything (`log`). */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { view, limit, offset } = readQuery(orderEventsQuery, request)
  const { scope } = askerOf(request)
  const { id } = request.params
  response.json(await listOrderEvents(request.scope, id, view, { limit, offset }, scope))
}
