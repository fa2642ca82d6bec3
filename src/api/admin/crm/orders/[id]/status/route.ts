import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readOrderEvent } from "../../../../../../workflows/order/queries/list-order-events"
import { changeOrderStatusWorkflow } from "../../../../../../workflows/order/workflows/change-order-status"
import { readBody } from "../../../../../read-input"
import { askerOf } from "../../asker"
import { statusBody } from "../../validators"

/** Gives the order another status; 409 `illegal_transition` names the ones it may have. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { status, reason, expected_status } = readBody(statusBody, request)
  const { result } = await changeOrderStatusWorkflow(request.scope).run({
    input: {
      ...askerOf(request),
      id: request.params.id,
      to: status,
      expected: expected_status,
      reason: reason ?? null,
    },
  })
  response.json({
    order: { id: result.id, status: result.to },
    event: await readOrderEvent(request.scope, result.event_id),
  })
}
