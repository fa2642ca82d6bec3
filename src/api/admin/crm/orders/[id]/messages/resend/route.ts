import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readMessage } from "../../../../../../../workflows/mail/queries/read-message"
import { resendLetter } from "../../../../../../../workflows/mail/resend-letter"
import { readBody } from "../../../../../../read-input"
import { askerOf } from "../../../asker"
import { resendBody } from "../../../mail-validators"

/** Sends a letter of the order again: a new message, written anew. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const wish = readBody(resendBody, request)
  const { actor, cause } = askerOf(request)
  const order_id = request.params.id
  const id = await resendLetter(request.scope, { ...wish, order_id, actor, cause })
  response.status(201).json(await readMessage(request.scope, id))
}
