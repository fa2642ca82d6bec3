import { defineRouteConfig } from "@medusajs/admin-sdk"
import { MapPin } from "@medusajs/icons"

import { DispatchCrumb } from "../../../components/dispatch/common/dispatch-crumb"
import { ImportTracking } from "../../../components/dispatch/tracking/import-tracking"

const TrackingPage = () => <ImportTracking />

export const config = defineRouteConfig({
  label: "menu.tracking",
  translationNs: "dispatch",
  icon: MapPin,
})

export const handle = { breadcrumb: () => <DispatchCrumb page="tracking" /> }

export default TrackingPage
