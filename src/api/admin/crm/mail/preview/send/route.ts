import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { sendTestLetter } from "../../../../../../workflows/mail/send-test-letter"
import { readBody } from "../../../../../read-input"
import { testBody } from "../../templates/validators"

/** Sends the letter of a wording that is being worked on to one address, at once. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { to, ...draft } = readBody(testBody, request)
  response.json(await sendTestLetter(request.scope, draft, to))
}
