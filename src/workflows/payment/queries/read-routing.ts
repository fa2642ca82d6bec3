import type { MedusaContainer } from "@medusajs/framework/types"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import type { PolicyKind, PolicyVersion } from "../../../modules/payment_cascade/policies"
import { OUTSIDE_ACCOUNT_ID } from "../../../modules/payment_cascade/processor-accounts"
import { emptyRouting } from "../../../modules/payment_cascade/routing-rules"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import { staffNames } from "../../order/queries/names"

const presentVersion = (
  { version, note, created_by, created_at }: PolicyVersion,
  people: ReadonlyMap<string, string>
) => ({ version, note, by: people.get(created_by ?? "") ?? null, at: created_at })

/** Every version of a policy with who saved it, the newest first. */
export const listVersions = async (container: MedusaContainer, kind: PolicyKind) => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const versions = await cascade.policies.history(kind)
  const people = await staffNames(
    container,
    versions.flatMap(({ created_by }) => created_by ?? [])
  )
  return versions.map((version) => presentVersion(version, people))
}

/** The routing rules in force, what they may name, and every version; version 0 when there is none. */
export const readRouting = async (container: MedusaContainer) => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const [newest, history, accounts] = await Promise.all([
    cascade.policies.readNewest("routing"),
    listVersions(container, "routing"),
    cascade.accounts.list(),
  ])
  return {
    version: newest?.version ?? 0,
    rules: newest?.body ?? emptyRouting(),
    history,
    accounts: accounts
      .filter(({ id }) => id !== OUTSIDE_ACCOUNT_ID)
      .map(({ id, name, processor, methods, active }) => ({
        id,
        name,
        processor,
        methods,
        active,
      })),
  }
}

/** One version of the routing rules as it was saved. @throws Problem 404 */
export const readRoutingVersion = async (container: MedusaContainer, version: number) => {
  const cascade: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const policy = await cascade.policies.readVersion("routing", version)
  const people = await staffNames(container, policy.created_by ? [policy.created_by] : [])
  return { ...presentVersion(policy, people), rules: policy.body }
}
