import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Heart } from "@medusajs/icons"

import { HealthCrumb } from "../../components/health/health-crumb"
import { HealthOverview } from "../../components/health/health-overview"

const HealthPage = () => <HealthOverview />

export const config = defineRouteConfig({
  label: "menu",
  translationNs: "health",
  icon: Heart,
})

export const handle = { breadcrumb: () => <HealthCrumb /> }

export default HealthPage
