import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CreditCard } from "@medusajs/icons"

import { PaymentsCrumb } from "../../../components/payments/common/payments-crumb"
import { ProcessorList } from "../../../components/payments/processors/processor-list"

const ProcessorsPage = () => <ProcessorList />

export const config = defineRouteConfig({
  label: "menu.processors",
  translationNs: "payments",
  icon: CreditCard,
})

export const handle = { breadcrumb: () => <PaymentsCrumb page="processors" /> }

export default ProcessorsPage
