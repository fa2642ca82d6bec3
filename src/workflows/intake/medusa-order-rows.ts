import { newEntityId } from "../../lib/entity-id"
import type { Insert, Row } from "../../lib/insert-rows"
import { formatAmount, parseAmount, spreadAmount } from "../../lib/money"
import type { OrderAddress, ShopOrder } from "./shop-order"

/**
 * The rows of Medusa's own order tables for one order, as its order module writes them for the same
 * input. The intake writes many orders with one statement per table, which the module cannot do;
 * integration-tests/http/medusa-order-rows.spec.ts compares both, so that an upgrade of Medusa that
 * changes its rows fails there.
 */
export type MedusaOrderRows = {
  order_address: Row[]
  order: Row[]
  order_summary: Row[]
  order_line_item: Row[]
  order_item: Row[]
  order_line_item_adjustment: Row[]
  order_shipping_method: Row[]
  order_shipping: Row[]
}

export type MedusaOrderInput = {
  order: ShopOrder
  /** The public id; Medusa keeps it as the custom display id, by which its own search finds it. */
  crmOrderId: string
  orderId: string
  /** Medusa's running number of the order. */
  displayId: number
  customerId: string
  salesChannelId: string
  now: Date
  /** Draws the ids of the rows; another one than usual only where they must be foreseeable. */
  newId?: (prefix: string) => string
}

/** The tables in the order in which their foreign keys let them be written. */
const TABLES = [
  "order_address",
  "order",
  "order_summary",
  "order_line_item",
  "order_item",
  "order_line_item_adjustment",
  "order_shipping_method",
  "order_shipping",
] as const satisfies readonly (keyof MedusaOrderRows)[]

/** What storing these rows takes: all orders together, table by table. */
export const medusaOrderInserts = (orders: readonly MedusaOrderRows[]): Insert[] =>
  TABLES.map((table) => ({ table, rows: orders.flatMap((rows) => rows[table]) }))

/** Medusa's significant digits of a stored amount. */
const PRECISION = 20

const plain = (amount: string): string =>
  amount.includes(".") ? amount.replace(/\.?0+$/, "") : amount

const raw = (amount: string) => ({ value: plain(amount), precision: PRECISION })

const addressRow = (input: MedusaOrderInput, id: string, address: OrderAddress): Row => ({
  id,
  customer_id: input.customerId,
  first_name: address.first_name,
  last_name: address.last_name,
  address_1: address.address,
  address_2: address.address2,
  city: address.city,
  country_code: address.country.toLowerCase(),
  province: address.state,
  postal_code: address.zip,
  phone: input.order.customer.phone,
  created_at: input.now,
  updated_at: input.now,
})

const summaryTotals = (total: string) => {
  const amount = Number(total)
  return {
    paid_total: 0,
    raw_paid_total: raw("0"),
    refunded_total: 0,
    raw_refunded_total: raw("0"),
    credit_line_total: 0,
    raw_credit_line_total: raw("0"),
    transaction_total: 0,
    raw_transaction_total: raw("0"),
    accounting_total: amount,
    raw_accounting_total: raw(total),
    pending_difference: amount,
    raw_pending_difference: raw(total),
    current_order_total: amount,
    raw_current_order_total: raw(total),
    original_order_total: amount,
    raw_original_order_total: raw(total),
  }
}

const ZERO_QUANTITIES = [
  "fulfilled",
  "shipped",
  "delivered",
  "return_requested",
  "return_received",
  "return_dismissed",
  "written_off",
].reduce<Row>(
  (row, name) => ({ ...row, [`${name}_quantity`]: "0", [`raw_${name}_quantity`]: raw("0") }),
  {}
)

