import type { MedusaContainer } from "@medusajs/framework/types"
import { readEnvironment } from "../lib/environment"
import { unitOfWork } from "../lib/unit-of-work"
import { CARD_VAULT_MODULE } from "../modules/card_vault"
import type CardVaultModuleService from "../modules/card_vault/service"
import { CRM_ORDER_MODULE } from "../modules/crm_order"
import type CrmOrderModuleService from "../modules/crm_order/service"

const BATCH = 500
const DAY_MS = 24 * 60 * 60 * 1_000

/**
 * Destroys card and account numbers that have served their time: so many days after their order got
 * its last status (decisions, section 3). The stream tells it.
 */
export const forgetCards = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const moment = new Date(Date.now() - readEnvironment().CARD_RETENTION_DAYS * DAY_MS)
  let after = ""
  for (;;) {
    const sealed = await vault.listSealedBefore(moment, after, BATCH)
    if (sealed.length === 0) {
      return
    }
    after = sealed[sealed.length - 1].id
    const changes = await orders.lastStatusChanges(sealed.map(({ crm_order_id }) => crm_order_id))
    const over = sealed.filter(({ crm_order_id }) => {
      const changed = changes.get(crm_order_id)
      return !changed || changed < moment
    })
    await unitOfWork(container, async (transaction) => {
      const destroyed = await vault.destroyNumbers(
        transaction,
        over.map(({ id }) => id)
      )
      await orders.appendEvents(
        transaction,
        destroyed.map(({ crm_order_id, kind }) => ({
          crm_order_id,
          kind: `${kind}.destroyed` as const,
          actor: { type: "system" as const, id: null },
          cause: "forget-cards",
          data: {},
        }))
      )
    })
  }
}
