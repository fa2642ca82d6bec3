import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readOrderEvent } from "../../../../../../workflows/order/queries/list-order-events"
import { addOrderNoteWorkflow } from "../../../../../../workflows/order/workflows/add-order-note"
import { readBody } from "../../../../../read-input"
import { askerOf } from "../../asker"
import { noteBody } from "../../validators"

/** Adds a note to the order's stream. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { text } = readBody(noteBody, request)
  const { actor, scope, cause } = askerOf(request)
  const { result } = await addOrderNoteWorkflow(request.scope).run({
    input: { id: request.params.id, text, actor, scope, cause },
  })
  response.status(201).json({ event: await readOrderEvent(request.scope, result.event_id) })
}
