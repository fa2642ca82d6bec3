import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { MAIL_MODULE } from "../../modules/mail"
import type MailModuleService from "../../modules/mail/service"
import { raiseOnOrder } from "../attention/order-attention"
import { forEachOrder } from "./for-each-order"
import { queueLetters } from "./queue-letters"
import { refillOutcome } from "./refill-outcome"

const BATCH = 200

/** Does what a reminder's day asks for, once, whoever else does so at the same time. */
const bringDue = (container: MedusaContainer, id: string): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const { refills, suppressions }: MailModuleService = container.resolve(MAIL_MODULE)
    await orders.lockState(transaction, id)
    const refill = await refills.lock(transaction, id)
    if (refill.state !== "waiting") {
      return
    }
    const order = await orders.readOrder(id, "all", transaction)
    const outcome = refillOutcome({
      via: refill.via,
      order,
      has_ordered_again: await orders.hasLaterPaidOrder(transaction, order),
      is_unsubscribed: await suppressions.isUnsubscribed(order.shop_id, order.email),
    })
    const about = {
      crm_order_id: id,
      actor: { type: "system" as const, id: null },
      cause: `refill:${id}`,
    }
    await refills.finish(transaction, id, outcome)
    const result = outcome.state === "cancelled" ? outcome.reason : outcome.state
    await orders.appendEvents(transaction, [
      { ...about, kind: "refill.due", data: { via: refill.via, result } },
    ])
    if (outcome.state === "sent") {
      const { shop_id, language } = order
      await queueLetters(container, transaction, [
        { ...about, kind: "refill_reminder", shop_id, language },
      ])
    } else if (outcome.state === "call_due") {
      const data = { period_days: refill.period_days }
      await raiseOnOrder(container, transaction, about, [{ kind: "refill_call", data }])
      await orders.calls.openRefill(transaction, id)
    }
  })

/**
 * Reminds customers to order again on the day that they have chosen: by letter, or by a call that a
 * person makes (T3-19).
 *
 * @returns how many reminders were due
 */
export const sendRefills = async (container: MedusaContainer): Promise<number> => {
  const { refills }: MailModuleService = container.resolve(MAIL_MODULE)
  let count = 0
  for (;;) {
    const due = await refills.listDue(BATCH)
    await forEachOrder(due, (id) => bringDue(container, id))
    count += due.length
    if (due.length < BATCH) {
      return count
    }
  }
}
