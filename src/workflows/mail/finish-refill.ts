import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor, NewOrderEvent } from "../../modules/crm_order/order-events"
import { FARTHEST_CALL_DAYS } from "../../modules/crm_order/calls/call-rules"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderScope } from "../../modules/crm_order/types"
import { MAIL_MODULE } from "../../modules/mail"
import type { RefillRow, RefillState } from "../../modules/mail/refills"
import type MailModuleService from "../../modules/mail/service"
import { resolveOnOrder } from "../attention/order-attention"

export type FinishRefillInput = {
  order_id: string
  /** `moved`: the customer wants to be asked on another day. */
  state: "called" | "cancelled" | "moved"
  /** Of `moved`: that day. */
  due_at?: Date | null
  scope: OrderScope
  note: string | null
  actor: EventActor
  cause: string | null
}

const DAY_MS = 24 * 60 * 60 * 1000

/** From where a person may end a reminder; a customer can be called before his day. */
const OPEN: readonly RefillState[] = ["waiting", "call_due"]

const refusalOf = ({ state, via }: RefillRow, wanted: FinishRefillInput["state"]) =>
  !OPEN.includes(state)
    ? new Problem(409, "refill_finished", "This reminder is done with already.")
    : wanted !== "cancelled" && via === "email"
      ? new Problem(409, "not_a_call", "This customer wants to be reminded by letter.")
      : null

/** @throws Problem 422 `day_needed` */
const dayOf = (dueAt: Date | null | undefined): Date => {
  const now = Date.now()
  if (!dueAt || dueAt.getTime() <= now) {
    throw dayNeeded("Say on which day the customer is to be called again.")
  }
  if (dueAt.getTime() > now + FARTHEST_CALL_DAYS * DAY_MS) {
    throw dayNeeded("A call can be planned for a year ahead at most.")
  }
  return dueAt
}

const dayNeeded = (sentence: string): Problem =>
  new Problem(422, "day_needed", sentence, { fields: [{ path: "due_at", message: sentence }] })

/**
 * Notes what came of the call about a customer's next order: called, to be called on another day, or
 * not wanted. His call leaves the queue.
 *
 * @throws Problem 404 when the order has no reminder; 409 `refill_finished`, `not_a_call`;
 * 422 `day_needed`
 */
export const finishRefill = (
  container: MedusaContainer,
  { order_id, state, due_at, scope, note, actor, cause }: FinishRefillInput
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const { refills }: MailModuleService = container.resolve(MAIL_MODULE)
    await orders.readState(order_id, scope, transaction)
    await orders.lockState(transaction, order_id)
    const refill = await refills.lock(transaction, order_id)
    const refusal = refusalOf(refill, state)
    if (refusal) {
      throw refusal
    }
    const about = { crm_order_id: order_id, actor, cause }
    if (state === "moved") {
      await postpone(container, transaction, about, refill, { due_at: dayOf(due_at), note })
    } else {
      await finish(container, transaction, about, refill, { state, note })
    }
    await resolveOnOrder(container, transaction, about, ["refill_call"])
  })

/**
 * A person has settled the entry that asked for the call: the call is made. Belongs to the transaction
 * that settles the entry; the order must be held.
 */
export const finishRefillCall = async (
  container: MedusaContainer,
  transaction: Transaction,
  about: Pick<NewOrderEvent, "crm_order_id" | "actor" | "cause">,
  note: string | null
): Promise<void> => {
  const { refills }: MailModuleService = container.resolve(MAIL_MODULE)
  const refill = await refills.lock(transaction, about.crm_order_id)
  if (refill.state === "call_due") {
    await finish(container, transaction, about, refill, { state: "called", note })
  }
}

const postpone = async (
  container: MedusaContainer,
  transaction: Transaction,
  about: Pick<NewOrderEvent, "crm_order_id" | "actor" | "cause">,
  { via }: RefillRow,
  { due_at, note }: { due_at: Date; note: string | null }
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { refills }: MailModuleService = container.resolve(MAIL_MODULE)
  await refills.postpone(transaction, about.crm_order_id, { due_at, note })
  await orders.calls.closeRefill(transaction, about.crm_order_id)
  await orders.appendEvents(transaction, [
    {
      ...about,
      kind: "refill.moved",
      data: { via, due_at },
      personal: note ? { note } : undefined,
    },
  ])
}

const finish = async (
  container: MedusaContainer,
  transaction: Transaction,
  about: Pick<NewOrderEvent, "crm_order_id" | "actor" | "cause">,
  { via }: RefillRow,
  { state, note }: { state: "called" | "cancelled"; note: string | null }
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { refills }: MailModuleService = container.resolve(MAIL_MODULE)
  await refills.finish(transaction, about.crm_order_id, { state, note, by: about.actor.id })
  await orders.calls.closeRefill(transaction, about.crm_order_id)
  await orders.appendEvents(transaction, [
    {
      ...about,
      kind: "refill.finished",
      data: { via, result: state },
      personal: note ? { note } : undefined,
    },
  ])
}
