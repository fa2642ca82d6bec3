import { defineRouteConfig } from "@medusajs/admin-sdk"
import { QueueList } from "@medusajs/icons"

import { DispatchCrumb } from "../../../components/dispatch/common/dispatch-crumb"
import { CataloguePage } from "../../../components/dispatch/catalogue/catalogue-page"

const CatalogueRoute = () => <CataloguePage />

export const config = defineRouteConfig({
  label: "menu.catalogue",
  translationNs: "dispatch",
  icon: QueueList,
})

export const handle = { breadcrumb: () => <DispatchCrumb page="catalogue" /> }

export default CatalogueRoute
