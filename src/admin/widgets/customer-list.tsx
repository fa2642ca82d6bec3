import { defineWidgetConfig } from "@medusajs/admin-sdk"

import { CustomerList } from "../components/customers/list/customer-list"

/** The whole Customers page: Medusa's own table on it is hidden by layout configuration. */
const CustomerListWidget = () => <CustomerList />

export const config = defineWidgetConfig({ zone: "customer.list", id: "t3-customer-list" })

export default CustomerListWidget
