import type { MedusaContainer } from "@medusajs/framework/types"
import { readEnvironment } from "../../lib/environment"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import { raiseOnOrder } from "../attention/order-attention"

/** Parcels that are looked at in one run; the longest silent first. */
const AT_ONCE = 500

/**
 * Puts parcels of which nothing has been heard for DISPATCH_SILENCE_DAYS before a person: maybe they are
 * lost. Who answers "wait" is asked again after as many days.
 *
 * @returns how many
 */
export const findSilentParcels = async (container: MedusaContainer): Promise<number> => {
  const { tracking, shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const days = readEnvironment().DISPATCH_SILENCE_DAYS
  const silent = await tracking.listSilent(days, AT_ONCE)
  for (const { id, number, crm_order_id, tracking_number, since } of silent) {
    await unitOfWork(container, async (transaction) => {
      const order = await orders.lockState(transaction, crm_order_id)
      const { state } = await shipments.lock(transaction, id)
      await tracking.noteSilence(transaction, id)
      if (state !== "shipped" || order.archived_at) {
        return
      }
      const about = { crm_order_id, actor: { type: "system", id: null } as const, cause: null }
      await raiseOnOrder(container, transaction, about, [
        {
          kind: "parcel_maybe_lost",
          data: {
            shipment_id: id,
            number,
            tracking_number: tracking_number ?? number,
            days: Math.floor((Date.now() - since.getTime()) / 86_400_000),
          },
        },
      ])
    })
  }
  return silent.length
}
