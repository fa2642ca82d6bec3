import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { importCatalogue } from "../../../../../workflows/dispatch/import-catalogue"
import { readBody } from "../../../../read-input"
import { catalogueImportBody } from "../validators"

/**
 * Takes a catalogue in from a CSV or XLSX file (base64, up to 8 MB); with `preview` it only says what is
 * new, what differs, and which rows cannot be used.
 */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { name, content, supplier_id, preview } = readBody(catalogueImportBody, request)
  const file = { name, bytes: Buffer.from(content, "base64") }
  const input = { file, supplier_id: supplier_id ?? null, preview }
  response.json(await importCatalogue(request.scope, input))
}
