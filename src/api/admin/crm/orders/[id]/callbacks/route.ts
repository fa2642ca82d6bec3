import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listOrderCallbacks } from "../../../../../../workflows/payment/queries/list-callbacks"
import { askerOf } from "../../asker"

/** What processors have told us by themselves about an order's payments, the oldest first. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { scope } = askerOf(request)
  response.json({
    callbacks: await listOrderCallbacks(request.scope, request.params.id, scope),
  })
}
