import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { customersCsv } from "../../../../../workflows/customer/queries/customers-csv"
import { readQuery } from "../../../../read-input"
import { customersExportQuery } from "../validators"

/** The customers of a filter as a CSV file, sent while it is read. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const filter = readQuery(customersExportQuery, request)
  const day = new Date().toISOString().slice(0, 10)
  response.setHeader("content-type", "text/csv; charset=utf-8")
  response.setHeader("content-disposition", `attachment; filename="customers-${day}.csv"`)
  await pipeline(Readable.from(customersCsv(request.scope, filter)), response)
}
