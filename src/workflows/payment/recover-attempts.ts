import type { MedusaContainer } from "@medusajs/framework/types"
import { enqueue } from "../../lib/enqueue"
import { unitOfWork } from "../../lib/unit-of-work"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import { STUCK_AFTER_SECONDS } from "../../modules/payment_cascade/schedules"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import type { AttemptRow } from "../../modules/payment_cascade/types"
import { SEND_ATTEMPT_TASK } from "./start-charge"

const BATCH = 500

const jobOf = ({ id, kind, state }: AttemptRow): { task: string; key: string } => {
  if (state !== "created" && state !== "sending") {
    return { task: "check-attempt", key: `check:${id}` }
  }
  return kind === "refund"
    ? { task: "send-refund", key: `send:${id}` }
    : { task: SEND_ATTEMPT_TASK, key: `send:${id}` }
}

/**
 * The safety net below the queue: attempts that should have gone on by now and have no job that would
 * see to it get one. A job with the same key that still waits is replaced, so nothing is done twice.
 *
 * @returns how many
 */
export const recoverAttempts = async (container: MedusaContainer): Promise<number> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const before = new Date(Date.now() - STUCK_AFTER_SECONDS * 1000)
  const forgotten = await attempts.listForgotten({ stuck: before, due: before }, BATCH)
  await unitOfWork(container, async (transaction) => {
    for (const attempt of forgotten) {
      const { task, key } = jobOf(attempt)
      await enqueue(transaction, task, { attempt_id: attempt.id }, { key })
    }
  })
  return forgotten.length
}
