import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readMessage } from "../../../../../../workflows/mail/queries/read-message"

/** One letter as it went out, the mail servers' answers, and what may be done with it. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await readMessage(request.scope, request.params.id))
}
