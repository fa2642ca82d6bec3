import { z } from "@medusajs/framework/zod"

/**
 * The create-order body of both doors: which fields there are, what type each has and how long it
 * may be. The OpenAPI document is generated from this; the rules that need more than one look at a
 * field live in `read-order-request.ts`.
 *
 * An optional field may also be null or an empty text: both mean that it is absent.
 */

/** No person, house or product has a longer one. */
const TEXT = 255
const LONG_TEXT = 2000
export const MAX_LINES = 200

const described = (description: string, example?: string | number) =>
  example === undefined ? { description } : { description, examples: [example] }

const plainText = (longest: number) =>
  z
    .string({ error: "Must be text." })
    .max(longest, { error: `Must not be longer than ${longest} characters.` })

const text = (longest: number, description: string, example?: string) =>
  plainText(longest).meta(described(description, example))

const requiredText = (longest: number, description: string, example?: string) =>
  plainText(longest).min(1, { error: "Must not be empty." }).meta(described(description, example))

const decimalError = { error: "Must be a number, for example 34.95." }

/** A number, or the same number as text: forms know nothing else. */
const numeric = (description: string, example?: number) =>
  z
    .union(
      [z.number(), z.string().regex(/^\s*[+-]?\d{1,30}(\.\d{1,40})?\s*$/, decimalError)],
      decimalError
    )
    .meta(described(description, example))

/** The same for an optional field, where an empty form field means absent. */
const optionalNumeric = (description: string, example?: number) =>
  z
    .union([numeric(description), z.literal("")], decimalError)
    .nullish()
    .meta(described(description, example))

const flag = (description: string) =>
  z
    .union([z.boolean(), z.literal([0, 1]), z.literal(["0", "1", "true", "false"])], {
      error: "Must be true or false (1 or 0).",
    })
    .meta({ description })

const nameOrId = (description: string, example: string | number) =>
  z
    .union([plainText(64), z.number()], { error: "Must be text or a number." })
    .meta(described(description, example))

export const authSchema = z
  .strictObject({
    api_id: nameOrId("The shop's id", "1001").nullish(),
    api_key: text(TEXT, "The shop's key").nullish(),
    auth_api_key: text(TEXT, "Another name of api_key").nullish(),
  })
  .meta({
    description:
      "The shop's credentials. Not needed with an Authorization header; given twice they must be equal.",
  })

export const customerSchema = z.strictObject({
  first_name: requiredText(TEXT, "First name", "Jürgen"),
  last_name: requiredText(TEXT, "Last name", "Großmann"),
  email: requiredText(254, "Identifies the customer", "juergen.grossmann@example.com"),
  phone: requiredText(
    64,
    "With + and country code, or as dialled in the billing country",
    "+493023125042"
  ),
  ip: requiredText(100, "The customer's IP address, version 4 or 6", "203.0.113.24"),
})

const addressShape = {
  country: requiredText(64, "ISO 3166-1 alpha-2", "DE"),
  state: text(
    64,
    "Code of ISO 3166-2 without the country. Required in AU, BR, CA, IN, MX, US; elsewhere XX, empty or absent",
    "XX"
  ).nullish(),
  city: requiredText(TEXT, "Town", "Berlin"),
  zip: text(32, "Postcode; may be empty where the country has none", "10245").nullish(),
  address: requiredText(500, "Street and house", "Warschauer Straße 58"),
  address2: text(500, "Second line of the address").nullish(),
}

export const billingSchema = z
  .strictObject(addressShape)
  .meta({ description: "Where the customer lives" })

export const shippingSchema = z
  .strictObject({
    ...addressShape,
    first_name: text(TEXT, "Who gets the parcel; absent: the customer").nullish(),
    last_name: text(TEXT, "Who gets the parcel; absent: the customer").nullish(),
  })
  .meta({ description: "Where the parcel goes; absent: the billing address" })

export const echeckSchema = z.strictObject({
  account_holder: requiredText(TEXT, "Holder of the account", "Étienne Tremblay"),
  routing_number: requiredText(32, "ABA routing number, 9 digits", "110000000"),
  account_number: requiredText(32, "4 to 17 digits", "000123456789"),
  account_type: requiredText(32, "`checking` or `savings`", "checking"),
  holder_type: requiredText(32, "`personal` or `business`", "personal"),
})

export const paymentSchema = z.strictObject({
  method: nameOrId(
    "`credit_card`, `paypal`, `crypto`, `echeck`, or 1 to 4 in that order",
    "credit_card"
  ),
  cardholder: text(TEXT, "Card only: the holder's name as on the card").nullish(),
  card_number: text(64, "Card only: the number; spaces and dashes are ignored").nullish(),
  card_expire_month: nameOrId("Card only: month, 2 digits", "12").nullish(),
  card_expire_year: nameOrId("Card only: year, 4 digits", "2030").nullish(),
  card_cvv: text(16, "Card only: 3 digits, American Express 4").nullish(),
  cardholder_birthday: text(32, "Card only: MM-DD-YYYY", "04-17-1984").nullish(),
  echeck: echeckSchema.nullish().meta({ description: "eCheck only: the bank account" }),
  pay_currency: text(32, "Crypto only: the coin, e.g. BTC, LTC, USDT").nullish(),
})

export const refillReminderSchema = z.strictObject({
  period_days: numeric("After how many days to remind, 1 to 365", 30),
  via: requiredText(16, "`email` or `phone`", "email"),
})

