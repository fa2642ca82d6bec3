import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readOrderEvent } from "../../../../../../workflows/order/queries/list-order-events"
import { changeOrderStatusWorkflow } from "../../../../../../workflows/order/workflows/change-order-status"
import { readBody } from "../../../../../read-input"
import { askerOf } from "../../asker"
import { statusBody } from "../../validators"

/**
 * Gives the order another status and does to its money what the status says; 409
 * `illegal_transition` names the ones it may have. 202 when the status comes with the processor's
 * answer: the order keeps its own until then.
 */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { status, reason, expected_status, elsewhere, fee_percent } = readBody(statusBody, request)
  const { result } = await changeOrderStatusWorkflow(request.scope).run({
    input: {
      ...askerOf(request),
      id: request.params.id,
      to: status,
      expected: expected_status,
      reason: reason ?? null,
      elsewhere,
      fee_percent,
    },
  })
  response.status(result.to === status ? 200 : 202).json({
    order: { id: result.id, status: result.to },
    event: await readOrderEvent(request.scope, result.event_id),
  })
}
