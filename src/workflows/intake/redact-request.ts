import { maskCardNumbers } from "../../lib/card-numbers"

/**
 * What the request log may keep of a field. Anything that is not in the table below is dropped: a
 * field that nobody has thought of must not bring card data into the log.
 */
type Keep =
  /** As sent (cut, card numbers masked): words of the contract, figures, codes. */
  | "value"
  /** First letter only: names, towns. */
  | "initial"
  | "email"
  /** The last two digits. */
  | "phone"
  /** The network, not the machine. */
  | "address"
  /** Only whether it was there: secrets and payment data. */
  | "presence"

const person: Keep = "initial"
const secret: Keep = "presence"

type Table = { readonly [field: string]: Keep | Table | readonly [Table] }

const addressTable: Table = {
  first_name: person,
  last_name: person,
  country: "value",
  state: "value",
  city: person,
  zip: person,
  address: secret,
  address2: secret,
}

const productTable: Table = {
  id: "value",
  sku: "value",
  name: "value",
  option: "value",
  option_value: "value",
  bonus: "value",
  quantity: "value",
  price: "value",
  url: "value",
  thumbnail: "value",
}

const couponTable: Table = { used: "value", type: "value", code: "value", value: "value" }

const cartTable: Table = {
  product: [productTable],
  coupon: couponTable,
  shipping: { id: "value", price: "value", insurance: "value", insurance_price: "value" },
  shop: { id: "value", hostname: "value", order_id: "value" },
  total: "value",
  currency_coef: "value",
  discountedTotal: "value",
  totalProducts: "value",
  currency: "value",
  language: "value",
}

const bodyTable: Table = {
  auth: { api_id: "value", api_key: secret, auth_api_key: secret },
  customer: {
    first_name: person,
    last_name: person,
    email: "email",
    phone: "phone",
    ip: "address",
  },
  billing: addressTable,
  shipping: addressTable,
  payment: {
    method: "value",
    cardholder: secret,
    card_number: secret,
    card_expire_month: secret,
    card_expire_year: secret,
    card_cvv: secret,
    cardholder_birthday: secret,
    echeck: {
      account_holder: secret,
      routing_number: secret,
      account_number: secret,
      account_type: "value",
      holder_type: "value",
    },
    pay_currency: "value",
  },
  options: {
    delivery_id: "value",
    insurance: "value",
    currency: "value",
    locale: "value",
    campaigns: "value",
    shop_domain: "value",
    shop_order_id: "value",
    bonus: "value",
    delivery_price: "value",
    insurance_price: "value",
    currency_coef: "value",
    refill_reminder: { period_days: "value", via: "value" },
  },
  metrics: {
    device: {
      user_agent: "value",
      screen_width: "value",
      screen_height: "value",
      screen_avail_width: "value",
      screen_avail_height: "value",
      screen_color_depth: "value",
      language: "value",
      timezone: "value",
    },
  },
  products: [productTable],
  coupon: couponTable,
  totals: { total: "value", discounted_total: "value", total_products: "value", tax: "value" },
  cart: { ...cartTable, data: cartTable },
}

const LONGEST_TEXT = 200
const LONGEST_LOOKED_AT = 10_000
const MOST_LINES = 20
const UNKNOWN = "[unknown]"

// eslint-disable-next-line no-control-regex -- they are what this looks for
const unkeepable = /[\u0000-\u001f\u007f]|\p{Surrogate}/gu

const shown = (text: string): string => {
  // Masking looks at whole numbers, and makes the text shorter: cut well behind what is shown.
  const masked = maskCardNumbers(text.slice(0, LONGEST_LOOKED_AT)).replace(unkeepable, "?")
  return masked.length > LONGEST_TEXT ? `${masked.slice(0, LONGEST_TEXT)}…` : masked
}

const initial = (text: string): string => {
  const [first = ""] = text.trim()
  return `${/\p{L}/u.test(first) ? first : ""}***`
}

const redactEmail = (text: string): string => {
  const at = text.lastIndexOf("@")
  return at < 1 ? initial(text) : `${initial(text)}@${shown(text.slice(at + 1))}`
}

const redactPhone = (text: string): string => `***${text.replace(/\D/g, "").slice(-2)}`

const redactAddress = (text: string): string => {
  const version4 = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(text.trim())
  const version6 = /^([0-9a-f]{1,4}:[0-9a-f]{1,4}):/i.exec(text.trim())
  return version4 ? `${version4[1]}.0` : version6 ? `${version6[1]}::` : "***"
}

const redactors: Readonly<Record<Keep, (text: string) => string>> = {
  value: shown,
  initial,
  email: redactEmail,
  phone: redactPhone,
  address: redactAddress,
  presence: () => "***",
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const redactScalar = (value: unknown, keep: Keep): unknown => {
  if (value === null || value === undefined || typeof value === "boolean") {
    return value ?? null
  }
  if (typeof value === "string") {
    return value === "" ? "" : redactors[keep](value)
  }
  if (typeof value === "number") {
    const text = redactors[keep](String(value))
    return text === String(value) && Number.isFinite(value) ? value : text
  }
  return UNKNOWN
}

const redactObject = (value: unknown, table: Table): unknown => {
  if (!isRecord(value)) {
    return value === null || value === undefined ? null : UNKNOWN
  }
  const redacted: Record<string, unknown> = {}
  for (const key of Object.keys(table)) {
    if (!Object.hasOwn(value, key)) {
      continue
    }
    const rule = table[key]
    if (typeof rule === "string") {
      redacted[key] = redactScalar(value[key], rule)
    } else if (isLines(rule)) {
      redacted[key] = redactLines(value[key], rule[0])
    } else {
      redacted[key] = redactObject(value[key], rule)
    }
  }
  const dropped = Object.keys(value).filter((key) => !Object.hasOwn(table, key)).length
  if (dropped > 0) {
    redacted[UNKNOWN] = dropped
  }
  return redacted
}

const isLines = (rule: Table | readonly [Table]): rule is readonly [Table] => Array.isArray(rule)

const redactLines = (value: unknown, table: Table): unknown => {
  if (!Array.isArray(value)) {
    return value === null || value === undefined ? null : UNKNOWN
  }
  const lines = value.slice(0, MOST_LINES).map((line: unknown) => redactObject(line, table))
  return value.length > MOST_LINES ? [...lines, `and ${value.length - MOST_LINES} more`] : lines
}

/**
 * What the request log may keep of a create-order body: no card number, CVV, account number, key,
 * birthday or holder; of personal data as much as staff need to recognise a call ("j***@example.com");
 * nothing of fields that are not in the contract but how many there were. Never throws and stays
 * small, whatever the body is.
 */
export const redactRequest = (body: unknown): unknown => redactObject(body, bodyTable)
