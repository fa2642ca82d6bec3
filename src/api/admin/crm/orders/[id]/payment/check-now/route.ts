import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { checkNow } from "../../../../../../../workflows/payment/check-now"
import { readPresentedAttempt } from "../../../../../../../workflows/payment/queries/present-attempts"
import { readBody } from "../../../../../../read-input"
import { askerOf } from "../../../asker"
import { checkNowBody } from "../../../payment-validators"

/** Asks the processor at once what has become of a payment; the one that is open, unless another is named. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { attempt_id } = readBody(checkNowBody, request)
  const { actor, cause } = askerOf(request)
  const order_id = request.params.id
  const { id } = await checkNow(request.scope, { order_id, attempt_id, actor, cause })
  response.json({ attempt: await readPresentedAttempt(request.scope, id) })
}
