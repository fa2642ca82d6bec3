import type { MedusaContainer } from "@medusajs/framework/types"
import { newEntityId } from "../../lib/entity-id"
import { enqueue } from "../../lib/enqueue"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { RUN_BULK_JOB_TASK } from "../order/steps/queue-bulk-job"
import { chosenOrders, type OrderChoice } from "./chosen-orders"

/**
 * Queues the sending of many orders to their shippers, as a bulk job that tells how far it is. What is
 * chosen now is sent, whatever is approved later.
 *
 * @throws Problem 409 `nothing_to_send`
 */
export const queueDispatch = async (
  container: MedusaContainer,
  choice: OrderChoice,
  actor: EventActor
): Promise<{ job_id: string; total: number }> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const ids = await chosenOrders(container, choice)
  if (ids.length === 0) {
    throw new Problem(409, "nothing_to_send", "There is no order that waits to be sent.")
  }
  const id = newEntityId("bulk")
  await unitOfWork(container, async (transaction) => {
    await orders.bulkJobs.insert(transaction, {
      id,
      actor,
      kind: "dispatch",
      status: "packed",
      reason: null,
      ids,
    })
    await enqueue(transaction, RUN_BULK_JOB_TASK, { job_id: id })
  })
  return { job_id: id, total: ids.length }
}
