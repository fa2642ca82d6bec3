import type { MedusaContainer } from "@medusajs/framework/types"
import { SALES_REPORT_MODULE } from "../modules/sales_report"
import type SalesReportModuleService from "../modules/sales_report/service"

/** Keeps the figures of the dashboard short, so that reading them stays as fast as it is. */
export const foldSalesReport = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const report: SalesReportModuleService = container.resolve(SALES_REPORT_MODULE)
  await report.fold()
}
