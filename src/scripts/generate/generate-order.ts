import { formatAmount, parseAmount, shareOf } from "../../lib/money"
import type { AuthenticatedShop } from "../../modules/shop/types"
import type { ExchangeRate } from "../../modules/exchange_rate/service"
import { deliveryMethods, insurancePrices } from "../../workflows/intake/data/delivery-prices"
import { readCampaigns } from "../../workflows/intake/read-order-request"
import type { OrderLine, OrderPayment, ShopOrder } from "../../workflows/intake/shop-order"
import { CATALOGUE } from "./catalogue"
import { customerNumberOf, generateCustomer, type GeneratedCustomer } from "./customers"
import { liveOrder, type OrderLife, type StaffIds } from "./order-life"
import { payOrder, type OrderPayments } from "./order-payments"
import type { PayingAccounts } from "./paying-accounts"
import { letters, randomOf, type Random } from "./random"
import type { TradeCalendar } from "./trade-calendar"

/** Everything that the orders of one run have in common. */
export type GenerateContext = {
  seed: number
  /** How many orders the run makes. */
  orders: number
  until: Date
  calendar: TradeCalendar
  shops: readonly AuthenticatedShop[]
  staff: StaffIds
  accounts: PayingAccounts
  /** The rate of a currency that was in force on a day. */
  rateOf: (currency: string, day: Date) => ExchangeRate
  orderIdPrefix: string
}

export type GeneratedOrder = {
  /** The public id. */
  id: string
  at: Date
  shop: AuthenticatedShop
  customer: GeneratedCustomer
  order: ShopOrder
  rate: ExchangeRate
  life: OrderLife
  payments: OrderPayments
  random: Random
}

/** The alphabet of public order ids (order-id.ts draws real ones from the system's randomness). */
const ORDER_ID_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

const METHODS = [
  { weight: 68, method: "credit_card" },
  { weight: 20, method: "paypal" },
  { weight: 8, method: "crypto" },
  { weight: 4, method: "echeck" },
] as const

const CAMPAIGNS = [
  "utm_source=newsletter&utm_medium=email&utm_campaign=autumn",
  "utm_source=google&utm_medium=cpc&utm_campaign=vitamins",
  "utm_source=partner&utm_medium=affiliate&utm_campaign=p41",
]

const paymentOf = (
  random: Random,
  { card, market, first_name, last_name }: GeneratedCustomer,
  at: Date
): OrderPayment => {
  const { method } = random.weighted(METHODS)
  // Bank accounts are a thing of the United States; elsewhere it is a card.
  const used = method === "echeck" && market.country !== "US" ? "credit_card" : method
  const holder = `${first_name} ${last_name}`.toUpperCase()
  const account = letters(random, "0123456789", 10)
  return {
    method: used,
    card:
      used === "credit_card"
        ? {
            number: card.number,
            holder,
            expiry_month: card.expiry_month,
            expiry_year: at.getUTCFullYear() + 3,
            cvv: "",
            birthday: card.birthday,
            brand: card.brand as NonNullable<OrderPayment["card"]>["brand"],
            first6: card.number.slice(0, 6),
            last4: card.number.slice(-4),
          }
        : null,
    echeck:
      used === "echeck"
        ? {
            account_holder: holder,
            routing_number: "011000015",
            account_number: account,
            last4: account.slice(-4),
            account_type: "checking",
            holder_type: "personal",
          }
        : null,
    pay_currency: used === "crypto" ? random.pick(["BTC", "ETH", "USDT"]) : null,
  }
}

/** A price tag in the currency: what the dollars are worth, ending on .50 or .00 (in yen on 0). */
const priceTag = (usd: number, currency: string, usdPerUnit: number): string => {
  const price = Math.max(1, Math.round((usd / usdPerUnit) * 2) / 2)
  return currency === "JPY" ? String(Math.round(price / 10) * 10) : price.toFixed(2)
}

const linesOf = (
  random: Random,
  { favourite }: GeneratedCustomer,
  domain: string,
  currency: string,
  usdPerUnit: number
): OrderLine[] => {
  const count = random.weighted([
    { weight: 46, lines: 1 },
    { weight: 30, lines: 2 },
    { weight: 16, lines: 3 },
    { weight: 8, lines: 4 },
  ]).lines
  const chosen = new Set([random.chance(0.6) ? CATALOGUE[favourite] : random.weighted(CATALOGUE)])
  while (chosen.size < count) {
    chosen.add(random.weighted(CATALOGUE))
  }
  return [...chosen].map((item) => {
    const quantity = random.weighted([
      { weight: 66, quantity: 1 },
      { weight: 22, quantity: 2 },
      { weight: 12, quantity: 3 },
    ]).quantity
    const unit_price = priceTag(item.price_usd, currency, usdPerUnit)
    const slug = item.name.toLowerCase().replace(/[^a-z0-9]+/g, "-")
    return {
      product_id: item.id,
      sku: item.sku,
      name: item.name,
      option: item.option,
      option_value: item.option_value,
      bonus: random.chance(0.15) ? "4 pills" : null,
      quantity,
      unit_price,
      line_total: formatAmount(
        (parseAmount(unit_price, currency) ?? 0n) * BigInt(quantity),
        currency
      ),
      url: `https://${domain}/product/${slug}`,
      thumbnail: `https://${domain}/img/${slug}.png`,
    }
  })
}

