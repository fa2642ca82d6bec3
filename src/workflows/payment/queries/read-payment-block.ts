import type { MedusaContainer } from "@medusajs/framework/types"
import { storedAmount } from "../../../lib/money"
import type { CrmOrderRow } from "../../../modules/crm_order/types"
import { paymentActions } from "../../../modules/payment_cascade/payment-actions"
import { presentAttempts } from "./present-attempts"
import { readPaymentSituation } from "./read-payment-situation"

/** The payment block of the order card: sums, attempts with their reasons, and what may be done. */
export const readPaymentBlock = async (container: MedusaContainer, order: CrmOrderRow) => {
  const situation = await readPaymentSituation(container, order)
  const { attempts, facts } = situation
  const { captured, refunded, charged_back, currency } = order
  return {
    captured: storedAmount(captured, currency),
    refunded: storedAmount(refunded, currency),
    charged_back: storedAmount(charged_back, currency),
    currency,
    attempts: await presentAttempts(container, attempts, facts),
    actions: paymentActions(situation),
  }
}
