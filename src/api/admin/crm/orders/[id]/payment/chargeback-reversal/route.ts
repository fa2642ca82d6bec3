import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  recordByHand,
  reversalByHandWithin,
} from "../../../../../../../workflows/payment/record-by-hand"
import { readBody } from "../../../../../../read-input"
import { askerOf } from "../../../asker"
import { chargebackReversalBody } from "../../../payment-validators"

/** Records that the banks have given back what they had taken. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { reason } = readBody(chargebackReversalBody, request)
  const { actor, cause } = askerOf(request)
  const order = await recordByHand(request.scope, request.params.id, (transaction, held) =>
    reversalByHandWithin(request.scope, transaction, held, { reason, actor, cause })
  )
  response.json({ order: { id: order.id, status: order.status } })
}
