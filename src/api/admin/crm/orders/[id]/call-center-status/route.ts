import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readOrderEvent } from "../../../../../../workflows/order/queries/list-order-events"
import { changeCallCenterStatusWorkflow } from "../../../../../../workflows/order/workflows/change-call-center-status"
import { readBody } from "../../../../../read-input"
import { askerOf } from "../../asker"
import { callCenterStatusBody } from "../../validators"

/** Gives the order another call-centre status; the order's own status stays. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { status, note } = readBody(callCenterStatusBody, request)
  const { result } = await changeCallCenterStatusWorkflow(request.scope).run({
    input: { ...askerOf(request), id: request.params.id, to: status, note: note ?? null },
  })
  response.json({
    order: { id: result.id, call_center_status: result.to },
    event: await readOrderEvent(request.scope, result.event_id),
  })
}
