import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { reportFound } from "../../../../../../../../workflows/dispatch/report-lost"
import { readBody } from "../../../../../../../read-input"
import { askerOf } from "../../../../asker"
import { noteBody } from "../../../../tracking-validators"

/** A person knows where a lost parcel is: it is on its way again. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { note } = readBody(noteBody, request)
  const { actor, cause } = askerOf(request)
  const { id: order_id, shipment_id } = request.params
  await reportFound(request.scope, { order_id, shipment_id, note: note ?? null, actor, cause })
  response.json({ id: shipment_id })
}
