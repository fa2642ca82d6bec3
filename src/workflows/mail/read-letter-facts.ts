import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { readEnvironment } from "../../lib/environment"
import { publicUrl } from "../../lib/public-url"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { MAIL_MODULE } from "../../modules/mail"
import { MAIL_KINDS, type MailKind } from "../../modules/mail/kinds"
import type { AllowedLinks } from "../../modules/mail/render/letter-links"
import { senderOf, type Sender } from "../../modules/mail/sender"
import type MailModuleService from "../../modules/mail/service"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { SHOP_MODULE } from "../../modules/shop"
import type ShopModuleService from "../../modules/shop/service"
import type { ShopView } from "../../modules/shop/types"
import { redirectUrlOf } from "../payment/queries/read-payment-progress"
import type { LetterFacts, OrderAddress, OrderLine } from "./letter-context"
import { payLink, trackLink, unsubscribeLink } from "./links"
import { readTracking, toldTracking } from "./read-tracking"

/** What a letter is about; a message, or one that somebody wants to look at before it exists. */
export type LetterSubject = {
  kind: MailKind
  crm_order_id: string | null
  shop_id: string
  /** `tracking_ids`: which of the order's parcels it tells of. */
  data?: Record<string, unknown>
}

type MedusaOrder = {
  id: string
  items: OrderLine[]
  shipping_address: OrderAddress | null
  billing_address: OrderAddress | null
}

const ORDER_FIELDS = [
  "id",
  "items.title",
  "items.unit_price",
  "items.detail.quantity",
  "items.metadata",
  "shipping_address.*",
  "billing_address.*",
]

const readMedusaOrders = async (
  container: MedusaContainer,
  ids: string[]
): Promise<Map<string, MedusaOrder>> => {
  if (ids.length === 0) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ORDER_FIELDS,
    filters: { id: ids },
  })
  return new Map((data as MedusaOrder[]).map((order) => [order.id, order]))
}

/** A shop as its letters know it. */
export type LetterShop = {
  id: string
  name: string
  domain: string
  default_language: string
  sender: Sender
  allowed: AllowedLinks
}

const letterShop = async (
  container: MedusaContainer,
  { id, name, domains, default_language }: ShopView,
  orderDomain: string | null
): Promise<LetterShop> => {
  const { rules }: MailModuleService = container.resolve(MAIL_MODULE)
  const isOwn = orderDomain !== null && domains.includes(orderDomain)
  const domain = isOwn ? orderDomain : (domains[0] ?? "localhost")
  const mailShop = await rules.shop(id)
  const mailFrom = readEnvironment().MAIL_FROM
  const sender = senderOf({ mailShop, shopName: name, domain, mailFrom })
  return {
    id,
    name,
    domain,
    default_language,
    sender,
    allowed: {
      domains,
      origins: [new URL(publicUrl()).origin],
      emails: [sender.address, sender.reply_to].flatMap((address) =>
        address ? [address.toLowerCase()] : []
      ),
    },
  }
}

/** The shops by id. */
const readShops = async (container: MedusaContainer): Promise<Map<string, ShopView>> => {
  const shops: ShopModuleService = container.resolve(SHOP_MODULE)
  return new Map((await shops.listShopViews()).map((shop) => [shop.id, shop]))
}

/** Every shop as its letters know it, by name. */
export const readLetterShops = async (container: MedusaContainer): Promise<LetterShop[]> =>
  Promise.all(
    [...(await readShops(container)).values()].map((shop) => letterShop(container, shop, null))
  )

const unsubscribeOf = (kind: MailKind, orderId: string): string | null =>
  MAIL_KINDS[kind].is_reminder ? unsubscribeLink(orderId) : null

/**
 * What many letters have to know of their orders, with a few questions to the database for all of them.
 * A letter whose order or shop is not there any more has no entry.
 *
 * @returns by the letters' places in the list
 */
export const readLetterFacts = async (
  container: MedusaContainer,
  letters: readonly LetterSubject[]
): Promise<Map<number, { facts: LetterFacts; shop: LetterShop }>> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const ids = [...new Set(letters.flatMap(({ crm_order_id }) => crm_order_id ?? []))]
  const [records, shops, charges, tracking] = await Promise.all([
    orders.readOrders(ids),
    readShops(container),
    attempts.listForOrders(ids),
    readTracking(container, ids),
  ])
  const medusaOrders = await readMedusaOrders(
    container,
    [...records.values()].map(({ order_id }) => order_id)
  )
  const now = new Date()
  const found = new Map<number, { facts: LetterFacts; shop: LetterShop }>()
  for (const [index, { kind, crm_order_id, shop_id, data }] of letters.entries()) {
    const order = records.get(crm_order_id ?? "")
    const view = shops.get(shop_id)
    if (!order || !view) {
      continue
    }
    const shop = await letterShop(container, view, order.shop_domain)
    const medusaOrder = medusaOrders.get(order.order_id)
    const isToBePaid = redirectUrlOf(charges.get(order.id) ?? [], now) !== null
    found.set(index, {
      shop,
      facts: {
        order,
        lines: medusaOrder?.items ?? [],
        billing: medusaOrder?.billing_address ?? null,
        shipping: medusaOrder?.shipping_address ?? null,
        shop,
        sender: shop.sender,
        tracking: toldTracking(
          tracking.get(order.id) ?? [],
          data?.tracking_ids,
          kind === "shipped" || kind === "reshipped"
        ),
        links: {
          // Our own address leads to whichever link is open when the customer comes.
          pay: isToBePaid || kind === "payment_link" ? payLink(order.id) : null,
          track: (number) => trackLink(order.id, number),
          unsubscribe: unsubscribeOf(kind, order.id),
        },
      },
    })
  }
  return found
}
