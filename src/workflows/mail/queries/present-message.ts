import type { MedusaContainer } from "@medusajs/framework/types"
import { isErasedAddress } from "../../../lib/erased-address"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { ListedMessage } from "../../../modules/mail/message-list"
import { shopNames } from "../../order/queries/names"

/** Whose data have been erased has no address to show. */
const addressIn = (address: string | null): string | null =>
  address !== null && isErasedAddress(address) ? null : address

/**
 * Messages as lists show them. Before a letter is written its address is the order's: nothing of a
 * customer is kept twice.
 */
export const presentMessages = async (
  container: MedusaContainer,
  messages: readonly ListedMessage[]
) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const [recipients, shops] = await Promise.all([
    orders.recipients(messages.flatMap(({ crm_order_id }) => crm_order_id ?? [])),
    shopNames(container),
  ])
  return messages.map((message) => {
    const recipient = recipients.get(message.crm_order_id ?? "")
    return {
      id: message.id,
      order: recipient ? { id: recipient.id, display_id: recipient.display_id } : null,
      shop: { id: message.shop_id, name: shops.get(message.shop_id) ?? message.shop_id },
      kind: message.kind,
      language: message.language,
      state: message.state,
      reason: message.reason,
      to: addressIn(message.to_address ?? recipient?.email ?? null),
      subject: message.subject,
      due_at: message.due_at,
      tries: message.tries,
      answer: message.answer,
      created_at: message.created_at,
      sent_at: message.sent_at,
    }
  })
}
