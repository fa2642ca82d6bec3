import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import { settleTracking } from "./record-tracking"

export type RemoveTrackingNumberInput = {
  order_id: string
  tracking_id: string
  reason: string | null
  actor: EventActor
  cause: string | null
}

/**
 * Takes a number out of use: it was another parcel's, or another has taken its place. It is kept with
 * the reason; the parcel stays what it is. One that is removed already stays as it is.
 *
 * @throws Problem 404
 */
export const removeTrackingNumber = (
  container: MedusaContainer,
  { order_id, tracking_id, reason, actor, cause }: RemoveTrackingNumberInput
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const { tracking }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
    await orders.lockState(transaction, order_id)
    const row = await tracking.read(order_id, tracking_id, transaction)
    if (!(await tracking.remove(transaction, tracking_id, reason))) {
      return
    }
    await orders.appendEvents(transaction, [
      {
        crm_order_id: order_id,
        kind: "tracking.number_removed",
        actor,
        cause,
        data: {
          shipment_id: row.shipment_id,
          tracking_id,
          tracking_number: row.number,
          carrier: row.carrier,
        },
        personal: reason ? { note: reason } : undefined,
      },
    ])
    // What the number's carrier has reported is no trouble of this order any more.
    await settleTracking(
      container,
      transaction,
      { order_id, actor, cause },
      { tracking_id, tags: [] }
    )
  })
