import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readPresentedAttempt } from "../../../../../../../workflows/payment/queries/present-attempts"
import { startRefund } from "../../../../../../../workflows/payment/start-refund"
import { readBody } from "../../../../../../read-input"
import { askerOf } from "../../../asker"
import { refundBody } from "../../../payment-validators"

/** Gives money back, all that is left of a payment or a part; the processor answers later. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const wish = readBody(refundBody, request)
  const { actor, cause } = askerOf(request)
  const order_id = request.params.id
  const { id } = await startRefund(request.scope, { ...wish, order_id, actor, cause })
  response.status(202).json({ attempt: await readPresentedAttempt(request.scope, id) })
}