export const optionsSchema = z.strictObject({
  delivery_id: optionalNumeric("1 AirMail, 2 EMS. Required unless `cart` names it", 1),
  insurance: flag(
    "Guaranteed repeat delivery if the parcel is lost. With a `cart` the cart's counts"
  ).nullish(),
  currency: text(8, "ISO 4217. Required unless `cart` names it", "EUR").nullish(),
  locale: text(64, "Language or locale, e.g. en, ENG, en-US", "de-DE").nullish(),
  campaigns: text(
    LONG_TEXT,
    "UTM tags as a query string",
    "utm_source=newsletter&utm_medium=email"
  ).nullish(),
  shop_domain: text(
    TEXT,
    "The shop's domain that letters name; one of its registered domains. Required unless `cart` names it",
    "vitaherb.example"
  ).nullish(),
  shop_order_id: requiredText(TEXT, "The shop's own order id, unique within the shop", "HFT677901"),
  bonus: text(TEXT, "The chosen product bonus", "4 pills").nullish(),
  delivery_price: optionalNumeric("Delivery price; absent: our price table", 14.95),
  insurance_price: optionalNumeric("Insurance price; absent: our price table", 4.95),
  currency_coef: optionalNumeric("The shop's own conversion: kept, never applied", 0.95),
  refill_reminder: refillReminderSchema
    .nullish()
    .meta({ description: "Remind of a repeat order; absent: no reminder" }),
})

const pixels = (description: string) => optionalNumeric(description)

export const deviceSchema = z.strictObject({
  user_agent: text(LONG_TEXT, "User agent").nullish(),
  screen_width: pixels("Screen width"),
  screen_height: pixels("Screen height"),
  screen_avail_width: pixels("Available width"),
  screen_avail_height: pixels("Available height"),
  screen_color_depth: pixels("Colour depth"),
  language: text(64, "System language").nullish(),
  timezone: text(64, "Time zone").nullish(),
})

export const metricsSchema = z.strictObject({ device: deviceSchema.nullish() })

export const productSchema = z.strictObject({
  id: nameOrId("The shop's product id", 64764).nullish(),
  sku: requiredText(TEXT, "The shop's product code, any Unicode text", "0EK345"),
  name: requiredText(500, "Product name", "VITAMIN B"),
  option: text(TEXT, "Option", "20 mg").nullish(),
  option_value: text(TEXT, "Option value", "30 pills").nullish(),
  bonus: text(TEXT, "Product bonus", "4 pills").nullish(),
  quantity: numeric("Pieces, 1 to 9999", 1),
  price: numeric("Price of one piece in the order's currency", 20),
  url: text(LONG_TEXT, "Product page, http or https").nullish(),
  thumbnail: text(LONG_TEXT, "Product picture, http or https").nullish(),
})

export const productsSchema = z
  .array(productSchema)
  .max(MAX_LINES)
  .meta({ description: "What is ordered; instead of it the shop's `cart` may be given" })

export const couponSchema = z.strictObject({
  used: flag("Whether the coupon was applied"),
  type: optionalNumeric("1 percentage, 2 fixed amount", 1),
  code: text(TEXT, "Coupon code", "XMAS24").nullish(),
  value: optionalNumeric("Per cent, or an amount in the order's currency"),
})

export const totalsSchema = z.strictObject({
  total: optionalNumeric("Products + delivery + insurance, before the coupon", 88.9),
  discounted_total: optionalNumeric("Total less the coupon: what the customer pays", 82),
  total_products: optionalNumeric("Number of lines or of pieces", 3),
  tax: optionalNumeric("Tax included in the prices, for show"),
})

export const cartDataSchema = z.strictObject({
  product: z.array(productSchema).max(MAX_LINES),
  coupon: couponSchema.nullish(),
  shipping: z
    .strictObject({
      id: optionalNumeric("1 AirMail, 2 EMS", 1),
      price: optionalNumeric("Delivery price", 14.95),
      insurance: flag("Whether the parcel is insured").nullish(),
      insurance_price: optionalNumeric("Insurance price", 4.95),
    })
    .nullish(),
  shop: z.strictObject({
    id: nameOrId("The shop's notional id", 1).nullish(),
    hostname: text(TEXT, "The shop's site; one of its registered domains").nullish(),
    order_id: requiredText(TEXT, "Must equal options.shop_order_id", "HFT677901"),
  }),
  total: optionalNumeric("Products + delivery + insurance, before the coupon", 88.9),
  currency_coef: optionalNumeric("The shop's own conversion: kept, never applied", 0.95),
  discountedTotal: optionalNumeric("Total less the coupon", 82),
  totalProducts: optionalNumeric("Number of lines or of pieces", 3),
  currency: text(8, "ISO 4217", "EUR").nullish(),
  language: text(64, "Language, e.g. ENG", "ENG").nullish(),
})

/** What a shop hands over at checkout is wrapped in `data`; both forms are taken. */
export const cartSchema = z.union([z.strictObject({ data: cartDataSchema }), cartDataSchema]).meta({
  description:
    "The shop's cart as handed over at checkout, instead of products, coupon, delivery and totals",
})

const bodyShape = {
  auth: authSchema.nullish(),
  customer: customerSchema,
  billing: billingSchema,
  shipping: shippingSchema.nullish(),
  payment: paymentSchema,
  options: optionsSchema,
  metrics: metricsSchema.nullish(),
  products: productsSchema.nullish(),
  coupon: couponSchema.nullish(),
  totals: totalsSchema.nullish(),
}

/** The body with the cart unwrapped: what the reader walks through. */
export const orderRequestSchema = z.strictObject({
  ...bodyShape,
  cart: cartDataSchema.nullish(),
})

/** The body as shops may send it: what the public document describes. */
export const publicOrderRequestSchema = z.strictObject({
  ...bodyShape,
  cart: cartSchema.nullish(),
})
