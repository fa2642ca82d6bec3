import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createPaymentLink } from "../../../../../../../workflows/payment/charge-by-hand"
import { readPresentedAttempt } from "../../../../../../../workflows/payment/queries/present-attempts"
import { readBody } from "../../../../../../read-input"
import { askerOf } from "../../../asker"
import { linkBody } from "../../../payment-validators"

/** Makes a page where the customer can pay and mails it, unless told not to; its address is in `redirect_url`. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const wish = readBody(linkBody, request)
  const { actor, cause } = askerOf(request)
  const order_id = request.params.id
  const { id } = await createPaymentLink(request.scope, { ...wish, order_id, actor, cause })
  response.json({ attempt: await readPresentedAttempt(request.scope, id) })
}
