import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { askToPay } from "../../../../../../../workflows/mail/ask-to-pay"
import { readMessage } from "../../../../../../../workflows/mail/queries/read-message"
import { readBody } from "../../../../../../read-input"
import { nothingBody } from "../../../../mail/messages/validators"
import { askerOf } from "../../../asker"

/** Reminds the customer of his payment, with the link that is open or a new one. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(nothingBody, request)
  const { actor, cause, scope } = askerOf(request)
  const order_id = request.params.id
  const id = await askToPay(request.scope, {
    order_id,
    letter: "payment_reminder",
    actor,
    scope,
    cause,
  })
  response.status(201).json(await readMessage(request.scope, id))
}
