import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"
import { SHIPPING_CALLBACK_STATES } from "../../../../modules/dispatch/shipping-callbacks"
import { listShippingCallbacks } from "../../../../workflows/dispatch/queries/list-shipping-callbacks"
import { readQuery } from "../../../read-input"
import { keepable } from "../words"

const callbacksQuery = z.strictObject({
  state: z.enum(SHIPPING_CALLBACK_STATES).optional(),
  provider: keepable.max(100).optional(),
  verified: z
    .enum(["true", "false"])
    .transform((word) => word === "true")
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
})

/** What carriers and suppliers have told us by themselves, the newest first. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { limit, offset, ...filter } = readQuery(callbacksQuery, request)
  response.json(await listShippingCallbacks(request.scope, filter, { limit, offset }))
}
