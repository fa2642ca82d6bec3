import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readTrackingImport } from "../../../../../workflows/dispatch/import-tracking"

/** How far an import is, and which rows could not be used. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json({ import: await readTrackingImport(request.scope, request.params.id) })
}
