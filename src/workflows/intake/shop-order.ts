import type { CardBrand } from "../../lib/card-numbers"

/**
 * The canonical, validated order of a shop: what is left of a create-order call once every rule has
 * agreed to it. Both doors, the dry run and the fingerprint of sameness work on this and on nothing
 * else. Amounts are exact decimals as strings, in the order's currency, with as many decimal places
 * as the currency has ("20.00", "20" in yen).
 */
export type ShopOrder = {
  shop_order_id: string
  /** The domain that letters name: one of the shop's registered ones. */
  shop_domain: string
  /** ISO 4217, upper case. */
  currency: string
  /** ISO 639 language, lower case ("en"), never empty: the shop's own when the order names none. */
  language: string
  /** The whole locale when the shop sent a region too ("en-GB"). */
  locale: string | null
  customer: OrderCustomer
  billing: OrderAddress
  shipping: OrderAddress
  payment: OrderPayment
  products: OrderLine[]
  coupon: OrderCoupon | null
  delivery: OrderDelivery
  totals: OrderTotals
  /** The shop's own conversion: kept as a fact, never applied again. */
  currency_coef: string | null
  bonus: string | null
  refill_reminder: RefillReminder | null
  campaigns: OrderCampaigns | null
  device: OrderDevice | null
  /** Whether the shop named every price, or our price table filled in delivery or insurance. */
  price_source: "shop" | "table"
}

export type OrderCustomer = {
  first_name: string
  last_name: string
  /** Normalised (Unicode NFC, lower case, no spaces around): identifies the customer. */
  email: string
  email_as_sent: string
  /** E.164: "+493023125042". */
  phone: string
  /** As sent; `ip_flag` says when it must not be trusted. */
  ip: string
  ip_flag: "private" | "malformed" | null
}

export type OrderAddress = {
  first_name: string
  last_name: string
  /** ISO 3166-1 alpha-2. */
  country: string
  /** The part of ISO 3166-2 after the country ("CA" of "US-CA"); null where there is none. */
  state: string | null
  city: string
  /** Empty only where the country's post has no codes. */
  zip: string
  address: string
  address2: string | null
}

export type PaymentMethod = "credit_card" | "paypal" | "crypto" | "echeck"

/** Holds the number and the CVV in the clear: goes to the vault and nowhere else. */
export type OrderCard = {
  number: string
  holder: string
  expiry_month: number
  expiry_year: number
  cvv: string
  /** ISO date, "1984-04-17". */
  birthday: string
  brand: CardBrand
  first6: string
  last4: string
}

/** Holds the account number in the clear: goes to the vault and nowhere else. */
export type OrderEcheck = {
  account_holder: string
  routing_number: string
  account_number: string
  last4: string
  account_type: "checking" | "savings"
  holder_type: "personal" | "business"
}

export type OrderPayment = {
  method: PaymentMethod
  /** Exactly when the method is credit_card; never of an order that staff have written. */
  card: OrderCard | null
  /** Exactly when the method is echeck, with the same exception. */
  echeck: OrderEcheck | null
  /** The coin the customer wants to pay with; only with crypto. */
  pay_currency: string | null
}

export type OrderLine = {
  product_id: string | null
  sku: string
  name: string
  option: string | null
  option_value: string | null
  bonus: string | null
  quantity: number
  unit_price: string
  line_total: string
  url: string | null
  thumbnail: string | null
}

export type OrderCoupon = {
  used: boolean
  type: "percentage" | "fixed" | null
  code: string | null
  /** Per cent or an amount in the order's currency, when the shop sent it. */
  value: string | null
}

export type OrderDelivery = {
  id: number
  code: "airmail" | "ems"
  name: string
  price: string
  insurance: boolean
  /** "0.00" when the order is not insured. */
  insurance_price: string
}

export type OrderTotals = {
  products: string
  /** Never negative; what the coupon takes off. */
  discount: string
  shipping: string
  insurance: string
  /**
   * What the shop's own total differs from the sum of its parts (at most one cent per line, either
   * sign): total = products - discount + shipping + insurance + rounding.
   */
  rounding: string
  /** Included in the prices; only what the shop sent, for show. */
  tax: string | null
  /** What the customer pays. */
  total: string
}

export type RefillReminder = { period_days: number; via: "email" | "phone" }

export type OrderCampaigns = {
  raw: string
  /** The values of utm_source, utm_medium … without their prefix. */
  utm: Record<string, string>
}

export type DeviceClass = "phone" | "tablet" | "desktop" | "bot" | "other"

export type OrderDevice = {
  class: DeviceClass
  os: string | null
  browser: string | null
  screen: {
    width: number | null
    height: number | null
    avail_width: number | null
    avail_height: number | null
    color_depth: number | null
  }
  language: string | null
  timezone: string | null
  user_agent: string | null
}

/** What reading an order has to know about the shop that sends it. */
export type OrderingShop = {
  domains: string[]
  default_language: string
  totals_required: boolean
}

export type OrderFault = { path: string; message: string }

/** A refusal in the contract's words: 400 `malformed` or 422 `unprocessable`. */
export type OrderRefusal = {
  ok: false
  status: 400 | 422
  code: "malformed" | "unprocessable"
  error: string
  fields: OrderFault[]
}

export type ReadOrderResult = { ok: true; order: ShopOrder } | OrderRefusal
