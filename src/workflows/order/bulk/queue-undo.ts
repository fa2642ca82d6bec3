import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue } from "../../../lib/enqueue"
import { newEntityId } from "../../../lib/entity-id"
import { Problem } from "../../../lib/problem"
import { unitOfWork } from "../../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { BulkJobHead } from "../../../modules/crm_order/bulk-jobs"
import type { EventActor } from "../../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { MAIL_MODULE } from "../../../modules/mail"
import type MailModuleService from "../../../modules/mail/service"
import { RUN_BULK_JOB_TASK } from "../steps/queue-bulk-job"
import { canBeUndone } from "./bulk-rules"

/** Longer than undoing takes: no letter goes out while its move is being taken back. */
const HOLD_MS = 60 * 60 * 1_000

type Standing = Pick<BulkJobHead, "kind" | "status" | "finished_at" | "undo_until"> & {
  moved: number
  undone_by: string | null
}

type UndoRefusal = { code: string; sentence: string }

const CHECKS: readonly { refuses: (job: Standing, now: Date) => UndoRefusal | null }[] = [
  {
    refuses: ({ kind, status }) =>
      kind !== "status" || !canBeUndone(status)
        ? {
            code: "not_undoable",
            sentence: "Somebody outside has been told of this: it cannot be undone by a click.",
          }
        : null,
  },
  {
    refuses: ({ undone_by }) =>
      undone_by !== null
        ? { code: "already_undone", sentence: "This has been undone already." }
        : null,
  },
  {
    refuses: ({ finished_at }) =>
      finished_at === null
        ? { code: "still_running", sentence: "The orders are still being moved: wait for the end." }
        : null,
  },
  {
    refuses: ({ moved }) =>
      moved === 0 ? { code: "nothing_moved", sentence: "No order was moved." } : null,
  },
  {
    refuses: ({ undo_until }, now) =>
      undo_until === null || undo_until <= now
        ? { code: "too_late", sentence: "It is too late: the customers are being told." }
        : null,
  },
]

/** Why a job cannot be undone (any more, or yet); null when it can. */
export const refuseUndo = (job: Standing, now: Date): UndoRefusal | null => {
  for (const { refuses } of CHECKS) {
    const refusal = refuses(job, now)
    if (refusal) {
      return refusal
    }
  }
  return null
}

/**
 * Queues the undoing of a job, as a job of its own that tells how far it is. From now on none of the
 * letters goes out before the undoing is over.
 *
 * @throws Problem 404; 409 with the code of the rule that refuses
 */
export const queueUndo = (
  container: MedusaContainer,
  jobId: string,
  actor: EventActor
): Promise<{ job_id: string; total: number }> =>
  unitOfWork(container, async (transaction) => {
    const { bulkJobs }: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
    const job = await bulkJobs.lockHead(transaction, jobId)
    const ids = await bulkJobs.listMoved(transaction, jobId)
    const now = new Date()
    const refusal = refuseUndo({ ...job, moved: ids.length }, now)
    if (refusal) {
      throw new Problem(409, refusal.code, refusal.sentence)
    }
    const id = newEntityId("bulk")
    const { status, reason } = job
    await bulkJobs.insert(transaction, {
      id,
      actor,
      status,
      reason,
      ids,
      kind: "undo",
      undoes: jobId,
    })
    const letters = await bulkJobs.lettersOf(transaction, jobId)
    await messages.postponeMany(transaction, letters, new Date(now.getTime() + HOLD_MS))
    await enqueue(transaction, RUN_BULK_JOB_TASK, { job_id: id })
    return { job_id: id, total: ids.length }
  })
