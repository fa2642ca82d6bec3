import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readAttemptWithExchanges } from "../../../../../../../workflows/payment/queries/read-attempt"

/** One attempt with everything that was sent and answered for it, as it was scrubbed when it was kept. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { id, attempt_id } = request.params
  response.json(await readAttemptWithExchanges(request.scope, id, attempt_id))
}
