import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { previewPlan } from "../../../../../workflows/payment/queries/preview-plan"
import { readBody } from "../../../../read-input"
import { previewBody } from "../validators"

/** Who would be asked for an imagined payment and why; changes nothing. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { context, rules } = readBody(previewBody, request)
  response.json({ choices: await previewPlan(request.scope, context, rules ?? null) })
}
