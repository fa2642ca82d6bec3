import type { MedusaContainer } from "@medusajs/framework/types"
import { CARD_VAULT_MODULE } from "../../modules/card_vault"
import type CardVaultModuleService from "../../modules/card_vault/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { SupplierRow } from "../../modules/dispatch/types"
import { supplierOf } from "../../providers/fulfillment/registry"
import type { Supplier, SupplierAccess } from "../../providers/fulfillment/supplier"
import { letterBoxOf } from "./letter-box"

export type OpenedSupplier = {
  row: SupplierRow
  /** With its secrets, for one call: kept nowhere. */
  access: SupplierAccess
  supplier: Supplier
}

/**
 * A supplier with its secrets opened and the kind that it is one of: what calling it takes.
 *
 * @throws Problem 404 when there is no such supplier or kind
 * @throws SecretsUnreadable when the vault has no key that opens the secrets
 */
export const openSupplier = async (
  container: MedusaContainer,
  id: string
): Promise<OpenedSupplier> => {
  const { suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const row = await suppliers.read(id)
  const supplier = supplierOf(row.provider, { letters: letterBoxOf(container) })
  const secrets = await vault.openSecrets(id)
  const { name, settings } = row
  return { row, access: { id, name, settings, secrets }, supplier }
}
