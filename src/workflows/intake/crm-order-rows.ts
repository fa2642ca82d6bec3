import type { SealedRows } from "../../modules/card_vault/service"
import type { EventActor, NewOrderEvent } from "../../modules/crm_order/order-events"
import type { NewCrmOrder } from "../../modules/crm_order/types"
import type { ExchangeRate } from "../../modules/exchange_rate/service"
import { toUsd } from "../../modules/exchange_rate/to-usd"
import type { AuthenticatedShop } from "../../modules/shop/types"
import type { ShopOrder } from "./shop-order"

/** A validated order with everything that could be worked out before the transaction. */
export type PreparedOrder = {
  /** The public id it will have if it is new. */
  id: string
  order: ShopOrder
  shop: AuthenticatedShop
  fingerprint: string
  idempotencyKey: string | null
  rate: ExchangeRate
  sealed: SealedRows | null
  cause: string | null
  now: Date
  /** Of an order that staff have written. */
  by_hand?: ByHandOrder
}

/** Who has written an order, and how it is paid: by a link that the customer gets, or it has been. */
export type ByHandOrder = { actor: EventActor; paid_outside: { reason: string } | null }

/** Whom an order comes from. */
export const senderOf = ({ by_hand, shop }: Pick<PreparedOrder, "by_hand" | "shop">): EventActor =>
  by_hand?.actor ?? { type: "shop", id: shop.credential_id }

/** The CRM's own record of a new order. */
export const newCrmOrder = (
  { id, order, shop, fingerprint, rate, sealed }: PreparedOrder,
  orderId: string,
  customerId: string,
  displayId: number
): NewCrmOrder => ({
  id,
  order_id: orderId,
  display_id: displayId,
  shop_id: shop.id,
  shop_order_id: order.shop_order_id,
  shop_domain: order.shop_domain,
  customer_id: customerId,
  customer_name: `${order.customer.first_name} ${order.customer.last_name}`,
  email: order.customer.email,
  phone: order.customer.phone,
  country: order.billing.country,
  language: order.language,
  payment_method: order.payment.method,
  card_brand: order.payment.card?.brand ?? null,
  card_last4: sealed?.card.last4 ?? null,
  currency: order.currency,
  total: order.totals.total,
  usd_per_unit: rate.usd_per_unit,
  total_usd: toUsd(order.totals.total, order.currency, rate.usd_per_unit),
  exchange_rate_id: rate.id,
  status: "pending",
  products: order.products.map((line) => ({
    name: line.name,
    sku: line.sku,
    option: line.option,
    option_value: line.option_value,
    quantity: line.quantity,
    thumbnail: line.thumbnail,
  })),
  product_count: order.products.reduce((count, line) => count + line.quantity, 0),
  device_class: order.device?.class ?? null,
  details: {
    totals: order.totals,
    price_source: order.price_source,
    currency_coef: order.currency_coef,
    coupon: order.coupon?.used ? { code: order.coupon.code, type: order.coupon.type } : null,
    delivery: {
      id: order.delivery.id,
      code: order.delivery.code,
      name: order.delivery.name,
      insurance: order.delivery.insurance,
    },
    bonus: order.bonus,
    refill_reminder: order.refill_reminder,
    campaigns: order.campaigns,
    device: order.device,
    ip: { address: order.customer.ip, flag: order.customer.ip_flag },
    pay_currency: order.payment.pay_currency,
  },
  request_fingerprint: fingerprint,
})

/** How an order's stream begins. */
export const firstEvents = (prepared: PreparedOrder): NewOrderEvent[] => {
  const { id, order, shop, rate, sealed, cause } = prepared
  const actor = senderOf(prepared)
  const events: NewOrderEvent[] = [
    {
      crm_order_id: id,
      kind: "order.received",
      actor,
      cause,
      data: {
        shop_id: shop.id,
        shop_order_id: order.shop_order_id,
        payment_method: order.payment.method,
        total: order.totals.total,
        currency: order.currency,
        total_usd: toUsd(order.totals.total, order.currency, rate.usd_per_unit),
        exchange_rate_id: rate.id,
      },
    },
  ]
  if (sealed) {
    events.push({
      crm_order_id: id,
      kind: order.payment.card ? "card.sealed" : "bank_account.sealed",
      actor,
      cause,
      data: {
        card_id: sealed.card.id,
        brand: order.payment.card?.brand ?? null,
        last4: sealed.card.last4,
      },
    })
  }
  if (sealed?.cvv) {
    events.push({ crm_order_id: id, kind: "cvv.sealed", actor, cause, data: {} })
  }
  return events
}
