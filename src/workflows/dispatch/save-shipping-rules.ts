import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import { shippingRuleFaults, type SaveRulesOptions } from "../../modules/dispatch/shipping-rules"
import type { ShippingRule } from "../../modules/dispatch/types"
import { readCountry } from "../intake/rules/address"
import { shopNames } from "../order/queries/names"

/**
 * Puts a new version of the rules who ships what in force, for what is planned from then on.
 *
 * @returns its number
 * @throws Problem 409 `version_conflict`, 422 `wrong_rules` naming every fault
 */
export const saveShippingRules = async (
  container: MedusaContainer,
  rules: readonly ShippingRule[],
  options: SaveRulesOptions
): Promise<number> => {
  const dispatch: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const [suppliers, shops] = await Promise.all([dispatch.suppliers.list(), shopNames(container)])
  const named = rules.flatMap(({ when }) => when.countries ?? [])
  const fields = shippingRuleFaults(rules, {
    supplierIds: suppliers.map(({ id }) => id),
    shopIds: [...shops.keys()],
    countries: new Set(named.filter((country) => readCountry(country) === country)),
  })
  if (fields.length > 0) {
    throw new Problem(422, "wrong_rules", "These rules cannot be followed.", { fields })
  }
  return unitOfWork(container, (transaction) => dispatch.rules.save(transaction, rules, options))
}
