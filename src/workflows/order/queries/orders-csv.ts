import type { MedusaContainer } from "@medusajs/framework/types"
import { CSV_START, csvLine } from "../../../lib/csv"
import { storedAmount } from "../../../lib/money"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { OrderFilter, OrderListRow, OrderScope } from "../../../modules/crm_order/types"
import { shopNames } from "./names"

type Column = { name: string; cell: (row: OrderListRow, shop: string) => string }

const COLUMNS: readonly Column[] = [
  { name: "id", cell: ({ id }) => id },
  { name: "number", cell: ({ display_id }) => String(display_id) },
  { name: "created_at", cell: ({ created_at }) => created_at.toISOString() },
  { name: "shop", cell: (_row, shop) => shop },
  { name: "shop_order_id", cell: ({ shop_order_id }) => shop_order_id },
  { name: "status", cell: ({ status }) => status },
  { name: "payment_state", cell: ({ payment_state }) => payment_state },
  { name: "call_center_status", cell: (row) => row.call_center_status ?? "" },
  { name: "customer", cell: ({ customer_name }) => customer_name },
  { name: "email", cell: ({ email }) => email },
  { name: "phone", cell: ({ phone }) => phone },
  { name: "country", cell: ({ country }) => country },
  { name: "payment_method", cell: ({ payment_method }) => payment_method },
  {
    name: "products",
    cell: ({ products }) =>
      products.map(({ quantity, name, sku }) => `${quantity} × ${name} (${sku})`).join("; "),
  },
  { name: "pieces", cell: ({ product_count }) => String(product_count) },
  { name: "total", cell: ({ total, currency }) => storedAmount(total, currency) },
  { name: "currency", cell: ({ currency }) => currency },
  { name: "total_usd", cell: ({ total_usd }) => storedAmount(total_usd, "USD") },
  { name: "captured", cell: ({ captured, currency }) => storedAmount(captured, currency) },
  { name: "refunded", cell: ({ refunded, currency }) => storedAmount(refunded, currency) },
  {
    name: "charged_back",
    cell: ({ charged_back, currency }) => storedAmount(charged_back, currency),
  },
]

/**
 * The orders of a filter as CSV, the newest first. In pieces, each beginning behind the last one's end,
 * so that a million orders need no more memory than one page.
 */
export async function* ordersCsv(
  container: MedusaContainer,
  filter: OrderFilter,
  scope: OrderScope
): AsyncGenerator<string> {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const shops = await shopNames(container)
  yield CSV_START + csvLine(COLUMNS.map(({ name }) => name))
  for await (const rows of orders.eachOrder(filter, scope)) {
    yield rows
      .map((row) => {
        const shop = shops.get(row.shop_id) ?? row.shop_id
        return csvLine(COLUMNS.map(({ cell }) => cell(row, shop)))
      })
      .join("")
  }
}
