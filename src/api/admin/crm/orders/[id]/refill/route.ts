import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { finishRefill } from "../../../../../../workflows/mail/finish-refill"
import { readOrderCard } from "../../../../../../workflows/order/queries/read-order-card"
import { readBody } from "../../../../../read-input"
import { askerOf } from "../../asker"
import { refillBody } from "../../mail-validators"

/** What came of the call about the next order: called, moved to another day, or not wanted. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const wish = readBody(refillBody, request)
  const { actor, cause, ...asker } = askerOf(request)
  const order_id = request.params.id
  await finishRefill(request.scope, { ...wish, order_id, scope: asker.scope, actor, cause })
  response.json({ order: await readOrderCard(request.scope, order_id, asker) })
}
