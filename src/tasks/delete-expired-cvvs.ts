import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../lib/unit-of-work"
import { CARD_VAULT_MODULE } from "../modules/card_vault"
import type CardVaultModuleService from "../modules/card_vault/service"
import { CRM_ORDER_MODULE } from "../modules/crm_order"
import type CrmOrderModuleService from "../modules/crm_order/service"

const BATCH = 500

/** Deletes CVVs that no issuer answered in time, tells the streams, and destroys their old keys. */
export const deleteExpiredCvvs = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  let deleted: number
  do {
    deleted = await unitOfWork(container, async (transaction) => {
      const orderIds = await vault.deleteExpiredCvvs(transaction, BATCH)
      await orders.appendEvents(
        transaction,
        orderIds.map((crm_order_id) => ({
          crm_order_id,
          kind: "cvv.expired" as const,
          actor: { type: "system" as const, id: null },
          cause: "delete-expired-cvvs",
          data: {},
        }))
      )
      return orderIds.length
    })
  } while (deleted === BATCH)
  await vault.destroyOldCvvKeys(new Date())
}
