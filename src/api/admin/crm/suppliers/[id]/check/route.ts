import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { checkSupplier } from "../../../../../../workflows/dispatch/check-supplier"

/** Tries whether a supplier can be reached and lets us in; answers `{ ok, words }`. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await checkSupplier(request.scope, request.params.id))
}
