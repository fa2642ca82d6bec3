import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ChartBar } from "@medusajs/icons"
import { Container } from "@medusajs/ui"
import { lazy, Suspense } from "react"

import { LoadingRows } from "../../components/common/loading-rows"
import { DashboardCrumb } from "../../components/dashboard/dashboard-crumb"

/** Charts and the map of the world are loaded with this page alone. */
const DashboardPage = lazy(() => import("../../components/dashboard/dashboard-page"))

const DashboardRoute = () => (
  <Suspense
    fallback={
      <Container className="p-0">
        <LoadingRows rows={6} />
      </Container>
    }
  >
    <DashboardPage />
  </Suspense>
)

export const config = defineRouteConfig({
  label: "menu",
  translationNs: "dashboard",
  icon: ChartBar,
})

export const handle = { breadcrumb: () => <DashboardCrumb /> }

export default DashboardRoute
