import { z } from "@medusajs/framework/zod"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { REFILL_STATES } from "../../../../modules/mail/refills"
import { listRefills } from "../../../../workflows/mail/queries/list-refills"
import { readQuery } from "../../../read-input"
import { oneOrMany } from "../one-or-many"

const refillsQuery = z.strictObject({
  state: oneOrMany(z.enum(REFILL_STATES)).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
})

/** Reminders to order again, those that are due first come first. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { state, ...page } = readQuery(refillsQuery, request)
  response.json(await listRefills(request.scope, state, page))
}
