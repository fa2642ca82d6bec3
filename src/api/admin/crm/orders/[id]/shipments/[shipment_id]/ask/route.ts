import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { askSupplier } from "../../../../../../../../workflows/dispatch/ask-supplier"
import { readBody } from "../../../../../../../read-input"
import { noBody } from "../../../../../dispatch/validators"
import { askerOf } from "../../../../asker"

/** Asks the supplier what he knows of the parcel, and keeps what he says. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(noBody, request)
  const { actor, cause } = askerOf(request)
  const { id: order_id, shipment_id } = request.params
  response.json(await askSupplier(request.scope, { order_id, shipment_id, actor, cause }))
}
