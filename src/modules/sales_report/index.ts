import { Module } from "@medusajs/framework/utils"
import SalesReportModuleService from "./service"

export const SALES_REPORT_MODULE = "sales_report"

export default Module(SALES_REPORT_MODULE, { service: SalesReportModuleService })
