import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readCallback } from "../../../../../workflows/payment/queries/list-callbacks"

/** One callback with its headers and body. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json({ callback: await readCallback(request.scope, request.params.id) })
}
