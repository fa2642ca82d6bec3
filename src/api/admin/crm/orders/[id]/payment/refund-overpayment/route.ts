import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readPresentedAttempt } from "../../../../../../../workflows/payment/queries/present-attempts"
import { refundOverpayment } from "../../../../../../../workflows/payment/start-refund"
import { readBody } from "../../../../../../read-input"
import { askerOf } from "../../../asker"
import { nothingBody } from "../../../payment-validators"

/** Gives back what has come in too much. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  readBody(nothingBody, request)
  const { actor, cause } = askerOf(request)
  const order_id = request.params.id
  const { id } = await refundOverpayment(request.scope, { order_id, actor, cause })
  response.status(202).json({ attempt: await readPresentedAttempt(request.scope, id) })
}
