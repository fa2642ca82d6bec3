import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor, NewOrderEvent } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import { MAIL_MODULE } from "../../modules/mail"
import { refuseMessageAction, type MessageAction } from "../../modules/mail/message-actions"
import type MailModuleService from "../../modules/mail/service"
import type { MessageRow } from "../../modules/mail/types"

/** What a person does with one message. */
export type MessageDeed = {
  id: string
  actor: EventActor
  /** The request behind it. */
  cause: string | null
}

export type HeldMessage = {
  transaction: Transaction
  message: MessageRow
  /** Null of a letter without an order. */
  order: OrderStateRow | null
  /** Appends to the stream of the message's order, where there is one. */
  tell: (event: Pick<NewOrderEvent, "kind" | "data" | "personal">) => Promise<void>
}

/**
 * Does something with a message that nobody else does anything with meanwhile: its order is held, then
 * the message itself. Whoever sends it at this moment comes first, and the message is then seen as sent.
 *
 * @throws Problem 404; 409 with the word of `message-actions` when its state does not allow it
 */
export const withMessage = async <Result>(
  container: MedusaContainer,
  action: MessageAction,
  { id, actor, cause }: MessageDeed,
  work: (held: HeldMessage) => Promise<Result>
): Promise<Result> => {
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { crm_order_id } = await messages.read(id)
  return unitOfWork(container, async (transaction) => {
    const order = crm_order_id ? await orders.lockState(transaction, crm_order_id) : null
    const message = await messages.lock(transaction, id)
    const refusal = refuseMessageAction(action, {
      message,
      is_archived: order !== null && order.archived_at !== null,
      now: new Date(),
    })
    if (refusal) {
      throw new Problem(409, refusal.code, refusal.sentence)
    }
    const tell: HeldMessage["tell"] = async (event) => {
      if (order) {
        await orders.appendEvents(transaction, [{ crm_order_id: order.id, actor, cause, ...event }])
      }
    }
    return work({ transaction, message, order, tell })
  })
}
