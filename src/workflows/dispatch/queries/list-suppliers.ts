import type { MedusaContainer } from "@medusajs/framework/types"
import { CARD_VAULT_MODULE } from "../../../modules/card_vault"
import type CardVaultModuleService from "../../../modules/card_vault/service"
import { DISPATCH_MODULE } from "../../../modules/dispatch"
import type DispatchModuleService from "../../../modules/dispatch/service"
import { SUPPLIERS } from "../../../providers/fulfillment/registry"

/**
 * Every kind of supplier there is and every supplier that is entered: settings, what lies with it, how
 * it is. Of secrets only the names.
 *
 * @param siteUrl where this installation is reached: what suppliers call back
 */
export const listSuppliers = async (container: MedusaContainer, siteUrl: string) => {
  const { suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const [rows, figures, secretNames] = await Promise.all([
    suppliers.list(),
    suppliers.figures(),
    vault.secretNames(),
  ])
  return {
    providers: Object.values(SUPPLIERS).map(({ name, title, capabilities, fields }) => ({
      name,
      title,
      capabilities,
      fields,
    })),
    suppliers: rows.map((row) => {
      const kind = SUPPLIERS[row.provider]
      const secrets = secretNames.get(row.id) ?? []
      const needed = (kind?.fields ?? []).filter(
        ({ kind: isA, required }) => isA === "secret" && required
      )
      return {
        ...row,
        parcels: figures.get(row.id) ?? null,
        secrets_set: secrets,
        missing_secrets: needed.map(({ name }) => name).filter((name) => !secrets.includes(name)),
        capabilities: kind?.capabilities ?? null,
        callback_url: kind?.readCallback ? `${siteUrl}/hooks/shipping/${row.id}` : null,
      }
    }),
  }
}

/** One supplier as the list has it, after a change. */
export const readSupplier = async (container: MedusaContainer, siteUrl: string, id: string) => {
  const { suppliers } = await listSuppliers(container, siteUrl)
  return suppliers.find((supplier) => supplier.id === id)
}
