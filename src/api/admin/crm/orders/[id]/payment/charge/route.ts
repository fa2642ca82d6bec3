import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { chargeByHand } from "../../../../../../../workflows/payment/charge-by-hand"
import { readPresentedAttempt } from "../../../../../../../workflows/payment/queries/present-attempts"
import { readBody } from "../../../../../../read-input"
import { askerOf } from "../../../asker"
import { chargeBody } from "../../../payment-validators"

/** Charges the stored card or bank account by hand; the processor answers later. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const wish = readBody(chargeBody, request)
  const { actor, cause } = askerOf(request)
  const order_id = request.params.id
  const { id } = await chargeByHand(request.scope, { ...wish, order_id, actor, cause })
  response.status(202).json({ attempt: await readPresentedAttempt(request.scope, id) })
}
