import { defineRouteConfig } from "@medusajs/admin-sdk"
import { DecisionProcess } from "@medusajs/icons"

import { PaymentsCrumb } from "../../../components/payments/common/payments-crumb"
import { RoutingPage } from "../../../components/payments/routing/routing-page"

const RoutingRoute = () => <RoutingPage />

export const config = defineRouteConfig({
  label: "menu.routing",
  translationNs: "payments",
  icon: DecisionProcess,
})

export const handle = { breadcrumb: () => <PaymentsCrumb page="routing" /> }

export default RoutingRoute