/** Order number `index` of a run: the same one whenever it is asked for, whatever came before. */
export const generateOrder = (context: GenerateContext, index: number): GeneratedOrder => {
  const { seed, orders, until, shops } = context
  const random = randomOf(`order ${seed} ${index}`)
  const at = context.calendar.momentOf((index + random.number()) / orders)
  const customer = generateCustomer(seed, customerNumberOf(random, orders), shops.length)
  const { market } = customer
  const shop = shops[random.chance(0.85) ? customer.shop : random.integer(0, shops.length - 1)]
  const domain = shop.domains[0]
  const { currency } = market
  const rate = context.rateOf(currency, at)
  const amount = (text: string): bigint => parseAmount(text, currency) ?? 0n

  const products = linesOf(random, customer, domain, currency, Number(rate.usd_per_unit))
  const productsTotal = products.reduce((sum, line) => sum + amount(line.line_total), 0n)
  const hasCoupon = random.chance(0.12)
  const discount = hasCoupon ? shareOf(productsTotal, 10n, 100n) : 0n
  const method = random.chance(0.75) ? deliveryMethods[0] : deliveryMethods[1]
  const insurance = random.chance(0.35)
  const shipping = method.prices[currency]
  const insurancePrice = insurance ? insurancePrices[currency] : formatAmount(0n, currency)
  const total = productsTotal - discount + amount(shipping) + amount(insurancePrice)

  const address = {
    first_name: customer.first_name,
    last_name: customer.last_name,
    country: market.country,
    state: customer.state,
    city: customer.city,
    zip: customer.zip,
    address: customer.address,
    address2: null,
  }
  const campaign = random.chance(0.4) ? random.pick(CAMPAIGNS) : undefined
  const { user_agent, screen, os, browser } = customer.device
  const order: ShopOrder = {
    shop_order_id: `G${seed}-${String(index).padStart(7, "0")}`,
    shop_domain: domain,
    currency,
    language: market.language,
    locale: market.locale,
    customer: {
      first_name: customer.first_name,
      last_name: customer.last_name,
      email: customer.email,
      email_as_sent: customer.email,
      phone: customer.phone,
      ip: customer.ip,
      ip_flag: null,
    },
    billing: address,
    shipping: address,
    payment: paymentOf(random, customer, at),
    products,
    coupon: hasCoupon ? { used: true, type: "percentage", code: "SAVE10", value: "10" } : null,
    delivery: {
      id: method.id,
      code: method.code,
      name: method.name,
      price: shipping,
      insurance,
      insurance_price: insurancePrice,
    },
    totals: {
      products: formatAmount(productsTotal, currency),
      discount: formatAmount(discount, currency),
      shipping,
      insurance: insurancePrice,
      rounding: formatAmount(0n, currency),
      tax: null,
      total: formatAmount(total, currency),
    },
    currency_coef: null,
    bonus: random.chance(0.2) ? "4 pills" : null,
    refill_reminder: random.chance(0.1) ? { period_days: 30, via: "email" } : null,
    campaigns: readCampaigns(campaign),
    device: {
      class: customer.device.class,
      os,
      browser,
      screen: {
        width: screen[0],
        height: screen[1],
        avail_width: screen[0],
        avail_height: screen[1],
        color_depth: 24,
      },
      language: market.locale,
      timezone: market.timezone,
      user_agent,
    },
    price_source: "shop",
  }
  const groups = Array.from({ length: 3 }, () => letters(random, ORDER_ID_ALPHABET, 6))
  const id = [context.orderIdPrefix, ...groups].join("-")
  const life = liveOrder(random, at, until, context.staff)
  return {
    id,
    at,
    shop,
    customer,
    order,
    rate,
    life,
    payments: payOrder(randomOf(`payments ${seed} ${index}`), {
      id,
      at,
      shop_id: shop.id,
      method: order.payment.method,
      card_brand: order.payment.card?.brand ?? null,
      currency,
      total: order.totals.total,
      usd_per_unit: rate.usd_per_unit,
      life,
      accounts: context.accounts[order.payment.method],
      until,
    }),
    random,
  }
}
