import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listOrderLines } from "../../../../../../workflows/ledger/queries/list-order-lines"

/** The books of one order and what processors owe us for it. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await listOrderLines(request.scope, request.params.id))
}
