import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { saveCatalogueRow } from "../../../../../workflows/dispatch/save-catalogue-row"
import { readBody } from "../../../../read-input"
import { catalogueBody } from "../validators"

/** Changes a row of the catalogue; the answer is that of adding one. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const row = readBody(catalogueBody, request)
  response.json(await saveCatalogueRow(request.scope, row, request.params.id))
}
