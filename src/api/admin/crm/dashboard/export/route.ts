import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { dashboardCsv } from "../../../../../workflows/report/queries/dashboard-csv"
import { readDashboard } from "../../../../../workflows/report/queries/read-dashboard"
import { readQuery } from "../../../../read-input"
import { dashboardExportQuery } from "../validators"

/** The dashboard, or one of its widgets, as a CSV file. */
export const GET = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { table, ...query } = readQuery(dashboardExportQuery, request)
  const dashboard = await readDashboard(request.scope, query)
  const name = `${table ?? "dashboard"}-${dashboard.range.from}-${dashboard.range.to}.csv`
  response.setHeader("content-type", "text/csv; charset=utf-8")
  response.setHeader("content-disposition", `attachment; filename="${name}"`)
  response.send(dashboardCsv(dashboard, table))
}
