import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { previewLetter } from "../../../../../workflows/mail/preview-letter"
import { readBody } from "../../../../read-input"
import { previewBody } from "../templates/validators"

/** The letter that a wording would make of an order, and what is wrong with it; changes nothing. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { letter, order } = await previewLetter(request.scope, readBody(previewBody, request))
  response.json({ ...letter, order })
}
