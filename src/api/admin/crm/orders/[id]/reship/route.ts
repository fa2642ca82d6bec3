import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { reship } from "../../../../../../workflows/dispatch/reship"
import { readBody } from "../../../../../read-input"
import { reshipBody } from "../../../dispatch/validators"
import { askerOf } from "../../asker"

/** Sends a parcel, or some of it, once more; the order becomes Reshipped. 202 with the new parcels. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { note, ...body } = readBody(reshipBody, request)
  const { actor, cause } = askerOf(request)
  const order_id = request.params.id
  const input = { ...body, note: note ?? null, order_id, actor, cause }
  response.status(202).json(await reship(request.scope, input))
}
