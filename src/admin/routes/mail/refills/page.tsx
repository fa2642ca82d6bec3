import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Calendar } from "@medusajs/icons"

import { MailCrumb } from "../../../components/mail/common/mail-crumb"
import { RefillList } from "../../../components/mail/refills/refill-list"

const RefillsPage = () => <RefillList />

export const config = defineRouteConfig({
  label: "menu.refills",
  translationNs: "mail",
  icon: Calendar,
})

export const handle = { breadcrumb: () => <MailCrumb page="refills" /> }

export default RefillsPage
