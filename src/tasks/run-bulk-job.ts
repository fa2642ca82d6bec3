import { z } from "@medusajs/framework/zod"
import type { MedusaContainer } from "@medusajs/framework/types"
import { problemOf } from "../lib/problem"
import { unitOfWork } from "../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../modules/crm_order"
import type CrmOrderModuleService from "../modules/crm_order/service"
import { sendMany } from "../workflows/dispatch/send-many"
import { moveByHand } from "../workflows/order/move-by-hand"

const payloadSchema = z.strictObject({ job_id: z.string() })

const CHUNK = 50

/** Undoes a move that another process has made for the same job. */
class AlreadyMoved extends Error {}

/**
 * Works through a bulk job. Each order's move and its result commit together, so a job that is
 * killed goes on where it stopped and moves no order twice, even if two processes work on it.
 */
export const runBulkJob = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const { job_id } = payloadSchema.parse(payload)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const job = await orders.readBulkJobHead(job_id)
  if (job.kind === "dispatch") {
    return sendMany(container, job_id)
  }
  for (;;) {
    const items = await orders.listOpenBulkItems(job_id, CHUNK)
    if (items.length === 0) {
      break
    }
    for (const { position, crm_order_id } of items) {
      try {
        await moveByHand(
          container,
          {
            id: crm_order_id,
            to: job.status,
            mover: "manager",
            actor: { type: "staff", id: job.actor_id },
            scope: "all",
            reason: job.reason,
            cause: job_id,
          },
          async (transaction, { to }) => {
            const result = { ok: true, status: to, error: null }
            if (!(await orders.recordBulkResult(transaction, job_id, position, result))) {
              throw new AlreadyMoved()
            }
          }
        )
      } catch (error) {
        if (error instanceof AlreadyMoved) {
          continue
        }
        const problem = problemOf(error)
        if (!problem) {
          throw error
        }
        await unitOfWork(container, (transaction) =>
          orders.recordBulkResult(transaction, job_id, position, {
            ok: false,
            status: null,
            error: problem.message,
          })
        )
      }
    }
  }
  await orders.finishBulkJob(job_id)
}
