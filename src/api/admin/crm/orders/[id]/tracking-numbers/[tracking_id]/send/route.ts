import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readTrackingHistory } from "../../../../../../../../workflows/dispatch/read-tracking"
import { sendTracking } from "../../../../../../../../workflows/dispatch/send-tracking"
import { readBody } from "../../../../../../../read-input"
import { askerOf } from "../../../../asker"
import { noBody } from "../../../../tracking-validators"

/** Tells the customer a tracking number; by its first one an order becomes shipped. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(noBody, request)
  const { actor, cause } = askerOf(request)
  const { id: order_id, tracking_id } = request.params
  await sendTracking(request.scope, { order_id, tracking_ids: [tracking_id], actor, cause })
  response.json({ tracking: await readTrackingHistory(request.scope, order_id) })
}
