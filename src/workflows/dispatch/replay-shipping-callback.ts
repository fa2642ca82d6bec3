import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue } from "../../lib/enqueue"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import { resolveOnOrder } from "../attention/order-attention"
import { APPLY_SHIPPING_CALLBACK_TASK } from "./apply-shipping-callback"

export type ReplayShippingCallbackInput = { id: string; actor: EventActor; cause: string | null }

/**
 * Has a callback applied once more; what it says and is known already changes nothing. The entry that
 * asked for it is settled; it comes back if the callback fails again.
 *
 * @throws Problem 404; 409 `not_verified`: what nobody has signed is never applied
 */
export const replayShippingCallback = async (
  container: MedusaContainer,
  { id, actor, cause }: ReplayShippingCallbackInput
): Promise<void> => {
  const { callbacks }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const { crm_order_id } = await callbacks.read(id)
  await unitOfWork(container, async (transaction) => {
    if (crm_order_id) {
      await orders.lockOrder(transaction, crm_order_id)
      const about = { crm_order_id, actor, cause }
      await resolveOnOrder(container, transaction, about, ["shipping_callback_failed"])
    }
    await attention.resolveFor(transaction, { type: "shipping_callback", id }, actor.id)
    if (!(await callbacks.reopen(transaction, id))) {
      throw new Problem(409, "not_verified", "Nobody has signed this: it is never applied.")
    }
    const payload = { callback_id: id }
    await enqueue(transaction, APPLY_SHIPPING_CALLBACK_TASK, payload, {
      key: `shipping-callback:${id}`,
    })
  })
}
