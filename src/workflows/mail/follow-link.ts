import type { MedusaContainer } from "@medusajs/framework/types"
import { problemOf } from "../../lib/problem"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { CrmOrderRow } from "../../modules/crm_order/types"
import { PAYMENT_CASCADE_MODULE } from "../../modules/payment_cascade"
import { unitsOf } from "../../modules/payment_cascade/payment-sums"
import type PaymentCascadeModuleService from "../../modules/payment_cascade/service"
import { CHARGEABLE_STATUSES, OPEN_STATES } from "../../modules/payment_cascade/types"
import { SHOP_MODULE } from "../../modules/shop"
import type ShopModuleService from "../../modules/shop/service"
import { redirectUrlOf } from "../payment/queries/read-payment-progress"
import { readLink, type MailLink } from "./links"
import { readTracking } from "./read-tracking"

/** What a customer is told who cannot be sent on. */
export type LinkNotice = "paid" | "under_way" | "closed" | "no_parcel"

/** How a page that a letter leads to speaks, and for whom; nothing about the customer. */
export type LinkReader = { language: string; shop: { name: string; url: string } }

export type FollowedLink =
  | { to: string }
  | ({ notice: LinkNotice } & LinkReader)
  /** Nobody of ours has made this link. */
  | null

/** Who reads the pages of an order's links. */
export const readerOf = async (
  container: MedusaContainer,
  { language, shop_id, shop_domain }: Pick<CrmOrderRow, "language" | "shop_id" | "shop_domain">
): Promise<LinkReader> => {
  const shops: ShopModuleService = container.resolve(SHOP_MODULE)
  const { name, domains } = await shops.getShop(shop_id)
  return { language, shop: { name, url: `https://${shop_domain ?? domains[0]}/` } }
}

/** The order of a link, or null when there is none: a link of another installation, or a made-up one. */
export const orderOfLink = async (
  container: MedusaContainer,
  { order_id }: MailLink
): Promise<CrmOrderRow | null> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  try {
    return await orders.readOrder(order_id, "all")
  } catch (error) {
    if (problemOf(error)?.status === 404) {
      return null
    }
    throw error
  }
}

const payment = async (
  container: MedusaContainer,
  { id, status, archived_at, total, captured, refunded, currency }: CrmOrderRow
): Promise<{ to: string } | { notice: LinkNotice }> => {
  const { attempts }: PaymentCascadeModuleService = container.resolve(PAYMENT_CASCADE_MODULE)
  const units = (amount: string): bigint => unitsOf({ amount, currency })
  if (units(captured) - units(refunded) >= units(total)) {
    return { notice: "paid" }
  }
  if (archived_at || !CHARGEABLE_STATUSES.includes(status)) {
    return { notice: "closed" }
  }
  const made = await attempts.listForOrder(id)
  const to = redirectUrlOf(made, new Date())
  if (to) {
    return { to }
  }
  const isUnderWay = made.some(
    ({ kind, state, redirect_url }) =>
      kind === "charge" && OPEN_STATES.includes(state) && redirect_url === null
  )
  return { notice: isUnderWay ? "under_way" : "closed" }
}

const parcel = async (
  container: MedusaContainer,
  orderId: string,
  number: string
): Promise<{ to: string } | { notice: LinkNotice }> => {
  const parcels = await readTracking(container, [orderId])
  const to = parcels.get(orderId)?.find((one) => one.number === number)?.url
  return to ? { to } : { notice: "no_parcel" }
}

/**
 * Where a link in a letter leads now: to the processor's page where the order can be paid at this
 * moment, to the carrier's page of a parcel, or to a notice in the customer's language. So a letter
 * stays right when the link that was open when it was written is long closed.
 */
export const followLink = async (
  container: MedusaContainer,
  token: string
): Promise<FollowedLink> => {
  const link = readLink(token)
  const order = link && link.kind !== "unsubscribe" ? await orderOfLink(container, link) : null
  if (!link || !order) {
    return null
  }
  const followed =
    link.kind === "track"
      ? await parcel(container, order.id, link.number)
      : await payment(container, order)
  return "to" in followed ? followed : { ...followed, ...(await readerOf(container, order)) }
}
