import type { MedusaContainer } from "@medusajs/framework/types"
import { normaliseOrderId } from "../../../modules/crm_order/order-id"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { MAIL_MODULE } from "../../../modules/mail"
import type { MessageFilter } from "../../../modules/mail/message-list"
import type MailModuleService from "../../../modules/mail/service"
import { presentMessages } from "./present-message"

/** More orders than these are no search for one of them. */
const MOST_ORDERS = 100

/** What a search text means: orders that it finds, and an address that a letter went to. */
const readSearch = async (
  container: MedusaContainer,
  q: string
): Promise<NonNullable<MessageFilter["found"]>> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const order_ids = await orders.findIds(q, MOST_ORDERS)
  return { order_ids: [...order_ids, normaliseOrderId(q)], address: q }
}

/** A page of all messages, the newest first, with the numbers by state. */
export const listMessages = async (
  container: MedusaContainer,
  { q, ...filter }: Omit<MessageFilter, "found"> & { q?: string },
  page: { limit: number; offset: number }
) => {
  const mail: MailModuleService = container.resolve(MAIL_MODULE)
  const found = q?.trim() ? await readSearch(container, q.trim()) : undefined
  const { messages, ...counted } = await mail.messages.list({ ...filter, found }, page)
  return { messages: await presentMessages(container, messages), ...counted, ...page }
}
