import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { sendToShipper } from "../../../../../../workflows/dispatch/send-to-shipper"
import { readBody } from "../../../../../read-input"
import { noBody } from "../../../dispatch/validators"
import { askerOf } from "../../asker"

/**
 * Sends the order to its shippers. 202 with the parcels that were planned, 200 with those that are
 * there when all of it was sent before; 422 `cannot_ship` says which line nobody ships.
 */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(noBody, request)
  const { actor, cause } = askerOf(request)
  const order_id = request.params.id
  const { shipments, created } = await sendToShipper(request.scope, { order_id, actor, cause })
  response.status(created ? 202 : 200).json({ shipments, created })
}
