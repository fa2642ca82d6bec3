import { z } from "@medusajs/framework/zod"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ATTENTION_MODULE } from "../../../../modules/attention"
import type AttentionModuleService from "../../../../modules/attention/service"
import { readQuery } from "../../../read-input"

const attentionQuery = z.strictObject({
  resolved: z
    .enum(["true", "false"])
    .default("false")
    .transform((text) => text === "true"),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).default(0),
})

/** Everything that needs a person, the newest first. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const page = readQuery(attentionQuery, request)
  const attention: AttentionModuleService = request.scope.resolve(ATTENTION_MODULE)
  response.json({ ...(await attention.list(page)), limit: page.limit, offset: page.offset })
}
