import type { MedusaContainer } from "@medusajs/framework/types"
import { storedAmount } from "../../../lib/money"
import { CARD_VAULT_MODULE } from "../../../modules/card_vault"
import type CardVaultModuleService from "../../../modules/card_vault/service"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { MAIL_MODULE } from "../../../modules/mail"
import type MailModuleService from "../../../modules/mail/service"
import { presentMessages } from "../../mail/queries/present-message"
import { shopNames, staffNames } from "../../order/queries/names"
import { presentCustomer } from "./present-customer"

/** Cards are looked for on this many of a customer's newest orders. */
const ORDERS_LOOKED_AT = 200

/** What of each list stands on the page at first. */
const SHOWN = 20

type Page = { limit: number; offset: number }

/** A page of a customer's orders, the newest first. @throws Problem 404 */
export const listCustomerOrders = async (container: MedusaContainer, id: string, page: Page) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { email } = await orders.customers.read(id)
  const [found, shops] = await Promise.all([
    orders.customers.listOrders(email, page),
    shopNames(container),
  ])
  return {
    orders: found.orders.map(({ shop_id, total, total_usd, currency, ...order }) => ({
      ...order,
      currency,
      total: storedAmount(total, currency),
      total_usd: storedAmount(total_usd, "USD"),
      shop: { id: shop_id, name: shops.get(shop_id) ?? shop_id },
    })),
    count: found.count,
    ...page,
  }
}

const cardsOf = async (container: MedusaContainer, orderIds: readonly string[]) => {
  const vault: CardVaultModuleService = container.resolve(CARD_VAULT_MODULE)
  const cards = await vault.listCards(orderIds)
  // The same card on several orders is one card.
  const distinct = new Map(cards.map((card) => [card.fingerprint, card]))
  return [...distinct.values()].map(({ fingerprint: _fingerprint, ...card }) => card)
}

/**
 * A customer with what belongs to him: orders, letters, notes, by what he is blocked, and by what he
 * could be.
 *
 * @throws Problem 404
 */
export const readCustomer = async (container: MedusaContainer, id: string) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const mail: MailModuleService = container.resolve(MAIL_MODULE)
  const customer = await orders.customers.read(id)
  const { email } = customer
  const [newest, placed, notes, blocks, phones] = await Promise.all([
    orders.customers.listOrders(email, { limit: ORDERS_LOOKED_AT, offset: 0 }),
    listCustomerOrders(container, id, { limit: SHOWN, offset: 0 }),
    orders.customers.listNotes(email, SHOWN),
    orders.blocks.listAgainst(id),
    orders.customers.listPhones(email),
  ])
  const ids = newest.orders.map((order) => order.id)
  const [messages, cards, names] = await Promise.all([
    mail.messages.listForOrders(ids, SHOWN),
    cardsOf(container, ids),
    staffNames(
      container,
      [
        ...notes.map(({ actor_id }) => actor_id),
        ...blocks.map(({ created_by }) => created_by),
      ].flatMap((user) => user ?? [])
    ),
  ])
  return {
    ...presentCustomer(customer),
    blocks: blocks.map(({ created_by, ...block }) => ({
      ...block,
      by: created_by && (names.get(created_by) ?? null),
    })),
    phones: [...new Set([...(customer.phone ? [customer.phone] : []), ...phones])],
    cards,
    orders: placed.orders,
    messages: await presentMessages(container, messages),
    notes: notes.map(({ crm_order_id, display_id, actor_id, id: noteId, ...note }) => ({
      ...note,
      id: String(noteId),
      order: { id: crm_order_id, display_id },
      by: actor_id && (names.get(actor_id) ?? null),
    })),
  }
}
