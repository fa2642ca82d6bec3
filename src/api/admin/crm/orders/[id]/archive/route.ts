import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { archiveOrderWorkflow } from "../../../../../../workflows/order/workflows/archive-order"
import { readBody } from "../../../../../read-input"
import { askerOf } from "../../asker"
import { archiveBody } from "../../validators"

/** Takes the order out of lists and figures. Nothing is deleted. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { reason } = readBody(archiveBody, request)
  const { actor, scope, cause } = askerOf(request)
  const { result } = await archiveOrderWorkflow(request.scope).run({
    input: { id: request.params.id, archive: true, reason, actor, scope, cause },
  })
  response.json({ order: result })
}
