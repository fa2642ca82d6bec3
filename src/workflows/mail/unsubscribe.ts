import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { MAIL_MODULE } from "../../modules/mail"
import type MailModuleService from "../../modules/mail/service"
import { orderOfLink, readerOf, type LinkReader } from "./follow-link"
import { readLink } from "./links"

/** Whom an unsubscribe link speaks to, and whether it has been used; null when it is none of ours. */
export const readUnsubscribeLink = async (
  container: MedusaContainer,
  token: string
): Promise<(LinkReader & { is_unsubscribed: boolean }) | null> => {
  const { suppressions }: MailModuleService = container.resolve(MAIL_MODULE)
  const link = readLink(token)
  const order = link?.kind === "unsubscribe" ? await orderOfLink(container, link) : null
  return (
    order && {
      ...(await readerOf(container, order)),
      is_unsubscribed: await suppressions.isUnsubscribed(order.shop_id, order.email),
    }
  )
}

/**
 * The customer of a link wants no more reminders of this shop; told in the stream of the order whose
 * letter he had. A second time changes nothing.
 *
 * @param via the mail program's own button (RFC 8058), or ours on the page
 * @returns null when the link is none of ours
 */
export const unsubscribe = async (
  container: MedusaContainer,
  token: string,
  via: "one_click" | "page"
): Promise<LinkReader | null> => {
  const mail: MailModuleService = container.resolve(MAIL_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const link = readLink(token)
  const order = link?.kind === "unsubscribe" ? await orderOfLink(container, link) : null
  if (!order) {
    return null
  }
  const { id, shop_id, email } = order
  await unitOfWork(container, async (transaction) => {
    if (await mail.suppressions.unsubscribe(transaction, shop_id, email, via)) {
      await orders.appendEvents(transaction, [
        {
          crm_order_id: id,
          kind: "mail.unsubscribed",
          actor: { type: "system", id: null },
          cause: null,
          data: { via },
        },
      ])
    }
  })
  return readerOf(container, order)
}
