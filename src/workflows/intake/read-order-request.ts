import { domainToASCII } from "node:url"
import type { z } from "@medusajs/framework/zod"
import { parseDecimal } from "../../lib/money"
import { Faults } from "./faults"
import { MAX_DEPTH, nestingDepth } from "./nesting-depth"
import { orderRequestSchema } from "./order-request-schema"
import { type Readable, readFields } from "./read-fields"
import { readAddress, readCountry } from "./rules/address"
import { readCustomer } from "./rules/customer"
import { readDevice } from "./rules/device"
import { readLanguage } from "./rules/language"
import { readPayment } from "./rules/payment"
import { isOn, readLines, readPrices, type Sent, type SentPrices } from "./rules/prices"
import { isBlank, textOrNull } from "./rules/texts"
import type {
  OrderCampaigns,
  OrderingShop,
  ReadOrderResult,
  RefillReminder,
  ShopOrder,
} from "./shop-order"

export type ReadOrderContext = {
  shop: OrderingShop
  now: Date
  /** Written by staff: no card and no bank account comes with it. */
  by_hand?: boolean
}

type Body = Readable<z.output<typeof orderRequestSchema>>

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Shops hand their cart over as `{ data: { … } }`: both that and its content are taken. */
const unwrapCart = (body: Record<string, unknown>): Record<string, unknown> => {
  const { cart } = body
  const isWrapped = isRecord(cart) && Object.hasOwn(cart, "data") && Object.keys(cart).length === 1
  return isWrapped ? { ...body, cart: cart.data } : body
}

const sentAt = <Value>(path: string, value: Value | "" | undefined): Sent<Value> | undefined =>
  value === undefined || value === "" ? undefined : { path, value: value as Value }

const decimalKey = (value: number | string): string =>
  parseDecimal(value, 9)?.toString() ?? String(value)

/** The first of two fields that say the same; if they say different things that is a fault. */
const oneOfBoth = <Value>(
  first: Sent<Value> | undefined,
  second: Sent<Value> | undefined,
  keyOf: (value: Value) => string,
  faults: Faults
): Sent<Value> | undefined => {
  if (first && second && keyOf(first.value) !== keyOf(second.value)) {
    faults.unprocessable(second.path, `Says something else than ${first.path}.`)
  }
  return first ?? second
}

/** Brings the two forms of the call (own fields, or the shop's cart) together. */
const gatherPrices = (body: Body, faults: Faults): SentPrices => {
  const { options, cart, totals } = body
  const decimals = (
    first: Sent<number | string> | undefined,
    second: Sent<number | string> | undefined
  ): Sent<number | string> | undefined => oneOfBoth(first, second, decimalKey, faults)
  const currency = oneOfBoth(
    sentAt("options.currency", options?.currency),
    sentAt("cart.currency", cart?.currency),
    (code) => code.trim().toUpperCase(),
    faults
  )

  const cartLines = sentAt("cart.product", cart?.product)
  const isEmptyBesideCart = cartLines !== undefined && body.products?.length === 0
  const ownLines = isEmptyBesideCart ? undefined : sentAt("products", body.products)
  if (!ownLines && !cartLines && !faults.has("products") && !faults.has("cart")) {
    faults.malformed("products", "This field is required.")
  }
  const lines = oneOfBoth(
    ownLines,
    cartLines,
    (value) =>
      JSON.stringify(
        readLines({ path: "", value }, currency?.value.trim().toUpperCase(), new Faults())?.map(
          ({ line }) => line
        ) ?? null
      ),
    faults
  )
  const coupon = oneOfBoth(
    sentAt("coupon", body.coupon),
    sentAt("cart.coupon", cart?.coupon),
    (value) => JSON.stringify([isOn(value.used), decimalKey(value.type ?? ""), value.code ?? ""]),
    faults
  )
  return {
    lines,
    coupon,
    currency,
    delivery_id: decimals(
      sentAt("options.delivery_id", options?.delivery_id),
      sentAt("cart.shipping.id", cart?.shipping?.id)
    ),
    delivery_price: decimals(
      sentAt("options.delivery_price", options?.delivery_price),
      sentAt("cart.shipping.price", cart?.shipping?.price)
    ),
    // The cart's total was shown to the customer with the cart's insurance or without it.
    insurance:
      sentAt("cart.shipping.insurance", cart?.shipping?.insurance) ??
      sentAt("options.insurance", options?.insurance),
    insurance_price: decimals(
      sentAt("options.insurance_price", options?.insurance_price),
      sentAt("cart.shipping.insurance_price", cart?.shipping?.insurance_price)
    ),
    currency_coef: decimals(
      sentAt("options.currency_coef", options?.currency_coef),
      sentAt("cart.currency_coef", cart?.currency_coef)
    ),
    total: decimals(sentAt("totals.total", totals?.total), sentAt("cart.total", cart?.total)),
    discounted_total: decimals(
      sentAt("totals.discounted_total", totals?.discounted_total),
      sentAt("cart.discountedTotal", cart?.discountedTotal)
    ),
    total_products: decimals(
      sentAt("totals.total_products", totals?.total_products),
      sentAt("cart.totalProducts", cart?.totalProducts)
    ),
    tax: sentAt("totals.tax", totals?.tax),
    expected: {
      total: cart ? "cart.total" : "totals.total",
      discounted_total: cart ? "cart.discountedTotal" : "totals.discounted_total",
      delivery_id: "options.delivery_id",
      currency: "options.currency",
    },
  }
}

