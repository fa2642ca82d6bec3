import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue } from "../../lib/enqueue"
import { unitOfWork } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { resolveOnOrder } from "../attention/order-attention"
import { APPLY_CALLBACK_TASK } from "./apply-callback"

export type ReplayCallbackInput = { id: string; actor: EventActor; cause: string | null }

/**
 * Has a callback applied once more, whatever became of it before. Applying asks the processor, so a
 * callback that was applied already changes nothing. The entry that asked for it is settled; it comes
 * back if the callback fails again.
 *
 * @throws Problem 404
 */
export const replayCallback = async (
  container: MedusaContainer,
  { id, actor, cause }: ReplayCallbackInput
): Promise<void> => {
  const { callbacks }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const { crm_order_id } = await callbacks.read(id)
  await unitOfWork(container, async (transaction) => {
    if (crm_order_id) {
      await orders.lockOrder(transaction, crm_order_id)
      const about = { crm_order_id, actor, cause }
      await resolveOnOrder(container, transaction, about, ["callback_failed"])
    }
    await attention.resolveFor(transaction, { type: "callback", id }, actor.id)
    await callbacks.reopen(transaction, id)
    const payload = { callback_id: id }
    await enqueue(transaction, APPLY_CALLBACK_TASK, payload, { key: `callback:${id}` })
  })
}
