import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readShippingCallback } from "../../../../../../workflows/dispatch/queries/list-shipping-callbacks"
import { replayShippingCallback } from "../../../../../../workflows/dispatch/replay-shipping-callback"
import { askerOf } from "../../../orders/asker"

/** Has a callback applied once more; the answer comes before that is done. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { id } = request.params
  const { actor, cause } = askerOf(request)
  await replayShippingCallback(request.scope, { id, actor, cause })
  response.status(202).json({ callback: await readShippingCallback(request.scope, id) })
}
