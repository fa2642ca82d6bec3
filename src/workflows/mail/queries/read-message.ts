import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { MAIL_MODULE } from "../../../modules/mail"
import { messageActions } from "../../../modules/mail/message-actions"
import type MailModuleService from "../../../modules/mail/service"
import type { MessageContent, MessageRow } from "../../../modules/mail/types"
import { shopNames, staffNames } from "../../order/queries/names"
import { presentMessages } from "./present-message"

const presentContent = ({
  from_address,
  to_address,
  reply_to,
  subject,
  html,
  text,
  headers,
  template,
}: MessageContent) => ({
  from: from_address,
  to: to_address,
  reply_to,
  subject,
  html,
  text,
  headers,
  template,
})

const actorName = async (
  container: MedusaContainer,
  { actor_type, actor_id, shop_id }: MessageRow
): Promise<string | null> => {
  if (actor_type === "staff" && actor_id) {
    return (await staffNames(container, [actor_id])).get(actor_id) ?? null
  }
  return actor_type === "shop" ? ((await shopNames(container)).get(shop_id) ?? null) : null
}

/**
 * One message with the letter as it went out, every conversation with a mail server, and what may be
 * done with it.
 *
 * @throws Problem 404
 */
export const readMessage = async (container: MedusaContainer, id: string) => {
  const mail: MailModuleService = container.resolve(MAIL_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const message = await mail.messages.read(id)
  const { crm_order_id, account_id } = message
  const [content, tries, accounts, name, order] = await Promise.all([
    mail.messages.readContent(id),
    mail.messages.listTries(id),
    mail.accounts.list(),
    actorName(container, message),
    crm_order_id ? orders.readState(crm_order_id, "all") : null,
  ])
  const names = new Map(accounts.map((account) => [account.id, account.name]))
  const accountOf = (accountId: string) => ({
    id: accountId,
    name: names.get(accountId) ?? accountId,
  })
  const [presented] = await presentMessages(container, [
    { ...message, to_address: content?.to_address ?? null, subject: content?.subject ?? null },
  ])
  return {
    message: {
      ...presented,
      cause: message.cause,
      data: message.data,
      note: message.note,
      actor: { type: message.actor_type, id: message.actor_id, name },
      account: account_id ? accountOf(account_id) : null,
      internet_message_id: message.internet_message_id,
    },
    content: content && presentContent(content),
    tries: tries.map(({ message_id: _message, account_id: accountId, ...one }) => ({
      ...one,
      account: accountOf(accountId),
    })),
    actions: messageActions({
      message,
      is_archived: order !== null && order.archived_at !== null,
      now: new Date(),
    }),
  }
}
