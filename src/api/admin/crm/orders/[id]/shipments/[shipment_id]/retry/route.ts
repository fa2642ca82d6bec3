import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { retryParcel } from "../../../../../../../../workflows/dispatch/ask-supplier"
import { readBody } from "../../../../../../../read-input"
import { noBody } from "../../../../../dispatch/validators"
import { askerOf } from "../../../../asker"

/** Hands a waiting parcel over now, although its supplier was to be left alone for a while. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(noBody, request)
  const { actor, cause } = askerOf(request)
  const { id: order_id, shipment_id } = request.params
  const shipment = await retryParcel(request.scope, { order_id, shipment_id, actor, cause })
  response.status(202).json({ shipment })
}
