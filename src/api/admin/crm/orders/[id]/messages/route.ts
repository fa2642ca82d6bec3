import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listOrderMessages } from "../../../../../../workflows/mail/queries/list-order-messages"

/** The letters about an order, and whether its customer can be asked to pay. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await listOrderMessages(request.scope, request.params.id))
}
