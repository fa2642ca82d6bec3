import { defineWidgetConfig } from "@medusajs/admin-sdk"

import { OrderList } from "../components/orders/list/order-list"

/** The whole Orders page: Medusa's own table on it is hidden by layout configuration. */
const OrderListWidget = () => <OrderList />

export const config = defineWidgetConfig({ zone: "order.list", id: "t3-order-list" })

export default OrderListWidget
