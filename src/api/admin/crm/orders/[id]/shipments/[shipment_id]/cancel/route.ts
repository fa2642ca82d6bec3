import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { cancelParcel } from "../../../../../../../../workflows/dispatch/cancel-parcel"
import { readBody } from "../../../../../../../read-input"
import { cancelBody } from "../../../../../dispatch/validators"
import { askerOf } from "../../../../asker"

/**
 * Takes a parcel back that has not been sent, from its supplier too; 409 `needs_confirmation` where he
 * cannot be told from here.
 */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { confirmed, reason } = readBody(cancelBody, request)
  const { actor, cause } = askerOf(request)
  const { id: order_id, shipment_id } = request.params
  const input = { order_id, shipment_id, confirmed, reason: reason ?? null, actor, cause }
  response.json({ shipment: await cancelParcel(request.scope, input) })
}
