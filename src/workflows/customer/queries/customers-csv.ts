import type { MedusaContainer } from "@medusajs/framework/types"
import { CSV_START, csvLine } from "../../../lib/csv"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { CustomerFilter } from "../../../modules/crm_order/customer-list"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { presentCustomer } from "./present-customer"

const COLUMNS = [
  ...["name", "email", "phone", "joined_at", "orders", "paid_orders", "spent_usd"],
  ...["last_order_at", "status", "note"],
]

/** Every customer of a filter as CSV, the newest first, sent while it is read. */
export async function* customersCsv(
  container: MedusaContainer,
  filter: CustomerFilter
): AsyncGenerator<string> {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  yield CSV_START + csvLine(COLUMNS)
  for await (const rows of orders.customers.list.each(filter)) {
    yield rows
      .map(presentCustomer)
      .map((row) =>
        csvLine([
          ...[row.name, row.email, row.phone ?? "", row.joined_at.toISOString()],
          ...[String(row.order_count), String(row.paid_count), row.spent_usd],
          ...[row.last_order_at?.toISOString() ?? "", row.status, row.note ?? ""],
        ])
      )
      .join("")
  }
}
