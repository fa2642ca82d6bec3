import type { MedusaContainer } from "@medusajs/framework/types"
import type { Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import { MAIL_MODULE } from "../../modules/mail"
import type MailModuleService from "../../modules/mail/service"
import { isFinal, type AttemptRow } from "../../modules/payment_cascade/types"
import { queueLetters } from "./queue-letters"

/** Longest that the letter of a link waits for the processor to make it; then it goes its way and is stopped there. */
const LINK_PATIENCE_MS = 60 * 60 * 1_000

const causeOf = (attemptId: string): string => `attempt:${attemptId}`

/**
 * Queues the letter of a payment link in the transaction that asks for the link: it waits until there
 * is one (`settleLetterOfLink`), so that a crash between the two loses nothing. The order must be held.
 */
export const queueLetterOfLink = (
  container: MedusaContainer,
  transaction: Transaction,
  order: OrderStateRow,
  attempt: AttemptRow,
  actor: EventActor
): Promise<void> =>
  queueLetters(container, transaction, [
    {
      kind: "payment_link",
      crm_order_id: order.id,
      shop_id: order.shop_id,
      cause: causeOf(attempt.id),
      language: order.language,
      actor,
      data: { attempt_id: attempt.id },
      not_before: new Date(Date.now() + LINK_PATIENCE_MS),
    },
  ])

/**
 * The processor has answered about a link: its letter goes out, or is stopped where no link has come of
 * it or it cannot be paid any more. The order must be held.
 */
export const settleLetterOfLink = async (
  container: MedusaContainer,
  transaction: Transaction,
  order: OrderStateRow,
  attempt: AttemptRow
): Promise<void> => {
  const { messages, rules }: MailModuleService = container.resolve(MAIL_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const cause = causeOf(attempt.id)
  const message = await messages.lockByCause(transaction, cause, "payment_link")
  if (message?.state !== "queued") {
    return
  }
  if (isFinal(attempt)) {
    await messages.cancel(transaction, message.id, "overtaken")
    await orders.appendEvents(transaction, [
      {
        crm_order_id: order.id,
        kind: "mail.cancelled",
        actor: { type: "system", id: null },
        cause,
        data: { message_id: message.id, letter: message.kind, reason: "overtaken" },
      },
    ])
  } else if (attempt.state === "pending" && attempt.redirect_url) {
    const { hold_seconds } = await rules.ruleOf(order.shop_id, "payment_link", transaction)
    await messages.postpone(transaction, message.id, new Date(Date.now() + hold_seconds * 1_000))
  }
}
