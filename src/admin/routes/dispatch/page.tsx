import { defineRouteConfig } from "@medusajs/admin-sdk"
import { TruckFast } from "@medusajs/icons"
import { Navigate } from "react-router-dom"

/** The entry of the menu that holds the pages about dispatch; what has to be sent is what most come for. */
const DispatchPage = () => <Navigate to="/dispatch/parcels" replace />

export const config = defineRouteConfig({
  label: "menu.dispatch",
  translationNs: "dispatch",
  icon: TruckFast,
})

export default DispatchPage
