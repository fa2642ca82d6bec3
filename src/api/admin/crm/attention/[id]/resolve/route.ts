import { z } from "@medusajs/framework/zod"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { resolveAttentionWorkflow } from "../../../../../../workflows/attention/workflows/resolve-attention"
import { staffOf } from "../../../../../middlewares/require-staff-permission"
import { readBody } from "../../../../../read-input"
import { optionalWords } from "../../../words"

const resolveBody = z.strictObject({ note: optionalWords })

/** A person says that the entry is done. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { note } = readBody(resolveBody, request)
  const { result } = await resolveAttentionWorkflow(request.scope).run({
    input: {
      id: request.params.id,
      user_id: staffOf(request).user_id,
      note: note || null,
      cause: request.requestId ?? null,
    },
  })
  response.json({ entry: result })
}
