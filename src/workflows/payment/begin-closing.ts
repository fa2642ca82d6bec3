import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { isFinal, type AttemptRow, type Closing } from "../../modules/payment_cascade/types"

/**
 * Notes that a payment is about to be closed at its processor. Whoever then tells first that it is over,
 * the processor's answer or its callback, and also when we have crashed in between: it is known why.
 *
 * @returns the attempt as it is now, as it was when it has its result already
 * @throws Problem 404
 */
export const beginClosing = (
  container: MedusaContainer,
  { id, crm_order_id }: Pick<AttemptRow, "id" | "crm_order_id">,
  closing: Closing
): Promise<AttemptRow> =>
  unitOfWork(container, async (transaction) => {
    const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    await orders.lockState(transaction, crm_order_id)
    const attempt = await attempts.lock(transaction, id)
    return isFinal(attempt) ? attempt : attempts.update(transaction, id, { closing })
  })
