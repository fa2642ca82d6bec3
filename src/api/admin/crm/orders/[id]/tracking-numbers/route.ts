import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { addTrackingNumber } from "../../../../../../workflows/dispatch/add-tracking-number"
import { readTrackingHistory } from "../../../../../../workflows/dispatch/read-tracking"
import { readBody } from "../../../../../read-input"
import { askerOf } from "../../asker"
import { trackingNumberBody } from "../../tracking-validators"

/** Adds a tracking number to an order, and with `send` tells the customer. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const wish = readBody(trackingNumberBody, request)
  const { actor, cause } = askerOf(request)
  const order_id = request.params.id
  const added = await addTrackingNumber(request.scope, {
    ...wish,
    order_id,
    source: "typed",
    actor,
    cause,
  })
  const history = await readTrackingHistory(request.scope, order_id)
  response.status(added.is_new ? 201 : 200).json({
    tracking: history.find(({ id }) => id === added.tracking.id),
    is_new: added.is_new,
    is_sent: added.is_sent,
  })
}

/** The tracking numbers of an order with their history. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json({ tracking: await readTrackingHistory(request.scope, request.params.id) })
}
