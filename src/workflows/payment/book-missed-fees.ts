import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { resolveOnOrder } from "../attention/order-attention"
import { completeBooks } from "./record-facts"

const MOST_AT_ONCE = 500

/**
 * Books fees that were left out because their currency had no exchange rate, as soon as it has one, and
 * takes the order off the list of what needs a person.
 *
 * @returns how many orders are complete now
 */
export const bookMissedFees = async (container: MedusaContainer): Promise<number> => {
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  let complete = 0
  for (const id of await attention.listOpenOrders("missing_fee_rate", MOST_AT_ONCE)) {
    await unitOfWork(container, async (transaction) => {
      const order = await orders.lockState(transaction, id)
      const missing = await completeBooks(container, transaction, order)
      if (missing.length === 0) {
        const about = {
          crm_order_id: id,
          actor: { type: "system" as const, id: null },
          cause: "refresh-exchange-rates",
        }
        await resolveOnOrder(container, transaction, about, ["missing_fee_rate"])
        complete += 1
      }
    })
  }
  return complete
}
