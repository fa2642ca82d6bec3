import { defineRouteConfig } from "@medusajs/admin-sdk"
import { InboxSolid } from "@medusajs/icons"

import { PaymentsCrumb } from "../../../components/payments/common/payments-crumb"
import { CallbackList } from "../../../components/payments/callbacks/callback-list"

const CallbacksPage = () => <CallbackList />

export const config = defineRouteConfig({
  label: "menu.callbacks",
  translationNs: "payments",
  icon: InboxSolid,
})

export const handle = { breadcrumb: () => <PaymentsCrumb page="callbacks" /> }

export default CallbacksPage
