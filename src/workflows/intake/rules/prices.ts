import {
  centOf,
  currencyExponent,
  formatAmount,
  formatDecimal,
  isCurrency,
  largestAmount,
  parseAmount,
  parseDecimal,
  shareOf,
} from "../../../lib/money"
import { deliveryMethods, insurancePrices } from "../data/delivery-prices"
import { type Faults, joinPath } from "../faults"
import type { OrderCoupon, OrderDelivery, OrderLine, OrderTotals } from "../shop-order"
import { isBlank, textOrNull } from "./texts"

type Decimal = number | string
type Flag = boolean | 0 | 1 | "0" | "1" | "true" | "false"

/** A value together with the field that carried it, so that a fault can name the field. */
export type Sent<Value> = { path: string; value: Value }

type SentLine = {
  id?: string | number
  sku?: string
  name?: string
  option?: string
  option_value?: string
  bonus?: string
  quantity?: Decimal
  price?: Decimal
  url?: string
  thumbnail?: string
}

type SentCoupon = { used?: Flag; type?: Decimal; code?: string; value?: Decimal }

/** The prices of an order as either form of the call carries them: in fields of its own or as cart. */
export type SentPrices = {
  lines: Sent<(SentLine | undefined)[]> | undefined
  coupon: Sent<SentCoupon> | undefined
  currency: Sent<string> | undefined
  delivery_id: Sent<Decimal> | undefined
  delivery_price: Sent<Decimal> | undefined
  insurance: Sent<Flag> | undefined
  insurance_price: Sent<Decimal> | undefined
  currency_coef: Sent<Decimal> | undefined
  total: Sent<Decimal> | undefined
  discounted_total: Sent<Decimal> | undefined
  total_products: Sent<Decimal> | undefined
  tax: Sent<Decimal> | undefined
  /** Where a missing total, discounted total, delivery id or currency should have been. */
  expected: { total: string; discounted_total: string; delivery_id: string; currency: string }
}

export type Prices = {
  currency: string
  products: OrderLine[]
  coupon: OrderCoupon | null
  delivery: OrderDelivery
  totals: OrderTotals
  currency_coef: string | null
  price_source: "shop" | "table"
}

const MOST_PIECES = 9999
const COEFFICIENT_DIGITS = 9

export const isOn = (flag: Flag | undefined): boolean =>
  flag === true || flag === 1 || flag === "1" || flag === "true"

/** An amount in minor units, not negative and within the limit; undefined after a fault. */
const readAmount = (
  sent: Sent<Decimal> | undefined,
  currency: string,
  faults: Faults
): bigint | undefined => {
  if (!sent) {
    return undefined
  }
  const number = Number(sent.value)
  const limit = largestAmount(currency)
  const units = parseAmount(sent.value, currency)
  if (number < 0) {
    faults.unprocessable(sent.path, "Must not be negative.")
  } else if (!(number <= Number(limit)) || (units !== undefined && units > limit)) {
    faults.unprocessable(sent.path, `Must not be more than ${formatAmount(limit, currency)}.`)
  } else if (units === undefined) {
    const places = currencyExponent(currency)
    faults.unprocessable(
      sent.path,
      places === 0
        ? `Amounts in ${currency} have no decimal places.`
        : `Amounts in ${currency} have at most ${places} decimal places.`
    )
  } else {
    return units
  }
  return undefined
}

const readWhole = (
  sent: Sent<Decimal>,
  least: number,
  most: number,
  faults: Faults
): number | undefined => {
  const whole = parseDecimal(sent.value, 0)
  if (whole === undefined || whole < BigInt(least) || whole > BigInt(most)) {
    faults.unprocessable(sent.path, `Must be a whole number from ${least} to ${most}.`)
    return undefined
  }
  return Number(whole)
}

const readCurrency = (sent: SentPrices, faults: Faults): string | undefined => {
  if (!sent.currency) {
    if (!faults.has(sent.expected.currency)) {
      faults.malformed(sent.expected.currency, "This field is required.")
    }
    return undefined
  }
  const code = sent.currency.value.trim().toUpperCase()
  if (!isCurrency(code)) {
    faults.unprocessable(
      sent.currency.path,
      "There is no such currency; send its code of ISO 4217, three letters."
    )
    return undefined
  }
  return code
}

type Line = { line: OrderLine; units: bigint }

