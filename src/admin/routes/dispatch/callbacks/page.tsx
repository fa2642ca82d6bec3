import { defineRouteConfig } from "@medusajs/admin-sdk"
import { InboxSolid } from "@medusajs/icons"

import { DispatchCrumb } from "../../../components/dispatch/common/dispatch-crumb"
import { ShippingCallbackList } from "../../../components/dispatch/callbacks/shipping-callback-list"

const CallbacksPage = () => <ShippingCallbackList />

export const config = defineRouteConfig({
  label: "menu.callbacks",
  translationNs: "dispatch",
  icon: InboxSolid,
})

export const handle = { breadcrumb: () => <DispatchCrumb page="callbacks" /> }

export default CallbacksPage
