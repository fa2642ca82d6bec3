import type { MedusaContainer } from "@medusajs/framework/types"
import type { Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { queueLetterOfLink } from "../mail/letter-of-link"
import { approveByHandWithin } from "../payment/record-by-hand"
import { startCharge } from "../payment/start-charge"
import type { PreparedOrder } from "./crm-order-rows"

/**
 * How an order that staff have written is paid, in its own transaction: what was paid elsewhere is
 * recorded with the reason, and approves it; else a payment page is made at a processor, and the
 * customer gets its address by mail. Does nothing for an order of a shop.
 */
export const payByHand = async (
  container: MedusaContainer,
  transaction: Transaction,
  { id, cause, by_hand }: PreparedOrder,
  { canCharge }: { canCharge: boolean }
): Promise<void> => {
  if (!by_hand) {
    return
  }
  const { actor, paid_outside } = by_hand
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  if (paid_outside) {
    const order = await orders.lockState(transaction, id)
    const { reason } = paid_outside
    await approveByHandWithin(container, transaction, order, {
      ...{ actor, cause, reason },
      feePercent: null,
    })
    return
  }
  if (canCharge) {
    const attempt = await startCharge(container, transaction, {
      order_id: id,
      ...{ way: "link", actor, cause },
    })
    if (attempt) {
      const order = await orders.lockState(transaction, id)
      await queueLetterOfLink(container, transaction, order, attempt, actor)
    }
  }
}
