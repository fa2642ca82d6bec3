import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listCalls } from "../../../../../workflows/call-center/queries/list-calls"
import { readQuery } from "../../../../read-input"
import { callsQuery } from "../validators"

/** The calls to make, those that are due first come first. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { kind, ...page } = readQuery(callsQuery, request)
  response.json(await listCalls(request.scope, kind ?? null, page))
}
