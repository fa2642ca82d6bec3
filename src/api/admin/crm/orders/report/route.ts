import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ordersCsv } from "../../../../../workflows/order/queries/orders-csv"
import { readQuery } from "../../../../read-input"
import { askerOf } from "../asker"
import { orderFilter } from "../validators"

/** The orders of the list's filter as a CSV file, sent while it is read. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const filter = readQuery(orderFilter, request)
  const day = new Date().toISOString().slice(0, 10)
  response.setHeader("content-type", "text/csv; charset=utf-8")
  response.setHeader("content-disposition", `attachment; filename="orders-${day}.csv"`)
  const { scope } = askerOf(request)
  await pipeline(Readable.from(ordersCsv(request.scope, filter, scope)), response)
}
