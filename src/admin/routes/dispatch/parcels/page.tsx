import { defineRouteConfig } from "@medusajs/admin-sdk"
import { TruckFast } from "@medusajs/icons"

import { DispatchCrumb } from "../../../components/dispatch/common/dispatch-crumb"
import { ParcelList } from "../../../components/dispatch/parcels/parcel-list"

const ParcelsPage = () => <ParcelList />

export const config = defineRouteConfig({
  label: "menu.parcels",
  translationNs: "dispatch",
  icon: TruckFast,
})

export const handle = { breadcrumb: () => <DispatchCrumb page="parcels" /> }

export default ParcelsPage
