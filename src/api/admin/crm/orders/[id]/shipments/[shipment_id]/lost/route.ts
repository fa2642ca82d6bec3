import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { reportLost } from "../../../../../../../../workflows/dispatch/report-lost"
import { readBody } from "../../../../../../../read-input"
import { askerOf } from "../../../../asker"
import { noteBody } from "../../../../tracking-validators"

/** A person gives a parcel up: it is lost until its carrier has it again. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { note } = readBody(noteBody, request)
  const { actor, cause } = askerOf(request)
  const { id: order_id, shipment_id } = request.params
  await reportLost(request.scope, { order_id, shipment_id, note: note ?? null, actor, cause })
  response.json({ id: shipment_id })
}
