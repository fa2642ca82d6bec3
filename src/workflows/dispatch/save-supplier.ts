import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem, type FieldFault } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { NewSupplier, SupplierChange } from "../../modules/dispatch/suppliers"
import type { StaffActor } from "../../modules/staff/types"
import { supplierOf } from "../../providers/fulfillment/registry"
import type { Supplier } from "../../providers/fulfillment/supplier"
import { queueHandOver } from "./queue-jobs"

type Secrets = Readonly<Record<string, string>>
type SettingValues = Readonly<Record<string, unknown>>

/** Who does it; null is the installation itself. */
type By = StaffActor | null

/** Settings that say where keys and customers' addresses are sent, by whatever kind of supplier. */
const DESTINATIONS = ["base_url", "host", "port", "user", "host_key", "to", "account_id"] as const

const isMoved = (before: SettingValues, after: SettingValues): boolean =>
  DESTINATIONS.some((name) => (before[name] ?? "") !== (after[name] ?? ""))

/** Whoever chooses where customers' addresses go receives them: an address is as good as a secret. */
const refuseUnlessAdministrator = (by: By, secrets: Secrets, moved: boolean): void => {
  if (by && by.role !== "administrator" && (moved || Object.keys(secrets).length > 0)) {
    throw new Problem(
      403,
      "forbidden",
      "Only an administrator may set a supplier's secrets or the address that parcels are sent to."
    )
  }
}

const refuseFaults = (
  { fields, checkSettings }: Supplier,
  settings: SettingValues | undefined,
  secrets: Secrets
): void => {
  const secretNames = fields.filter(({ kind }) => kind === "secret").map(({ name }) => name)
  const faults: FieldFault[] = [
    ...Object.entries(settings ? checkSettings(settings) : {}).map(([name, message]) => ({
      path: `settings.${name}`,
      message,
    })),
    ...Object.keys(secrets)
      .filter((name) => !secretNames.includes(name))
      .map((name) => ({ path: `secrets.${name}`, message: "There is no such secret." })),
  ]
  if (faults.length > 0) {
    throw new Problem(422, "wrong_supplier", "The supplier cannot be like this.", {
      fields: faults,
    })
  }
}

/**
 * Enters a supplier; its secrets are sealed in the same transaction.
 *
 * @returns the supplier's id
 * @throws Problem 403 for a manager who gives secrets or an address, 404 `not_found` for an unknown
 * kind, 409 `name_taken`, 422 `wrong_supplier` naming every fault
 */
export const createSupplier = async (
  container: MedusaContainer,
  supplier: NewSupplier,
  secrets: Secrets,
  by: By
): Promise<string> => {
  refuseUnlessAdministrator(by, secrets, isMoved({}, supplier.settings))
  refuseFaults(supplierOf(supplier.provider), supplier.settings, secrets)
  const { suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  return unitOfWork(container, async (transaction) => {
    const id = await suppliers.create(transaction, supplier)
    await vault.sealSecrets(transaction, id, secrets)
    return id
  })
}

/**
 * Changes what is given of a supplier; secrets that are not given stay as they are. What waits for it
 * is tried at once.
 *
 * @throws Problem 403, 404, 409 `name_taken`, 422 `wrong_supplier` as when it is entered
 */
export const changeSupplier = async (
  container: MedusaContainer,
  id: string,
  change: SupplierChange,
  secrets: Secrets,
  by: By
): Promise<void> => {
  const { suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const row = await suppliers.read(id)
  const moved = change.settings !== undefined && isMoved(row.settings, change.settings)
  refuseUnlessAdministrator(by, secrets, moved)
  const kind = supplierOf(row.provider)
  refuseFaults(kind, change.settings, secrets)
  await unitOfWork(container, async (transaction) => {
    await suppliers.update(transaction, id, change)
    await vault.sealSecrets(transaction, id, secrets)
    if ((change.active ?? row.active) && !kind.capabilities.by_hand) {
      await queueHandOver(transaction, id)
    }
  })
}
