import type { MedusaContainer } from "@medusajs/framework/types"
import type { Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { NewOrderEvent } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { MAIL_MODULE } from "../../modules/mail"
import { messageIdOf } from "../../modules/mail/message-id"
import { planMessage } from "../../modules/mail/plan-message"
import type MailModuleService from "../../modules/mail/service"
import type { NewMessage, PlannedMessage } from "../../modules/mail/types"

/** What the rules make of letters: whether they go out, and when. Asks the database at most once in two seconds. */
export const planLetters = async (
  container: MedusaContainer,
  letters: readonly NewMessage[],
  transaction?: Transaction
): Promise<PlannedMessage[]> => {
  const { rules }: MailModuleService = container.resolve(MAIL_MODULE)
  const now = new Date()
  const planned: PlannedMessage[] = []
  for (const letter of letters) {
    const rule = await rules.ruleOf(letter.shop_id, letter.kind, transaction)
    const domain = await rules.domainOf(letter.shop_id, transaction)
    planned.push(planMessage(letter, { rule, domain, now }))
  }
  return planned
}

/** How the order's stream tells of a letter that was queued, or kept back by a switch. */
export const eventOfLetter = (letter: PlannedMessage): NewOrderEvent => {
  const about = {
    crm_order_id: letter.crm_order_id,
    actor: letter.actor,
    cause: letter.cause,
  }
  const told = { message_id: messageIdOf(letter.cause, letter.kind), letter: letter.kind }
  if (letter.state === "skipped") {
    return { ...about, kind: "mail.skipped", data: { ...told, reason: letter.reason } }
  }
  const isHeld = letter.due_at.getTime() > Date.now()
  return {
    ...about,
    kind: "mail.queued",
    data: {
      ...told,
      language: letter.language,
      hold_until: isHeld ? letter.due_at.toISOString() : null,
    },
  }
}

/**
 * Queues letters in the transaction of their cause, and tells the streams. Nothing is written yet: the
 * postman does that when they are due. A letter whose cause has one of its kind already is not queued
 * again.
 */
export const queueLetters = async (
  container: MedusaContainer,
  transaction: Transaction,
  letters: readonly NewMessage[]
): Promise<void> => {
  if (letters.length === 0) {
    return
  }
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const planned = await planLetters(container, letters, transaction)
  const queued = new Set(
    (await messages.insert(transaction, planned)).map(({ cause, kind }) => `${kind} ${cause}`)
  )
  await orders.appendEvents(
    transaction,
    planned.filter(({ cause, kind }) => queued.has(`${kind} ${cause}`)).map(eventOfLetter)
  )
}
