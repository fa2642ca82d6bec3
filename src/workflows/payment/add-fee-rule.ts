import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type { NewFeeRule } from "../../modules/payment_cascade/processor-accounts"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"

/**
 * Says what an account costs from a moment on. Charges made before keep the fees they were booked with.
 *
 * @param by the user, or null for the installation
 * @throws Problem 404, 409 `fee_rule_exists` when another rule begins at the same moment
 */
export const addFeeRule = async (
  container: MedusaContainer,
  rule: NewFeeRule,
  by: string | null
): Promise<void> => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  await cascade.accounts.read(rule.account_id)
  await unitOfWork(container, (transaction) => cascade.accounts.addFeeRule(transaction, rule, by))
}
