import { z } from "@medusajs/framework/zod"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listAttention } from "../../../../workflows/attention/queries/list-attention"
import { ATTENTION_PARTS } from "../../../../modules/attention/parts"
import { readQuery } from "../../../read-input"
import { oneOrMany } from "../one-or-many"
import { keepable } from "../words"

const attentionQuery = z.strictObject({
  resolved: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true"),
  kind: keepable.max(100).optional(),
  part: z.enum(ATTENTION_PARTS).optional(),
  shop_id: oneOrMany(keepable.max(100)).optional(),
  older_than_hours: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 365)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).default(0),
})

/** Everything that needs a person, the newest first; by kind, part of the work, shop and age. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await listAttention(request.scope, readQuery(attentionQuery, request)))
}
