import type { MedusaContainer } from "@medusajs/framework/types"
import { problemOf } from "../../../lib/problem"
import { unitOfWork } from "../../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { BulkJobHead } from "../../../modules/crm_order/bulk-jobs"
import type { OrderStatus } from "../../../modules/crm_order/order-status"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { MAIL_MODULE } from "../../../modules/mail"
import { mailKindOf } from "../../../modules/mail/kinds"
import type MailModuleService from "../../../modules/mail/service"
import { SHOP_MODULE } from "../../../modules/shop"
import type ShopModuleService from "../../../modules/shop/service"
import { moveByHand } from "../move-by-hand"
import { canBeUndone, UNDO_SECONDS } from "./bulk-rules"
import { traceOfMove } from "./move-outcome"

const CHUNK = 50

/** More than a move takes: a letter that waits for the end of its job must not go out before it. */
const MOVE_MS = 200

/** Undoes a move that another process has made for the same job. */
class AlreadyMoved extends Error {}

/** How long a job's moves can be undone: as long as the longest hold of their letters, but at least a minute. */
const undoSeconds = async (container: MedusaContainer, to: OrderStatus): Promise<number> => {
  const { rules }: MailModuleService = container.resolve(MAIL_MODULE)
  const shops: ShopModuleService = container.resolve(SHOP_MODULE)
  const kind = mailKindOf(to)
  if (!kind) {
    return UNDO_SECONDS
  }
  const held = await Promise.all(
    (await shops.listShopViews()).map(async ({ id }) => (await rules.ruleOf(id, kind)).hold_seconds)
  )
  return Math.max(UNDO_SECONDS, ...held)
}

const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1_000)

/** All letters of the job go out together, when it can no longer be undone. */
const finish = async (
  container: MedusaContainer,
  { id, status }: BulkJobHead,
  seconds: number
): Promise<void> => {
  const { bulkJobs }: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  await unitOfWork(container, async (transaction) => {
    const until = inSeconds(seconds)
    if (await bulkJobs.finish(id, canBeUndone(status) ? until : null, transaction)) {
      await messages.postponeMany(transaction, await bulkJobs.lettersOf(transaction, id), until)
    }
  })
}

/**
 * Works through a job that gives many orders a status. Each order's move and its result commit together,
 * so a job that is killed goes on where it stopped and moves no order twice, even if two processes work
 * on it. Letters are held until the job is over and can no longer be undone.
 */
export const moveMany = async (container: MedusaContainer, job: BulkJobHead): Promise<void> => {
  const { bulkJobs }: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const seconds = await undoSeconds(container, job.status)
  for (;;) {
    const items = await bulkJobs.listOpen(job.id, CHUNK)
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
            cause: job.id,
            letters_not_before: inSeconds(seconds + ((job.total - position) * MOVE_MS) / 1_000),
          },
          async (transaction, moved) => {
            const trace = await traceOfMove(container, transaction, moved)
            const result = { ok: true, status: moved.to, error: null, trace }
            if (!(await bulkJobs.record(transaction, job.id, position, result))) {
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
        const result = { ok: false, status: null, error: problem.message }
        await unitOfWork(container, (transaction) =>
          bulkJobs.record(transaction, job.id, position, result)
        )
      }
    }
  }
  await finish(container, job, seconds)
}
