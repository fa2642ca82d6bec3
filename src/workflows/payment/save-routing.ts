import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type { SaveOptions } from "../../modules/payment_cascade/policies"
import { routingFaults, type RoutingRules } from "../../modules/payment_cascade/routing-rules"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { shopNames } from "../order/queries/names"

/**
 * Puts a new version of the routing rules in force, for the attempts that begin from then on.
 *
 * @returns its number
 * @throws Problem 409 `version_conflict`, 422 `wrong_rules` naming every fault
 */
export const saveRouting = async (
  container: MedusaContainer,
  rules: RoutingRules,
  options: SaveOptions
): Promise<number> => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  cascade.accounts.forgetCached()
  const [accounts, shops] = await Promise.all([cascade.accounts.list(), shopNames(container)])
  const fields = routingFaults(rules, { accounts, shopIds: [...shops.keys()] })
  if (fields.length > 0) {
    throw new Problem(422, "wrong_rules", "These rules cannot be followed.", { fields })
  }
  const version = await unitOfWork(container, (transaction) =>
    cascade.policies.save(transaction, "routing", rules, options)
  )
  cascade.policies.forgetCached()
  return version
}
