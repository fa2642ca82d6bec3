import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem, problemOf } from "../../../lib/problem"
import { unitOfWork, type Transaction } from "../../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../../modules/attention"
import type AttentionModuleService from "../../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type { BulkJobHead, MoveTrace } from "../../../modules/crm_order/bulk-jobs"
import type { EventActor, NewOrderEvent } from "../../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { OrderStateRow } from "../../../modules/crm_order/service"
import { MAIL_MODULE } from "../../../modules/mail"
import type MailModuleService from "../../../modules/mail/service"
import { PAYMENT_CASCADE_MODULE } from "../../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../../modules/payment_cascade/service"
import { undoCapture } from "../../payment/record-facts"
import { hasGoneOn, isMoneyOurs, isNotOut, isToBeStopped, UNDO_SECONDS } from "./bulk-rules"

const CHUNK = 50

type Undoing = {
  container: MedusaContainer
  transaction: Transaction
  order: OrderStateRow
  trace: MoveTrace
  about: { crm_order_id: string; actor: EventActor; cause: string }
}

/** @throws Problem 409 that says why the order stays as it is */
const refuse = async ({ container, transaction, order, trace }: Undoing): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  if (!isMoneyOurs(trace.money)) {
    throw new Problem(409, "told_outside", "Its money has been moved outside: that is not undone.")
  }
  if (hasGoneOn(await orders.kindsSince(transaction, order.id, trace.last_event_id))) {
    throw new Problem(409, "gone_on", "Something else has happened to this order since.")
  }
  const letters = await messages.lockMany(transaction, trace.letters)
  if (!letters.every(isNotOut)) {
    throw new Problem(409, "told_customer", "The customer has been told already.")
  }
}

/** The letters of the move are stopped, and those that it had stopped are true again. */
const undoLetters = async ({
  container,
  transaction,
  trace,
  about,
}: Undoing): Promise<NewOrderEvent[]> => {
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  const letters = await messages.lockMany(transaction, [...trace.letters, ...trace.stopped])
  const own = letters.filter((letter) => trace.letters.includes(letter.id) && isToBeStopped(letter))
  const stopped = letters.filter(
    ({ id, reason }) => trace.stopped.includes(id) && reason === "undone"
  )
  const until = new Date(Date.now() + UNDO_SECONDS * 1_000)
  await messages.cancelMany(
    transaction,
    own.map(({ id }) => id)
  )
  await messages.requeueMany(
    transaction,
    stopped.map(({ id }) => id),
    until
  )
  return [
    ...own.map(({ id, kind }) => ({
      ...about,
      kind: "mail.cancelled" as const,
      data: { message_id: id, letter: kind, reason: "undone" },
    })),
    ...stopped.map(({ id, kind, language }) => ({
      ...about,
      kind: "mail.queued" as const,
      data: { message_id: id, letter: kind, language, hold_until: until.toISOString() },
    })),
  ]
}

const undoMoney = async ({
  container,
  transaction,
  order,
  trace,
  about,
}: Undoing): Promise<void> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  if (trace.attempt_id) {
    const attempt = await attempts.lock(transaction, trace.attempt_id)
    await undoCapture(container, transaction, { order, attempt, ...about })
  }
}

const undoSettled = async ({
  container,
  transaction,
  order,
  trace,
  about,
}: Undoing): Promise<NewOrderEvent[]> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const opened = await attention.reopen(transaction, trace.settled)
  await orders.changeOpenAttention(transaction, order.id, opened.length)
  return opened.map(({ kind, data }) => ({
    ...about,
    kind: "attention.raised" as const,
    data: { kind, ...data },
  }))
}

const undoStatus = async ({
  container,
  transaction,
  order,
  trace,
  about,
}: Undoing): Promise<NewOrderEvent[]> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { before } = trace
  await orders.restoreStatus(transaction, order.id, before)
  const events: NewOrderEvent[] = [
    {
      ...about,
      kind: "order.status_changed",
      data: { from: order.status, to: before.status, undone: true },
    },
  ]
  if (before.call_center_status && before.call_center_status !== order.call_center_status) {
    events.push({
      ...about,
      kind: "order.call_center_status_changed",
      data: { from: order.call_center_status, to: before.call_center_status },
    })
  }
  return events
}

/** Takes one move of a job back: status, letters, books and what it had settled, in one transaction. */
const undoOne = (
  container: MedusaContainer,
  { id: cause, actor_id, undoes }: BulkJobHead,
  { position, crm_order_id }: { position: number; crm_order_id: string }
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const { bulkJobs } = orders
    const order = await orders.lockState(transaction, crm_order_id)
    // Another process that works on the same job may have been here while the order was waited for.
    if (!(await bulkJobs.stillOpen(transaction, cause, [position])).has(position)) {
      return
    }
    const trace = await bulkJobs.traceOf(transaction, undoes ?? "", crm_order_id)
    if (!trace) {
      throw new Problem(409, "not_moved", "That job has not moved this order.")
    }
    const actor: EventActor = { type: "staff", id: actor_id }
    const about = { crm_order_id, actor, cause }
    const undoing: Undoing = { container, transaction, order, trace, about }
    await refuse(undoing)
    const events = await undoStatus(undoing)
    await orders.appendEvents(transaction, events)
    await undoMoney(undoing)
    await orders.appendEvents(transaction, [
      ...(await undoLetters(undoing)),
      ...(await undoSettled(undoing)),
    ])
    const result = { ok: true, status: trace.before.status, error: null }
    await bulkJobs.record(transaction, cause, position, result)
  })

/**
 * Works through a job that takes back what another one has done. An order to which something else has
 * happened since, or whose customer has been told, stays as it is and says so. Bears being killed and
 * run again, as every job does.
 */
export const undoMany = async (container: MedusaContainer, job: BulkJobHead): Promise<void> => {
  const { bulkJobs }: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  for (;;) {
    const items = await bulkJobs.listOpen(job.id, CHUNK)
    if (items.length === 0) {
      break
    }
    for (const item of items) {
      try {
        await undoOne(container, job, item)
      } catch (error) {
        const problem = problemOf(error)
        if (!problem) {
          throw error
        }
        const result = { ok: false, status: null, error: problem.message }
        await unitOfWork(container, (transaction) =>
          bulkJobs.record(transaction, job.id, item.position, result)
        )
      }
    }
  }
  await unitOfWork(container, async (transaction) => {
    if (await bulkJobs.finish(job.id, null, transaction)) {
      // What stays moved is told now: its letters had waited for this job.
      const letters = await bulkJobs.lettersOf(transaction, job.undoes ?? "")
      await messages.postponeMany(transaction, letters, new Date())
    }
  })
}
