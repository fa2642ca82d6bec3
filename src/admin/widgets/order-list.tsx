import { defineWidgetConfig } from "@medusajs/admin-sdk"

import { CallBar } from "../components/calls/call-bar"
import { OrderList } from "../components/orders/list/order-list"

/** The whole Orders page: Medusa's own table on it is hidden by layout configuration. */
const OrderListWidget = () => (
  <div className="flex flex-col gap-y-3">
    <CallBar />
    <OrderList />
  </div>
)

export const config = defineWidgetConfig({ zone: "order.list", id: "t3-order-list" })

export default OrderListWidget
