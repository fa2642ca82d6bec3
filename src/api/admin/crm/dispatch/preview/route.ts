import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { previewDispatch } from "../../../../../workflows/dispatch/queries/preview-dispatch"
import { readBody } from "../../../../read-input"
import { choiceBody } from "../validators"

/** What sending these orders would do: how much goes to whom, and what does not go and why. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await previewDispatch(request.scope, readBody(choiceBody, request)))
}
