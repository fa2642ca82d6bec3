import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readCallback } from "../../../../../../workflows/payment/queries/list-callbacks"
import { replayCallback } from "../../../../../../workflows/payment/replay-callback"

/** Has a callback applied once more; the answer comes before that is done. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  await replayCallback(request.scope, request.params.id)
  response.status(202).json({ callback: await readCallback(request.scope, request.params.id) })
}
