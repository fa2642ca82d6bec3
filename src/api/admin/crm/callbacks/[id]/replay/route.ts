import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readCallback } from "../../../../../../workflows/payment/queries/list-callbacks"
import { replayCallback } from "../../../../../../workflows/payment/replay-callback"
import { askerOf } from "../../../orders/asker"

/** Has a callback applied once more; the answer comes before that is done. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { id } = request.params
  const { actor, cause } = askerOf(request)
  await replayCallback(request.scope, { id, actor, cause })
  response.status(202).json({ callback: await readCallback(request.scope, id) })
}
