import type { MedusaContainer } from "@medusajs/framework/types"
import { storedAmount } from "../../lib/money"
import { Problem } from "../../lib/problem"
import type { EventActor } from "../../modules/crm_order/order-events"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { SHOP_MODULE } from "../../modules/shop"
import type ShopModuleService from "../../modules/shop/service"
import type { AuthenticatedShop } from "../../modules/shop/types"
import { announceOrder, findOrderRate, prepareOrder } from "./accept-order"
import { readOrderRequest } from "./read-order-request"
import { writeOrders } from "./write-orders"

export type OrderByHand = {
  shop_id: string
  /** Drawn by the page: the same order sent twice is one order. */
  key: string
  customer: { first_name: string; last_name: string; email: string; phone: string }
  /** The parts of a create-order call that are the same here; checked by the same rules. */
  billing: unknown
  shipping: unknown
  products: unknown
  options: Record<string, unknown>
  payment: {
    method: string
    pay_currency?: string
    /** The money has come in past every processor: how, in words. */
    paid_outside: { reason: string } | null
  }
  dry_run: boolean
  actor: EventActor
  cause: string | null
}

/** Nobody has called from anywhere: the unspecified address, which no rule ever trusts. */
const NO_ADDRESS = "0.0.0.0"

/** The shop in whose name the order is written. */
const shopOf = async (container: MedusaContainer, id: string): Promise<AuthenticatedShop> => {
  const shops: ShopModuleService = container.resolve(SHOP_MODULE)
  const shop = await shops.getShop(id)
  if (!shop.active) {
    throw new Problem(409, "shop_inactive", "This shop is switched off: it takes no orders.")
  }
  return { ...shop, credential_id: "" }
}

/** Empty fields of a form are fields that were not filled in. */
const filledIn = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(filledIn)
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, part]) =>
        part === "" || part === null ? [] : [[key, filledIn(part)]]
      )
    )
  }
  return value
}

/** The call that a shop would send for this order. */
const callOf = (
  { customer, billing, shipping, products, options, payment, key }: OrderByHand,
  shop: AuthenticatedShop
) => ({
  customer: { ...customer, ip: NO_ADDRESS },
  ...(filledIn({ billing, shipping, products }) as object),
  payment: filledIn({ method: payment.method, pay_currency: payment.pay_currency }),
  options: {
    currency: shop.default_currency,
    locale: shop.default_language,
    ...(filledIn(options) as object),
    shop_domain: shop.domains[0],
    shop_order_id: `M-${key}`,
  },
})

/**
 * Takes in an order that staff have written, by the rules of the shops' doors: the same checks, prices,
 * records and letters, with the person in the place of the shop. No card and no bank account is taken:
 * the customer gets a payment page, unless the money has come in elsewhere.
 *
 * @throws Problem 400/422 with every fault, 404, 409 `shop_inactive` or `order_exists`
 */
export const acceptOrderByHand = async (container: MedusaContainer, input: OrderByHand) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const now = new Date()
  const shop = await shopOf(container, input.shop_id)
  const reading = readOrderRequest(callOf(input, shop), {
    // Nobody has shown the customer a total yet: the price table may say what delivery costs.
    shop: { ...shop, totals_required: false },
    now,
    by_hand: true,
  })
  if (!reading.ok) {
    throw new Problem(reading.status, reading.code, reading.error, { fields: reading.fields })
  }
  const { order } = reading
  const { actor, payment } = input
  if (order.payment.method === "echeck" && !payment.paid_outside) {
    throw new Problem(422, "unprocessable", "A bank account is not typed by staff.", {
      fields: [
        { path: "payment.method", message: "Choose a payment page that the customer opens." },
      ],
    })
  }
  const rate = await findOrderRate(container, order.currency, { tellStaff: !input.dry_run })
  const { totals, currency } = order
  if (input.dry_run) {
    return { order: { id: null, status: null, totals, currency }, created: false }
  }
  const call = { shop, idempotencyKey: null, requestId: input.cause }
  const prepared = await prepareOrder(container, call, order, rate, now)
  const by_hand = { actor, paid_outside: payment.paid_outside }
  const [outcome] = await writeOrders(container, [{ ...prepared, by_hand }])
  if (outcome.kind === "key_reused" || outcome.kind === "order_exists") {
    throw new Problem(
      409,
      "order_exists",
      "Another order was made from this page: begin a new one."
    )
  }
  if (outcome.kind === "created") {
    await announceOrder(container, outcome.medusaOrderId)
  }
  const { id, total } = outcome.order
  const { status } = await orders.readState(id, "all")
  return {
    order: { id, status, totals: { ...totals, total: storedAmount(total, currency) }, currency },
    created: outcome.kind === "created",
  }
}
