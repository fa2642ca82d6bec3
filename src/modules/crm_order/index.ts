import { Module } from "@medusajs/framework/utils"
import checkStatusTablesLoader from "./loaders/check-status-tables"
import CrmOrderModuleService from "./service"

export const CRM_ORDER_MODULE = "crm_order"

export default Module(CRM_ORDER_MODULE, {
  service: CrmOrderModuleService,
  loaders: [checkStatusTablesLoader],
})