const normaliseDomain = (domain: string): string =>
  domainToASCII(domain.trim().replace(/\.$/, "").toLowerCase())

/** The domain that letters name. Credentials say which shop it is; this must be one of its own. */
const readDomain = (body: Body, shop: OrderingShop, faults: Faults): string | undefined => {
  const sent = [
    sentAt("options.shop_domain", body.options?.shop_domain),
    sentAt("cart.shop.hostname", body.cart?.shop?.hostname),
  ].filter((one) => one !== undefined)
  if (sent.length === 0) {
    if (!faults.has("options.shop_domain") && !faults.has("cart")) {
      faults.malformed("options.shop_domain", "This field is required.")
    }
    return undefined
  }
  const own = new Map(shop.domains.map((domain) => [normaliseDomain(domain), domain]))
  for (const { path, value } of sent) {
    if (!own.has(normaliseDomain(value))) {
      faults.unprocessable(path, "This domain is not one of the shop's registered domains.")
    }
  }
  return own.get(normaliseDomain(sent[0].value))
}

const readShopOrderId = (body: Body, faults: Faults): string | undefined => {
  const id = body.options?.shop_order_id
  if (id !== undefined && isBlank(id)) {
    faults.unprocessable("options.shop_order_id", "Must not be empty.")
    return undefined
  }
  const cartId = body.cart?.shop?.order_id
  if (id !== undefined && cartId !== undefined && id !== cartId) {
    faults.unprocessable("cart.shop.order_id", "Must be the same as options.shop_order_id.")
  }
  return id
}

const LONGEST_REMINDER_DAYS = 365

const readRefillReminder = (body: Body, faults: Faults): RefillReminder | null => {
  const sent = body.options?.refill_reminder
  if (!sent) {
    return null
  }
  const days = sent.period_days === undefined ? undefined : parseDecimal(sent.period_days, 0)
  const isPeriod = days !== undefined && days >= 1n && days <= BigInt(LONGEST_REMINDER_DAYS)
  if (sent.period_days !== undefined && !isPeriod) {
    faults.unprocessable(
      "options.refill_reminder.period_days",
      `Must be a whole number of days from 1 to ${LONGEST_REMINDER_DAYS}.`
    )
  }
  const via = sent.via?.trim().toLowerCase()
  if (via !== undefined && via !== "email" && via !== "phone") {
    faults.unprocessable("options.refill_reminder.via", "Must be email or phone.")
  }
  return isPeriod && (via === "email" || via === "phone")
    ? { period_days: Number(days), via }
    : null
}

