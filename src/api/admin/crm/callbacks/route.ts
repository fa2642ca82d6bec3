import { z } from "@medusajs/framework/zod"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { CALLBACK_STATES } from "../../../../modules/payment_cascade/callbacks"
import { listCallbacks } from "../../../../workflows/payment/queries/list-callbacks"
import { readQuery } from "../../../read-input"
import { keepable } from "../words"

const callbacksQuery = z.strictObject({
  state: z.enum(CALLBACK_STATES).optional(),
  processor: keepable.max(50).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
})

/** What processors have told us by themselves, the newest first. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { limit, offset, ...filter } = readQuery(callbacksQuery, request)
  response.json(await listCallbacks(request.scope, filter, { limit, offset }))
}
