import { defineRouteConfig } from "@medusajs/admin-sdk"
import { BuildingStorefront } from "@medusajs/icons"

import { ShopList } from "../../components/shops/shop-list"

const ShopsPage = () => <ShopList />

export const config = defineRouteConfig({
  label: "menu",
  translationNs: "shops",
  icon: BuildingStorefront,
})

export default ShopsPage
