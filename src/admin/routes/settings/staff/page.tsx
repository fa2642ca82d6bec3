import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Users } from "@medusajs/icons"

import { StaffList } from "../../../components/staff/staff-list"

const StaffPage = () => <StaffList />

export const config = defineRouteConfig({ label: "menu", translationNs: "staff", icon: Users })

export default StaffPage