/** A link for staff to click: nothing but http and https may come in. */
const readLink = (sent: string | undefined, path: string, faults: Faults): string | null => {
  const link = textOrNull(sent)?.trim() ?? null
  if (link !== null && !(/^https?:\/\//i.test(link) && URL.canParse(link))) {
    faults.unprocessable(path, "Must be an address that begins with https:// or http://.")
  }
  return link
}

const readLine = (
  sent: SentLine,
  path: string,
  currency: string | undefined,
  faults: Faults
): Line | undefined => {
  const at = (key: string): string => joinPath(path, key)
  for (const key of ["sku", "name"] as const) {
    const value = sent[key]
    if (value !== undefined && isBlank(value)) {
      faults.unprocessable(at(key), "Must not be empty.")
    }
  }
  const quantity =
    sent.quantity === undefined
      ? undefined
      : readWhole({ path: at("quantity"), value: sent.quantity }, 1, MOST_PIECES, faults)
  const price =
    sent.price === undefined || currency === undefined
      ? undefined
      : readAmount({ path: at("price"), value: sent.price }, currency, faults)
  const url = readLink(sent.url, at("url"), faults)
  const thumbnail = readLink(sent.thumbnail, at("thumbnail"), faults)
  const { sku, name } = sent
  if (!sku || !name || quantity === undefined || price === undefined || currency === undefined) {
    return undefined
  }
  const units = price * BigInt(quantity)
  return {
    units,
    line: {
      product_id: sent.id === undefined ? null : textOrNull(String(sent.id)),
      sku,
      name,
      option: textOrNull(sent.option),
      option_value: textOrNull(sent.option_value),
      bonus: textOrNull(sent.bonus),
      quantity,
      unit_price: formatAmount(price, currency),
      line_total: formatAmount(units, currency),
      url,
      thumbnail,
    },
  }
}

/** All lines, or undefined when one of them is not right. */
export const readLines = (
  sent: Sent<(SentLine | undefined)[]>,
  currency: string | undefined,
  faults: Faults
): Line[] | undefined => {
  if (sent.value.length === 0) {
    faults.unprocessable(sent.path, "An order needs at least one product.")
    return undefined
  }
  const lines = sent.value.map((line, index) =>
    line ? readLine(line, joinPath(sent.path, index), currency, faults) : undefined
  )
  const whole = lines.filter((line) => line !== undefined)
  return whole.length === lines.length ? whole : undefined
}

type Coupon = { coupon: OrderCoupon; valueUnits: bigint | undefined }

/** Percentages are counted in hundredths of a per cent. */
const PERCENT_DIGITS = 2
const HUNDRED_PERCENT = 10_000n

const readCoupon = (
  sent: Sent<SentCoupon> | undefined,
  currency: string,
  faults: Faults
): Coupon | null => {
  if (!sent) {
    return null
  }
  const at = (key: string): string => joinPath(sent.path, key)
  const { value } = sent
  const used = isOn(value.used)
  const given = (field: Decimal | undefined): field is Decimal =>
    field !== undefined && field !== ""
  const kind = given(value.type) ? parseDecimal(value.type, 0) : undefined
  // A cart without a coupon may carry a type of 0.
  if (given(value.type) && kind !== 1n && kind !== 2n && (used || kind !== 0n)) {
    faults.unprocessable(at("type"), "Must be 1 (percentage) or 2 (fixed amount).")
  }
  const type = kind === 1n ? "percentage" : kind === 2n ? "fixed" : null
  let valueUnits: bigint | undefined
  let shown: string | null = null
  if (given(value.value) && used) {
    const sentValue = { path: at("value"), value: value.value }
    if (type === null && given(value.type)) {
      // The type itself is refused above.
    } else if (type === null) {
      faults.unprocessable(at("type"), "Is needed to understand the coupon's value.")
    } else if (type === "fixed") {
      valueUnits = readAmount(sentValue, currency, faults)
      shown = valueUnits === undefined ? null : formatAmount(valueUnits, currency)
    } else {
      valueUnits = parseDecimal(value.value, PERCENT_DIGITS)
      if (valueUnits === undefined || valueUnits < 0n || valueUnits > HUNDRED_PERCENT) {
        faults.unprocessable(at("value"), "Must be a percentage from 0 to 100.")
        valueUnits = undefined
      } else {
        shown = formatDecimal(valueUnits, PERCENT_DIGITS)
      }
    }
  }
  return { coupon: { used, type, code: textOrNull(value.code), value: shown }, valueUnits }
}

type Delivery = { delivery: OrderDelivery; price: bigint; insurance: bigint; fromTable: boolean }

/** What was sent, or our table's price; undefined after a fault. */
const priceOrTable = (
  sent: Sent<Decimal> | undefined,
  table: string | undefined,
  missing: { path: string; what: string },
  currency: string,
  faults: Faults
): bigint | undefined => {
  if (sent) {
    return readAmount(sent, currency, faults)
  }
  if (table === undefined) {
    faults.unprocessable(missing.path, `We have no ${missing.what} price in ${currency}; send it.`)
    return undefined
  }
  return parseAmount(table, currency)
}

const readDelivery = (
  sent: SentPrices,
  currency: string | undefined,
  faults: Faults
): Delivery | undefined => {
  if (!sent.delivery_id) {
    if (!faults.has(sent.expected.delivery_id)) {
      faults.malformed(sent.expected.delivery_id, "This field is required.")
    }
    return undefined
  }
  const id = parseDecimal(sent.delivery_id.value, 0)
  const method = deliveryMethods.find((one) => BigInt(one.id) === id)
  if (!method) {
    const known = deliveryMethods.map((one) => `${one.id} (${one.name})`).join(" or ")
    faults.unprocessable(sent.delivery_id.path, `There is no such delivery; send ${known}.`)
    return undefined
  }
  if (currency === undefined) {
    return undefined
  }
  const insured = isOn(sent.insurance?.value)
  const price = priceOrTable(
    sent.delivery_price,
    method.prices[currency],
    { path: "options.delivery_price", what: "delivery" },
    currency,
    faults
  )
  const quoted = insured
    ? priceOrTable(
        sent.insurance_price,
        insurancePrices[currency],
        { path: "options.insurance_price", what: "insurance" },
        currency,
        faults
      )
    : // A price of an insurance that was not taken is only looked at.
      (readAmount(sent.insurance_price, currency, faults) ?? 0n)
  if (price === undefined || quoted === undefined) {
    return undefined
  }
  const insurance = insured ? quoted : 0n
  return {
    price,
    insurance,
    fromTable: !sent.delivery_price || (insured && !sent.insurance_price),
    delivery: {
      id: method.id,
      code: method.code,
      name: method.name,
      price: formatAmount(price, currency),
      insurance: insured,
      insurance_price: formatAmount(insurance, currency),
    },
  }
}

const absolute = (units: bigint): bigint => (units < 0n ? -units : units)

/** What the coupon should take off by its own value; undefined when the shop did not send one. */
const expectedDiscount = (coupon: Coupon | null, products: bigint): bigint | undefined => {
  if (!coupon?.coupon.used || coupon.valueUnits === undefined) {
    return undefined
  }
  if (coupon.coupon.type === "percentage") {
    return shareOf(products, coupon.valueUnits, HUNDRED_PERCENT)
  }
  return coupon.valueUnits < products ? coupon.valueUnits : products
}

type Parts = { lines: Line[]; coupon: Coupon | null; delivery: Delivery; currency: string }

/** Adds up the parts and compares them with every figure that the shop sent. */
const readTotals = (
  sent: SentPrices,
  { lines, coupon, delivery, currency }: Parts,
  faults: Faults
): OrderTotals | undefined => {
  const money = (units: bigint): string => `${formatAmount(units, currency)} ${currency}`
  const products = lines.reduce((sum, line) => sum + line.units, 0n)
  const computed = products + delivery.price + delivery.insurance
  const tolerance = BigInt(lines.length) * centOf(currency)
  const agrees = (one: bigint, other: bigint): boolean => absolute(one - other) <= tolerance

  const total = readAmount(sent.total, currency, faults)
  const discounted = readAmount(sent.discounted_total, currency, faults)
  const tax = readAmount(sent.tax, currency, faults)
  const unreadable =
    (sent.total && total === undefined) || (sent.discounted_total && discounted === undefined)

  if (sent.total && total !== undefined && !agrees(total, computed)) {
    faults.unprocessable(
      sent.total.path,
      `The total is ${money(total)}, but products, delivery and insurance come to ${money(computed)}.`
    )
  }
  if (sent.total_products) {
    const count = readWhole(sent.total_products, 0, MOST_PIECES * lines.length, faults)
    const pieces = lines.reduce((sum, { line }) => sum + line.quantity, 0)
    if (count !== undefined && count !== lines.length && count !== pieces) {
      faults.unprocessable(
        sent.total_products.path,
        `The number of products is ${count}, but there are ${lines.length} lines with ${pieces} pieces.`
      )
    }
  }
  if (unreadable) {
    return undefined
  }

  const before = total ?? computed
  const rounding = before - computed
  const expected = expectedDiscount(coupon, products)
  let discount = 0n
  let unexplained = 0n
  if (!coupon?.coupon.used) {
    if (sent.discounted_total && discounted !== undefined) {
      unexplained = total === undefined ? discounted - before : 0n
      if (!agrees(discounted, before)) {
        faults.unprocessable(
          sent.discounted_total.path,
          `No coupon is used, but the discounted total is ${money(discounted)} and the total ${money(before)}.`
        )
      }
    }
  } else if (sent.discounted_total && discounted !== undefined) {
    discount = before - discounted
    if (discount < 0n || discount > products) {
      faults.unprocessable(
        sent.discounted_total.path,
        `The coupon would take off ${money(discount)}: total ${money(before)} less discounted total ${money(discounted)}. It may take off between 0 and the price of the products, ${money(products)}.`
      )
    } else if (expected !== undefined && !agrees(discount, expected)) {
      faults.unprocessable(
        sent.discounted_total.path,
        `The coupon takes off ${money(expected)}, but total less discounted total is ${money(discount)}.`
      )
    }
  } else if (expected !== undefined) {
    discount = expected
  } else if (!faults.any) {
    faults.unprocessable(
      sent.expected.discounted_total,
      "A coupon is used, but neither its value nor the discounted total is given."
    )
  }

  const toPay = before - discount + unexplained
  // Rounding down is booked like a discount: both together may not exceed what the products cost.
  const reduction = discount - (rounding + unexplained < 0n ? rounding + unexplained : 0n)
  if (!faults.any && reduction > products) {
    faults.unprocessable(
      (sent.total ?? sent.discounted_total)?.path ?? sent.expected.total,
      `The total is ${money(reduction - products)} less than the products could be reduced by.`
    )
  }
  if (!faults.any && toPay <= 0n) {
    faults.unprocessable(
      (sent.discounted_total ?? sent.total)?.path ?? sent.lines?.path ?? "products",
      "The order comes to nothing; its total must be more than 0."
    )
  }
  if (!faults.any && toPay > largestAmount(currency)) {
    faults.unprocessable(
      sent.total?.path ?? sent.lines?.path ?? "products",
      `The order comes to ${money(toPay)}; it must not be more than ${money(largestAmount(currency))}.`
    )
  }
  const show = (units: bigint): string => formatAmount(units, currency)
  return {
    products: show(products),
    discount: show(discount),
    shipping: show(delivery.price),
    insurance: show(delivery.insurance),
    rounding: show(rounding + unexplained),
    tax: tax === undefined ? null : show(tax),
    total: show(toPay),
  }
}

const readCoefficient = (sent: Sent<Decimal> | undefined, faults: Faults): string | null => {
  if (!sent) {
    return null
  }
  const number = Number(sent.value)
  if (!(number > 0 && number <= 1_000_000)) {
    faults.unprocessable(sent.path, "Must be more than 0 and not more than 1,000,000.")
    return null
  }
  // A coefficient is a quotient with as many digits as a float has: nine of them say enough.
  const units = parseDecimal(sent.value, COEFFICIENT_DIGITS)
  return units === undefined ? null : formatDecimal(units, COEFFICIENT_DIGITS).replace(/\.?0+$/, "")
}

/** Reads currency, lines, coupon, delivery and totals; undefined when something is not right. */
export const readPrices = (
  sent: SentPrices,
  totalsRequired: boolean,
  faults: Faults
): Prices | undefined => {
  const currency = readCurrency(sent, faults)
  const lines = sent.lines && readLines(sent.lines, currency, faults)
  const delivery = readDelivery(sent, currency, faults)
  const currency_coef = readCoefficient(sent.currency_coef, faults)
  if (totalsRequired && !sent.total && !faults.has(sent.expected.total)) {
    faults.unprocessable(sent.expected.total, "This shop must send the total of each order.")
  }
  if (currency === undefined) {
    return undefined
  }
  const coupon = readCoupon(sent.coupon, currency, faults)
  if (!lines || !delivery) {
    return undefined
  }
  const totals = readTotals(sent, { lines, coupon, delivery, currency }, faults)
  return (
    totals && {
      currency,
      products: lines.map(({ line }) => line),
      coupon: coupon?.coupon ?? null,
      delivery: delivery.delivery,
      totals,
      currency_coef,
      price_source: delivery.fromTable ? "table" : "shop",
    }
  )
}
