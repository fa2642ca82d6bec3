import type { MedusaContainer } from "@medusajs/framework/types"
import { storedAmount } from "../../../lib/money"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { Mover } from "../../../modules/crm_order/order-status"
import { allowedOrderStatuses } from "../../../modules/crm_order/state-machine"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { CustomerRow } from "../../../modules/crm_order/customer-row"
import type {
  OrderFilter,
  OrderListRow,
  OrderPage,
  OrderScope,
} from "../../../modules/crm_order/types"
import { shopNames } from "./names"

type Asker = { scope: OrderScope; mover: Mover }

/** One row of the Orders page: what the staff need to choose an order and act on it. */
export const presentRow = (
  row: OrderListRow,
  shops: ReadonlyMap<string, string>,
  customer: CustomerRow | undefined,
  mover: Mover
) => ({
  id: row.id,
  display_id: row.display_id,
  shop_order_id: row.shop_order_id,
  shop: { id: row.shop_id, name: shops.get(row.shop_id) ?? row.shop_id },
  customer: {
    id: row.customer_id,
    email: row.email,
    name: row.customer_name,
    phone: row.phone,
    order_count: customer?.order_count ?? 0,
    paid_order_count: customer?.paid_count ?? 0,
  },
  products: row.products,
  product_count: row.product_count,
  total: storedAmount(row.total, row.currency),
  currency: row.currency,
  total_usd: storedAmount(row.total_usd, "USD"),
  payment_method: row.payment_method,
  // No digit of a card is for who speaks with the customer.
  card:
    // The card of an order that staff have written is typed on the payment page.
    row.payment_method === "credit_card" && row.card_last4 && mover !== "operator"
      ? { brand: row.card_brand, last4: row.card_last4 }
      : null,
  country: row.country,
  status: row.status,
  payment_state: row.payment_state,
  call_center_status: row.call_center_status,
  attention: row.open_attention,
  is_customer_blocked: customer?.is_blocked ?? false,
  tags: row.tags,
  responsible_id: row.responsible_id,
  created_at: row.created_at,
  archived_at: row.archived_at,
  allowed_statuses: allowedOrderStatuses(row, mover),
})

/** A page of the Orders list with the number of matches. */
export const listOrders = async (
  container: MedusaContainer,
  filter: OrderFilter,
  page: OrderPage,
  { scope, mover }: Asker
) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const [{ rows, ...counted }, shops] = await Promise.all([
    orders.listOrders(filter, scope, page),
    shopNames(container),
  ])
  const customers = await orders.customers.readByEmail(rows.map(({ email }) => email))
  return {
    orders: rows.map((row) => presentRow(row, shops, customers.get(row.email), mover)),
    ...counted,
    limit: page.limit,
    offset: page.offset,
  }
}
