import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readDashboard } from "../../../../workflows/report/queries/read-dashboard"
import { readQuery } from "../../../read-input"
import { dashboardQuery } from "./validators"

/** Every figure of the dashboard for a range of days, a time zone and a shop. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  response.json(await readDashboard(request.scope, readQuery(dashboardQuery, request)))
}
