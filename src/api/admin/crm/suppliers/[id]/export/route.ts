import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { Sheet } from "../../../../../../providers/fulfillment/parcel-sheet"
import { exportAgain, exportParcels } from "../../../../../../workflows/dispatch/export-parcels"
import { staffOf } from "../../../../../middlewares/require-staff-permission"
import { readBody, readQuery } from "../../../../../read-input"
import { exportBody, exportQuery } from "../../validators"

const send = (response: MedusaResponse, { filename, content_type, bytes }: Sheet): void => {
  response.setHeader("content-type", content_type)
  response.setHeader("content-disposition", `attachment; filename="${filename}"`)
  response.setHeader("cache-control", "no-store")
  response.send(bytes)
}

/** The spreadsheet of an earlier export once more. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { batch_id, format } = readQuery(exportQuery, request)
  send(response, await exportAgain(request.scope, request.params.id, batch_id, format))
}

/**
 * The parcels that wait for a supplier by hand as a spreadsheet, which hands them over: they are his
 * from now on. `x-batch-id` names the export for a second download.
 */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { format } = readBody(exportBody, request)
  const { id } = request.params
  const { batch_id, ...sheet } = await exportParcels(request.scope, id, format, staffOf(request))
  response.setHeader("x-batch-id", batch_id)
  send(response, sheet)
}
