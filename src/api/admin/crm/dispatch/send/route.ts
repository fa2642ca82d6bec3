import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { queueDispatch } from "../../../../../workflows/dispatch/queue-dispatch"
import { readBody } from "../../../../read-input"
import { askerOf } from "../../orders/asker"
import { choiceBody } from "../validators"

/** Sends many orders to their shippers as a job; `GET /bulk-jobs/:id` tells how far it is. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const choice = readBody(choiceBody, request)
  const { actor } = askerOf(request)
  response.status(202).json(await queueDispatch(request.scope, choice, actor))
}
