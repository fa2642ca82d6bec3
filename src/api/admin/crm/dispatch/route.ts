import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listDispatch } from "../../../../workflows/dispatch/queries/list-dispatch"
import { readQuery } from "../../../read-input"
import { dispatchQuery } from "./validators"

/** One list of the Dispatch page: orders that wait to be sent, or parcels by how far they are. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await listDispatch(request.scope, readQuery(dispatchQuery, request)))
}
