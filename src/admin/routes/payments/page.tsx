import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CreditCard } from "@medusajs/icons"
import { Navigate } from "react-router-dom"

/** The entry of the menu that holds the pages about payments; the balance is what most come for. */
const PaymentsPage = () => <Navigate to="/payments/balance" replace />

export const config = defineRouteConfig({
  label: "menu.payments",
  translationNs: "payments",
  icon: CreditCard,
})

export default PaymentsPage
