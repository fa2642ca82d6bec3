import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue } from "../../lib/enqueue"
import { unitOfWork } from "../../lib/unit-of-work"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type { CallbackSummary } from "../../modules/payment_cascade/callbacks"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { APPLY_CALLBACK_TASK } from "./apply-callback"

/**
 * Has a callback applied once more, whatever became of it before. Applying asks the processor, so a
 * callback that was applied already changes nothing.
 *
 * @throws Problem 404
 */
export const replayCallback = (container: MedusaContainer, id: string): Promise<CallbackSummary> =>
  unitOfWork(container, async (transaction) => {
    const payments: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
    const callback = await payments.callbacks.reopen(transaction, id)
    await enqueue(transaction, APPLY_CALLBACK_TASK, { callback_id: id }, { key: `callback:${id}` })
    return callback
  })
