import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readShippingCallback } from "../../../../../workflows/dispatch/queries/list-shipping-callbacks"

/** One callback with its headers and body. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json({ callback: await readShippingCallback(request.scope, request.params.id) })
}