const MOST_TAGS = 20
const LONGEST_TAG = 200
const tagPrefix = "utm_"

/** UTM tags of a query string, with or without the question mark or the page before it. */
export const readCampaigns = (sent: string | undefined): OrderCampaigns | null => {
  const raw = textOrNull(sent)
  if (raw === null) {
    return null
  }
  const query = raw.slice(raw.indexOf("?") + 1)
  const tags = [...new URLSearchParams(query)]
    .filter(([key]) => key.toLowerCase().startsWith(tagPrefix) && key.length <= 40)
    .slice(0, MOST_TAGS)
    .map(([key, value]): [string, string] => [
      key.slice(tagPrefix.length).toLowerCase(),
      value.replace(unprintable, "").slice(0, LONGEST_TAG),
    ])
  return { raw, utm: Object.fromEntries(tags) }
}

/** Percent-encoding can bring back characters that the raw text was checked for. */
// eslint-disable-next-line no-control-regex -- they are what this looks for
const unprintable = /[\u0000-\u001f\u007f]|\p{Surrogate}/gu

const readBody = (
  body: Body,
  { shop, now, by_hand }: ReadOrderContext,
  faults: Faults
): ShopOrder | undefined => {
  const customer = readCustomer(body.customer, readCountry(body.billing?.country), faults)
  const names = customer ?? body.customer
  const billing = readAddress(body.billing, "billing", names, faults)
  const shipping = body.shipping ? readAddress(body.shipping, "shipping", names, faults) : billing
  const payment = readPayment(body.payment, now, faults, by_hand)
  const prices = readPrices(gatherPrices(body, faults), shop.totals_required, faults)
  const shop_domain = readDomain(body, shop, faults)
  const shop_order_id = readShopOrderId(body, faults)
  const refill_reminder = readRefillReminder(body, faults)
  const language =
    readLanguage(body.options?.locale) ??
    readLanguage(body.cart?.language) ??
    readLanguage(shop.default_language)
  if (
    !customer ||
    !billing ||
    !shipping ||
    !payment ||
    !prices ||
    !shop_domain ||
    !shop_order_id ||
    faults.any
  ) {
    return undefined
  }
  return {
    shop_order_id,
    shop_domain,
    ...prices,
    language: language?.language ?? shop.default_language,
    locale: language?.locale ?? null,
    customer,
    billing,
    shipping,
    payment,
    bonus: textOrNull(body.options?.bonus),
    refill_reminder,
    campaigns: readCampaigns(body.options?.campaigns),
    device: readDevice(body.metrics?.device),
  }
}

/**
 * Reads a create-order body of either door (form fields must have gone through `form-fields.ts`):
 * gives the canonical order, or one refusal that lists every fault: 400 `malformed` when the body
 * has not the shape of an order, 422 `unprocessable` when it does not make sense. Never throws,
 * whatever the body is; no message carries a value of a payment field.
 */
export const readOrderRequest = (body: unknown, context: ReadOrderContext): ReadOrderResult => {
  const faults = new Faults()
  if (!isRecord(body)) {
    faults.malformed("", "The body must be an object with the fields of an order.")
    return faults.refusal()
  }
  if (nestingDepth(body) > MAX_DEPTH) {
    faults.malformed("", `The body is nested too deeply: at most ${MAX_DEPTH} levels are allowed.`)
    return faults.refusal()
  }
  const readable = readFields(orderRequestSchema, unwrapCart(body), faults)
  const order = readable && readBody(readable, context, faults)
  if (order && !faults.any) {
    return { ok: true, order }
  }
  if (!faults.any) {
    // Every way out above names its fault; this one only keeps an answer from being empty.
    faults.unprocessable("", "The order could not be read.")
  }
  return faults.refusal()
}
