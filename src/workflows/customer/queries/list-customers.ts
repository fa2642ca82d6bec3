import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { CustomerFilter, CustomerPage } from "../../../modules/crm_order/customer-list"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { presentCustomer } from "./present-customer"

/** A page of the customers with the number of matches; beyond 10,000 an estimate, and said so. */
export const listCustomers = async (
  container: MedusaContainer,
  filter: CustomerFilter,
  page: CustomerPage
) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { rows, ...counted } = await orders.customers.list.read(filter, page)
  return { customers: rows.map(presentCustomer), ...counted, limit: page.limit }
}
