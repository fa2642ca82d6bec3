import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { archiveOrderWorkflow } from "../../../../../../workflows/order/workflows/archive-order"
import { readBody } from "../../../../../read-input"
import { askerOf } from "../../asker"
import { archiveBody } from "../../validators"

/** Takes an archived order back. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { reason } = readBody(archiveBody, request)
  const { actor, scope, cause } = askerOf(request)
  const { result } = await archiveOrderWorkflow(request.scope).run({
    input: { id: request.params.id, archive: false, reason, actor, scope, cause },
  })
  response.json({ order: result })
}