/** Prices include tax, so nothing is added to what the shop and the customer agreed on. */
export const medusaOrderRows = (input: MedusaOrderInput): MedusaOrderRows => {
  const { order, orderId, now, newId = newEntityId } = input
  const amount = (text: string): bigint => parseAmount(text, order.currency) ?? 0n
  const stamps = { created_at: now, updated_at: now }
  const shippingAddressId = newId("ordaddr")
  const billingAddressId = newId("ordaddr")

  // A cent of rounding that the shop's own total carries: up goes with the delivery, down with the
  // discount, so that Medusa's total is the shop's.
  const rounding = amount(order.totals.rounding)
  const discount = amount(order.totals.discount) - (rounding < 0n ? rounding : 0n)
  const deliveryPrice = amount(order.totals.shipping) + (rounding > 0n ? rounding : 0n)
  const discounts = spreadAmount(
    discount,
    order.products.map((line) => amount(line.line_total))
  )

  const lines = order.products.map((line, index) => ({
    line,
    discount: discounts[index],
    itemId: newId("ordli"),
    metadata: {
      product_id: line.product_id,
      option: line.option,
      option_value: line.option_value,
      bonus: line.bonus,
      url: line.url,
    },
  }))
  const methods = [
    { name: order.delivery.name, amount: formatAmount(deliveryPrice, order.currency) },
    ...(order.delivery.insurance
      ? [{ name: "Guaranteed delivery", amount: order.delivery.insurance_price }]
      : []),
  ].map((method) => ({ ...method, id: newId("ordsm") }))

  return {
    order_address: [
      addressRow(input, shippingAddressId, order.shipping),
      addressRow(input, billingAddressId, order.billing),
    ],
    order: [
      {
        id: orderId,
        display_id: input.displayId,
        custom_display_id: input.crmOrderId,
        customer_id: input.customerId,
        version: 1,
        sales_channel_id: input.salesChannelId,
        status: "pending",
        is_draft_order: false,
        email: order.customer.email,
        currency_code: order.currency.toLowerCase(),
        locale: order.locale ?? order.language,
        shipping_address_id: shippingAddressId,
        billing_address_id: billingAddressId,
        metadata: { crm_order_id: input.crmOrderId },
        ...stamps,
      },
    ],
    order_summary: [
      {
        id: newId("ordsum"),
        order_id: orderId,
        version: 1,
        totals: summaryTotals(order.totals.total),
        ...stamps,
      },
    ],
    order_line_item: lines.map(({ line, itemId, metadata }) => ({
      id: itemId,
      title: line.name,
      subtitle: [line.option, line.option_value].filter(Boolean).join(", ") || null,
      thumbnail: line.thumbnail,
      product_title: line.name,
      variant_sku: line.sku,
      variant_title: line.option,
      requires_shipping: true,
      is_discountable: true,
      is_tax_inclusive: true,
      is_custom_price: false,
      is_giftcard: false,
      unit_price: plain(line.unit_price),
      raw_unit_price: raw(line.unit_price),
      metadata,
      ...stamps,
    })),
    order_item: lines.map(({ line, itemId, metadata }) => ({
      id: newId("orditem"),
      order_id: orderId,
      version: 1,
      item_id: itemId,
      quantity: String(line.quantity),
      raw_quantity: raw(String(line.quantity)),
      ...ZERO_QUANTITIES,
      metadata,
      ...stamps,
    })),
    order_line_item_adjustment: lines
      .filter((line) => line.discount > 0n)
      .map((line) => ({
        id: newId("ordliadj"),
        item_id: line.itemId,
        version: 1,
        code: order.coupon?.code ?? null,
        description: "Discount given by the shop",
        amount: plain(formatAmount(line.discount, order.currency)),
        raw_amount: raw(formatAmount(line.discount, order.currency)),
        is_tax_inclusive: true,
        ...stamps,
      })),
    order_shipping_method: methods.map((method) => ({
      id: method.id,
      name: method.name,
      amount: plain(method.amount),
      raw_amount: raw(method.amount),
      is_tax_inclusive: true,
      is_custom_amount: false,
      ...stamps,
    })),
    order_shipping: methods.map((method) => ({
      id: newId("ordspmv"),
      order_id: orderId,
      version: 1,
      shipping_method_id: method.id,
      ...stamps,
    })),
  }
}
