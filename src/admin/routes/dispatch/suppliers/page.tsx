import { defineRouteConfig } from "@medusajs/admin-sdk"
import { BuildingStorefront } from "@medusajs/icons"

import { DispatchCrumb } from "../../../components/dispatch/common/dispatch-crumb"
import { SupplierList } from "../../../components/dispatch/suppliers/supplier-list"

const SuppliersPage = () => <SupplierList />

export const config = defineRouteConfig({
  label: "menu.suppliers",
  translationNs: "dispatch",
  icon: BuildingStorefront,
})

export const handle = { breadcrumb: () => <DispatchCrumb page="suppliers" /> }

export default SuppliersPage
