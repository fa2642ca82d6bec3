import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Envelope } from "@medusajs/icons"
import { Navigate } from "react-router-dom"

/** The entry of the menu that holds the pages about mail; the letters are what most come for. */
const MailPage = () => <Navigate to="/mail/messages" replace />

export const config = defineRouteConfig({
  label: "menu.mail",
  translationNs: "mail",
  icon: Envelope,
})

export default MailPage
