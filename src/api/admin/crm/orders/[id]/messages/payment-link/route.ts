import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { askToPay } from "../../../../../../../workflows/mail/ask-to-pay"
import { readMessage } from "../../../../../../../workflows/mail/queries/read-message"
import { readBody } from "../../../../../../read-input"
import { nothingBody } from "../../../../mail/messages/validators"
import { askerOf } from "../../../asker"

/** Mails the customer the payment link that is open, or a new one. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(nothingBody, request)
  const { actor, cause, scope } = askerOf(request)
  const order_id = request.params.id
  const id = await askToPay(request.scope, {
    order_id,
    letter: "payment_link",
    actor,
    scope,
    cause,
  })
  // The letter holds the link itself: an operator sends it, but does not get it.
  response
    .status(201)
    .json(scope === "all" ? await readMessage(request.scope, id) : { message: { id } })
}
