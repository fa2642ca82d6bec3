import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { previewMove } from "../../../../../../workflows/order/bulk/preview-move"
import { readBody } from "../../../../../read-input"
import { askerOf } from "../../asker"
import { bulkPreviewBody } from "../../validators"

/** What moving these orders would do, before anything happens; nothing is changed by asking. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { ids, filter, status, reason } = readBody(bulkPreviewBody, request)
  const { actor, scope, mover } = askerOf(request)
  const move = { to: status, reason: reason ?? null, actor, scope, mover }
  response.json(await previewMove(request.scope, { ...move, ids, filter }))
}
