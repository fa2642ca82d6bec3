import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor, NewOrderEvent } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { MAIL_MODULE } from "../../modules/mail"
import type { RefillRow, RefillState } from "../../modules/mail/refills"
import type MailModuleService from "../../modules/mail/service"
import { resolveOnOrder } from "../attention/order-attention"

export type FinishRefillInput = {
  order_id: string
  state: "called" | "cancelled"
  note: string | null
  actor: EventActor
  cause: string | null
}

/** From where a person may end a reminder; a customer can be called before his day. */
const OPEN: readonly RefillState[] = ["waiting", "call_due"]

const refusalOf = ({ state, via }: RefillRow, wanted: FinishRefillInput["state"]) =>
  !OPEN.includes(state)
    ? new Problem(409, "refill_finished", "This reminder is done with already.")
    : wanted === "called" && via === "email"
      ? new Problem(409, "not_a_call", "This customer wants to be reminded by letter.")
      : null

/**
 * Notes that a customer was called about his next order, or that he is not to be reminded.
 *
 * @throws Problem 404 when the order has no reminder; 409 `refill_finished`, `not_a_call`
 */
export const finishRefill = (
  container: MedusaContainer,
  { order_id, state, note, actor, cause }: FinishRefillInput
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const { refills }: MailModuleService = container.resolve(MAIL_MODULE)
    await orders.lockState(transaction, order_id)
    const refill = await refills.lock(transaction, order_id)
    const refusal = refusalOf(refill, state)
    if (refusal) {
      throw refusal
    }
    const about = { crm_order_id: order_id, actor, cause }
    await finish(container, transaction, about, refill, { state, note })
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

const finish = async (
  container: MedusaContainer,
  transaction: Transaction,
  about: Pick<NewOrderEvent, "crm_order_id" | "actor" | "cause">,
  { via }: RefillRow,
  { state, note }: Pick<FinishRefillInput, "state" | "note">
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { refills }: MailModuleService = container.resolve(MAIL_MODULE)
  await refills.finish(transaction, about.crm_order_id, { state, note, by: about.actor.id })
  await orders.appendEvents(transaction, [
    {
      ...about,
      kind: "refill.finished",
      data: { via, result: state },
      personal: note ? { note } : undefined,
    },
  ])
}
