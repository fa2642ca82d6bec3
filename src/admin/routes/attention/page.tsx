import { defineRouteConfig } from "@medusajs/admin-sdk"
import { BellAlert } from "@medusajs/icons"

import { PaymentsCrumb } from "../../components/payments/common/payments-crumb"
import { AttentionList } from "../../components/payments/attention/attention-list"

const AttentionPage = () => <AttentionList />

export const config = defineRouteConfig({
  label: "menu.attention",
  translationNs: "payments",
  icon: BellAlert,
})

export const handle = { breadcrumb: () => <PaymentsCrumb page="attention" /> }

export default AttentionPage
