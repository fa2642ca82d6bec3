import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeManyOrderStatusesWorkflow } from "../../../../../workflows/order/workflows/change-many-order-statuses"
import { queueBulkJobWorkflow } from "../../../../../workflows/order/workflows/queue-bulk-job"
import { readBody } from "../../../../read-input"
import { askerOf } from "../asker"
import { bulkStatusBody } from "../validators"

/** As many as a person ticks; they are moved while the person waits. */
const AT_ONCE = 100

/** Moves many orders: up to 100 now with one answer each, more, a whole filter or `as_job` as a job. */
export const POST = async (request: MedusaRequest, response: MedusaResponse): Promise<void> => {
  const { ids, filter, status, reason, as_job } = readBody(bulkStatusBody, request)
  const { actor, scope, mover, cause } = askerOf(request)
  const move = { to: status, reason: reason ?? null, actor, scope }
  if (ids && ids.length <= AT_ONCE && !as_job) {
    const { result } = await changeManyOrderStatusesWorkflow(request.scope).run({
      input: { ...move, ids, mover, cause },
    })
    response.json({ results: result })
    return
  }
  const { result } = await queueBulkJobWorkflow(request.scope).run({
    input: { ...move, ids, filter },
  })
  response.status(202).json(result)
}
