import type { MedusaContainer } from "@medusajs/framework/types"
import type { Insert } from "../../lib/insert-rows"
import type { Transaction } from "../../lib/unit-of-work"
import type { NewOrderEvent } from "../../modules/crm_order/order-events"
import { MAIL_MODULE } from "../../modules/mail"
import type { NewRefill } from "../../modules/mail/refills"
import type MailModuleService from "../../modules/mail/service"
import type { NewMessage } from "../../modules/mail/types"
import { senderOf, type PreparedOrder } from "../intake/crm-order-rows"
import { eventOfLetter, planLetters } from "./queue-letters"

const DAY_MS = 24 * 60 * 60 * 1_000

/** An order as the intake writes it. */
type NewOrder = PreparedOrder & { customerId: string }

/** The letter that says "you have made an order" (T3-39). */
const letterOf = ({ id, order, shop, by_hand }: NewOrder): NewMessage => ({
  kind: "pending",
  crm_order_id: id,
  shop_id: shop.id,
  cause: `received:${id}`,
  language: order.language,
  actor: senderOf({ shop, by_hand }),
})

/** The reminder that the customer has asked for; its period begins with the order. */
const refillOf = ({ id, order, shop, customerId, now }: NewOrder): NewRefill[] =>
  order.refill_reminder
    ? [
        {
          ...order.refill_reminder,
          crm_order_id: id,
          shop_id: shop.id,
          customer_id: customerId,
          due_at: new Date(now.getTime() + order.refill_reminder.period_days * DAY_MS),
        },
      ]
    : []

const refillEventOf = (
  { shop, cause, by_hand }: NewOrder,
  { crm_order_id, via, period_days, due_at }: NewRefill
): NewOrderEvent => ({
  crm_order_id,
  kind: "refill.planned",
  actor: senderOf({ shop, by_hand }),
  cause,
  data: { via, period_days, due_at: due_at.toISOString() },
})

/** What new orders add to the batch that writes them: their first letter, and the reminder that was asked for. */
export const lettersOfIntake = async (
  container: MedusaContainer,
  transaction: Transaction,
  created: readonly NewOrder[]
): Promise<{ inserts: Insert[]; events: NewOrderEvent[] }> => {
  const mail: MailModuleService = container.resolve(MAIL_MODULE)
  const planned = await planLetters(container, created.map(letterOf), transaction)
  const refills = created.flatMap((order) => refillOf(order).map((refill) => ({ order, refill })))
  return {
    inserts: [
      ...mail.messages.inserts(planned),
      ...mail.refills.inserts(refills.map(({ refill }) => refill)),
    ],
    events: [
      ...planned.map(eventOfLetter),
      ...refills.map(({ order, refill }) => refillEventOf(order, refill)),
    ],
  }
}
