import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  chargebackByHandWithin,
  recordByHand,
} from "../../../../../../../workflows/payment/record-by-hand"
import { readBody } from "../../../../../../read-input"
import { askerOf } from "../../../asker"
import { chargebackBody } from "../../../payment-validators"

/** Records that a bank has taken money back, where the processor does not tell it by itself. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { amount, reason } = readBody(chargebackBody, request)
  const { actor, cause } = askerOf(request)
  const order = await recordByHand(request.scope, request.params.id, (transaction, held) =>
    chargebackByHandWithin(request.scope, transaction, held, { amount, reason, actor, cause })
  )
  response.json({ order: { id: order.id, status: order.status } })
}
