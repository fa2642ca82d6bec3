import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { closePayment } from "../../../../../../../../../workflows/payment/close-payment"
import { readPresentedAttempt } from "../../../../../../../../../workflows/payment/queries/present-attempts"
import { askerOf } from "../../../../../asker"

/** Makes sure that a payment which waits for the customer cannot be paid any more. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { actor, cause } = askerOf(request)
  const { id: order_id, attempt_id } = request.params
  await closePayment(request.scope, { order_id, attempt_id, actor, cause })
  response.json({ attempt: await readPresentedAttempt(request.scope, attempt_id) })
}
