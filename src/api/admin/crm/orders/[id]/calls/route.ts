import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { recordCall } from "../../../../../../workflows/call-center/record-call"
import { readOrderCard } from "../../../../../../workflows/order/queries/read-order-card"
import { readBody } from "../../../../../read-input"
import { callBody } from "../../../call-center/validators"
import { askerOf } from "../../asker"

/** Keeps a call that was made: its result, the next one, and what came of it. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { result, kind, next_call_at, status, note } = readBody(callBody, request)
  const asker = askerOf(request)
  const order_id = request.params.id
  await recordCall(request.scope, {
    ...asker,
    order_id,
    result,
    kind: kind ?? null,
    next_call_at: next_call_at ?? null,
    status: status ?? null,
    note: note ?? null,
  })
  response.status(201).json({ order: await readOrderCard(request.scope, order_id, asker) })
}
