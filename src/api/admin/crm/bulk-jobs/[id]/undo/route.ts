import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { queueUndo } from "../../../../../../workflows/order/bulk/queue-undo"
import { readBody } from "../../../../../read-input"
import { askerOf } from "../../../orders/asker"

const nothingBody = z.strictObject({})

/** Takes back what a bulk job has done, as a job of its own; `GET /bulk-jobs/:id` tells how far it is. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(nothingBody, request)
  const { actor } = askerOf(request)
  response.status(202).json(await queueUndo(request.scope, request.params.id, actor))
}
