import type { MedusaContainer } from "@medusajs/framework/types"
import { DISPATCH_MODULE } from "../../../modules/dispatch"
import type DispatchModuleService from "../../../modules/dispatch/service"
import type { ShippingRulesVersion } from "../../../modules/dispatch/shipping-rules"
import { staffNames } from "../../order/queries/names"

const presentVersion = (
  { version, note, created_by, created_at }: ShippingRulesVersion,
  people: ReadonlyMap<string, string>
) => ({ version, note, by: people.get(created_by ?? "") ?? null, at: created_at })

/** The rules in force, what they may name, and every version; version 0 when there is none. */
export const readShippingRules = async (container: MedusaContainer) => {
  const { rules, suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const [current, history, all] = await Promise.all([
    rules.current(),
    rules.history(),
    suppliers.list(),
  ])
  const people = await staffNames(
    container,
    history.flatMap(({ created_by }) => created_by ?? [])
  )
  return {
    ...current,
    history: history.map((version) => presentVersion(version, people)),
    suppliers: all.map(({ id, name, provider, active }) => ({ id, name, provider, active })),
  }
}

/** One version of the rules as it was saved. @throws Problem 404 */
export const readShippingRulesVersion = async (container: MedusaContainer, version: number) => {
  const dispatch: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const stored = await dispatch.rules.readVersion(version)
  const people = await staffNames(container, stored.created_by ? [stored.created_by] : [])
  return { ...presentVersion(stored, people), rules: stored.rules }
}
