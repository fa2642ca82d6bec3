import { generateEntityId } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { enqueue } from "../../../lib/enqueue"
import { Problem } from "../../../lib/problem"
import { unitOfWork } from "../../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { EventActor } from "../../../modules/crm_order/order-events"
import type { OrderStatus } from "../../../modules/crm_order/order-status"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { OrderFilter, OrderScope } from "../../../modules/crm_order/types"

export type QueueBulkJobInput = {
  /** Either the orders themselves or the filter that the person had on the screen. */
  ids?: string[]
  filter?: OrderFilter
  to: OrderStatus
  reason: string | null
  actor: EventActor
  scope: OrderScope
}

/** More at once nobody means, and nobody could take back. */
const MOST_AT_ONCE = 100_000

export const RUN_BULK_JOB_TASK = "run-bulk-job"

export const queueBulkJobStepId = "queue-bulk-job"

/**
 * Freezes the orders of a bulk move and queues the work, in one transaction: what is chosen now is
 * moved, whatever comes into the filter later.
 */
export const queueBulkJobStep = createStep(
  { name: queueBulkJobStepId, noCompensation: true },
  async (input: QueueBulkJobInput, { container }) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const ids = input.ids
      ? [...new Set(input.ids)]
      : await orders.listMatchingIds(input.filter ?? {}, input.scope, MOST_AT_ONCE + 1)
    if (ids.length > MOST_AT_ONCE) {
      throw new Problem(
        422,
        "too_many",
        `More than ${MOST_AT_ONCE.toLocaleString("en")} orders match: narrow the filter.`
      )
    }
    const id = generateEntityId(undefined, "bulk")
    await unitOfWork(container, async (transaction) => {
      await orders.bulkJobs.insert(transaction, {
        id,
        actor: input.actor,
        status: input.to,
        reason: input.reason,
        ids,
      })
      await enqueue(transaction, RUN_BULK_JOB_TASK, { job_id: id })
    })
    return new StepResponse({ job_id: id, total: ids.length })
  }
)
