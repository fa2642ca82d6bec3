import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listBulkJobs } from "../../../../workflows/order/queries/list-bulk-jobs"
import { readQuery } from "../../../read-input"
import { jobsQuery } from "./validators"

/** What was done to many orders at once, the newest first. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await listBulkJobs(request.scope, readQuery(jobsQuery, request)))
}
