import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { MAIL_MODULE } from "../../../modules/mail"
import type MailModuleService from "../../../modules/mail/service"
import { refuseAskingToPay, type AskingToPay } from "../reminder-rules"
import { presentMessages } from "./present-message"
import { readAskingToPay } from "./read-asking-to-pay"

const actionOf = (asking: AskingToPay) => {
  const refusal = refuseAskingToPay(asking)
  return {
    allowed: refusal === null,
    why: refusal?.sentence ?? null,
    because: refusal?.code ?? null,
  }
}

/**
 * The messages of an order, the newest first, and whether its customer can be asked to pay.
 *
 * @throws Problem 404
 */
export const listOrderMessages = async (container: MedusaContainer, orderId: string) => {
  const mail: MailModuleService = container.resolve(MAIL_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const order = await orders.readOrder(orderId, "all")
  const [messages, asking] = await Promise.all([
    mail.messages.listForOrder(orderId),
    readAskingToPay(container, order, ["payment_reminder", "payment_link"]),
  ])
  return {
    messages: await presentMessages(container, messages),
    actions: {
      payment_reminder: actionOf(asking.payment_reminder),
      payment_link: actionOf(asking.payment_link),
    },
  }
}
