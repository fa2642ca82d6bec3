import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { PendingOrder } from "../../modules/crm_order/service"
import { MAIL_MODULE } from "../../modules/mail"
import type MailModuleService from "../../modules/mail/service"
import { redirectUrlOf } from "../payment/queries/read-payment-progress"
import { forEachOrder } from "./for-each-order"
import { readAskingToPay } from "./queries/read-asking-to-pay"
import { queueLetters } from "./queue-letters"
import { refuseAskingToPay } from "./reminder-rules"

const HOUR_MS = 60 * 60 * 1_000

/** Whoever switches reminders on does not want to write to the customers of last year. */
const LATE_MS = 24 * HOUR_MS

/** An order may have been declined and charged anew before it was pending for so long. */
const OLDEST_MS = 7 * 24 * HOUR_MS

const BATCH = 200

const causeOf = (orderId: string): string => `reminder:${orderId}`

/** Queues the reminder of one order, if its customer can still pay. @returns whether he is reminded */
const remind = (container: MedusaContainer, id: string): Promise<boolean> =>
  unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    await orders.lockState(transaction, id)
    const order = await orders.readOrder(id, "all", transaction)
    const letters = ["payment_reminder"] as const
    const asking = (await readAskingToPay(container, order, letters, transaction)).payment_reminder
    // By itself nothing is charged anew: only a link that is open already is worth a letter.
    const isOpen = redirectUrlOf(asking.payment.attempts, asking.now) !== null
    if (order.status !== "pending" || !isOpen || refuseAskingToPay(asking)) {
      return false
    }
    await queueLetters(container, transaction, [
      {
        kind: "payment_reminder",
        crm_order_id: id,
        shop_id: order.shop_id,
        cause: causeOf(id),
        language: order.language,
        actor: { type: "system", id: null },
      },
    ])
    return true
  })

/** Those of a page of pending orders whose hours were over within the last day and that are not reminded yet. */
const chooseDue = async (
  container: MedusaContainer,
  page: readonly PendingOrder[],
  due: { from: Date; to: Date }
): Promise<string[]> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { messages }: MailModuleService = container.resolve(MAIL_MODULE)
  const ids = page.map(({ id }) => id)
  const [changes, reminded] = await Promise.all([
    orders.lastStatusChanges(ids),
    messages.knownCauses(ids.map(causeOf), "payment_reminder"),
  ])
  return page
    .filter(({ id, created_at }) => {
      const since = changes.get(id) ?? created_at
      return !reminded.has(causeOf(id)) && since >= due.from && since <= due.to
    })
    .map(({ id }) => id)
}

/**
 * Reminds of their payment the customers whose order has been pending for as many hours as its shop
 * has set; each order once. Shops that have set nothing remind nobody.
 *
 * @returns how many are reminded
 */
export const remindPayments = async (container: MedusaContainer): Promise<number> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { rules }: MailModuleService = container.resolve(MAIL_MODULE)
  let reminded = 0
  for (const { shop_id, hours } of await rules.listReminding()) {
    const to = new Date(Date.now() - hours * HOUR_MS)
    const due = { from: new Date(to.getTime() - LATE_MS), to }
    const created = { from: new Date(to.getTime() - OLDEST_MS), to }
    let after: PendingOrder | null = null
    for (;;) {
      const page: PendingOrder[] = await orders.listPending(shop_id, created, after, BATCH)
      await forEachOrder(await chooseDue(container, page, due), async (id) => {
        reminded += (await remind(container, id)) ? 1 : 0
      })
      after = page.at(-1) ?? null
      if (page.length < BATCH) {
        break
      }
    }
  }
  return reminded
}
