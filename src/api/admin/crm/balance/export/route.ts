import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { balanceCsv } from "../../../../../workflows/ledger/queries/balance-csv"
import { readQuery } from "../../../../read-input"
import { balanceQuery } from "../validators"

/** The lines of the books in a range as a CSV file, sent while it is read. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const query = readQuery(balanceQuery, request)
  const day = (query.to ?? new Date()).toISOString().slice(0, 10)
  response.setHeader("content-type", "text/csv; charset=utf-8")
  response.setHeader("content-disposition", `attachment; filename="balance-${day}.csv"`)
  await pipeline(Readable.from(balanceCsv(request.scope, query)), response)
}
