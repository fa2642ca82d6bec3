import { defineRouteConfig } from "@medusajs/admin-sdk"
import { CurrencyDollar } from "@medusajs/icons"

import { PaymentsCrumb } from "../../../components/payments/common/payments-crumb"
import { BalancePage } from "../../../components/payments/balance/balance-page"

const BalanceRoute = () => <BalancePage />

export const config = defineRouteConfig({
  label: "menu.balance",
  translationNs: "payments",
  icon: CurrencyDollar,
})

export const handle = { breadcrumb: () => <PaymentsCrumb page="balance" /> }

export default BalanceRoute
