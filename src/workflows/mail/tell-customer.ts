import type { MedusaContainer } from "@medusajs/framework/types"
import type { Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type { Mover, OrderStatus } from "../../modules/crm_order/order-status"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import { MAIL_MODULE } from "../../modules/mail"
import { mailKindOf } from "../../modules/mail/kinds"
import type MailModuleService from "../../modules/mail/service"
import { letterOfMove } from "./letters-of-move"
import { queueLetters } from "./queue-letters"

export type MoveToTell = {
  /** The order as it was before the move. */
  order: OrderStateRow
  to: OrderStatus
  mover: Mover
  actor: EventActor
  /** The event of the move: the letter's cause, so that there is one of it. */
  event_id: string
  keeps_promise: boolean
  /** Whoever moves the order queues a letter that tells more, e.g. the tracking number. */
  is_told_alongside: boolean
  /** The letter waits at least until then. */
  not_before?: Date
}

/**
 * A person takes a move back while its letter is still held: the customer never hears of either.
 *
 * @returns whether there was such a letter
 */
const takeBack = async (
  container: MedusaContainer,
  transaction: Transaction,
  { order, to, actor, event_id }: MoveToTell
): Promise<boolean> => {
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const kind = mailKindOf(order.status)
  if (actor.type !== "staff" || kind === null) {
    return false
  }
  const cancelled = await messages.cancelUndone(transaction, order.id, { kind, from: to })
  await orders.appendEvents(
    transaction,
    cancelled.map(({ id, reason }) => ({
      crm_order_id: order.id,
      kind: "mail.cancelled" as const,
      actor,
      cause: `event:${event_id}`,
      data: { message_id: id, letter: kind, reason },
    }))
  )
  return cancelled.length > 0
}

/** Queues the letter of a status change in its transaction. The order must be held. */
export const tellCustomer = async (
  container: MedusaContainer,
  transaction: Transaction,
  move: MoveToTell
): Promise<void> => {
  const { order, to, mover, actor, event_id, keeps_promise, is_told_alongside, not_before } = move
  if (await takeBack(container, transaction, move)) {
    return
  }
  const kind = letterOfMove({
    from: order.status,
    to,
    mover,
    before_call_center: order.status_before_call_center,
    keeps_promise,
    is_archived: order.archived_at !== null,
    is_told_alongside,
  })
  if (kind) {
    await queueLetters(container, transaction, [
      {
        kind,
        crm_order_id: order.id,
        shop_id: order.shop_id,
        cause: `event:${event_id}`,
        language: order.language,
        actor,
        data: { from: order.status },
        not_before,
      },
    ])
  }
}
