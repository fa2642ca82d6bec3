import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readTrackingHistory } from "../../../../../../../../workflows/dispatch/read-tracking"
import { removeTrackingNumber } from "../../../../../../../../workflows/dispatch/remove-tracking-number"
import { readBody } from "../../../../../../../read-input"
import { askerOf } from "../../../../asker"
import { reasonBody } from "../../../../tracking-validators"

/** Takes a tracking number out of use; it stays in the history with the reason. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { reason } = readBody(reasonBody, request)
  const { actor, cause } = askerOf(request)
  const { id: order_id, tracking_id } = request.params
  const wish = { order_id, tracking_id, reason: reason ?? null, actor, cause }
  await removeTrackingNumber(request.scope, wish)
  response.json({ tracking: await readTrackingHistory(request.scope, order_id) })
}
