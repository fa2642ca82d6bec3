import { defineRouteConfig } from "@medusajs/admin-sdk"
import { BuildingStorefront } from "@medusajs/icons"

import { ShopsCrumb } from "../../components/shops/shops-crumb"
import { ShopList } from "../../components/shops/shop-list"

const ShopsPage = () => <ShopList />

export const config = defineRouteConfig({
  label: "menu",
  translationNs: "shops",
  icon: BuildingStorefront,
})

export const handle = { breadcrumb: () => <ShopsCrumb /> }

export default ShopsPage
