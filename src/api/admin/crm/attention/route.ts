import { z } from "@medusajs/framework/zod"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listAttention } from "../../../../workflows/attention/queries/list-attention"
import { readQuery } from "../../../read-input"
import { keepable } from "../words"

const attentionQuery = z.strictObject({
  resolved: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true"),
  kind: keepable.max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).default(0),
})

/** Everything that needs a person, the newest first; of one kind, if it is named. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await listAttention(request.scope, readQuery(attentionQuery, request)))
}
