import fc from "fast-check"
import {
  type Json,
  ownersCart,
  sample,
  withValue,
} from "../../../integration-tests/harness/samples"
import { readOrderRequest } from "./read-order-request"
import type { OrderRefusal, ShopOrder } from "./shop-order"

const shop = {
  domains: ["vitaherb.example", "greenleaf-supplements.example", "site.com", "müller.example"],
  default_language: "en",
  totals_required: false,
}
const now = new Date("2026-06-15T12:00:00Z")
const read = (body: unknown, change: Partial<typeof shop> = {}) =>
  readOrderRequest(body, { shop: { ...shop, ...change }, now })

const accepted = (body: unknown): ShopOrder => {
  const result = read(body)
  if (!result.ok) {
    throw new Error(JSON.stringify(result))
  }
  return result.order
}

const refused = (body: unknown): OrderRefusal => {
  const result = read(body)
  if (result.ok) {
    throw new Error("The order was accepted.")
  }
  return result
}

const card = sample("create-order.card")
const paypal = sample("create-order.paypal")
const crypto = sample("create-order.crypto")
const echeck = sample("create-order.echeck")

const cartOrder = (cart: unknown = sample("cart-handoff")): Json =>
  withValue({ ...card, cart }, "products", undefined)

const ownersOrder = (): Json =>
  withValue(withValue(cartOrder(ownersCart()), "options.shop_order_id", "HFT677875"), "options", {
    shop_order_id: "HFT677875",
  })

describe("what shops send today", () => {
  it.each(["card", "paypal", "crypto", "echeck"])("accepts the sample %s", (name) => {
    const order = accepted(sample(`create-order.${name}`))
    expect(order.totals.rounding).toBe("0.00")
    expect(order.price_source).toBe("table")
  })

  it("reads the card order into the canonical form", () => {
    const order = accepted(card)
    expect(order).toMatchObject({
      shop_order_id: "HFT677901",
      currency: "EUR",
      language: "de",
      locale: "de-DE",
      customer: { email: "juergen.grossmann@example.com", phone: "+493023125042", ip_flag: null },
      billing: { country: "DE", state: null, zip: "10245", first_name: "Jürgen" },
      payment: {
        method: "credit_card",
        card: {
          brand: "visa",
          first6: "411111",
          last4: "1111",
          expiry_month: 12,
          birthday: "1984-04-17",
        },
      },
      delivery: {
        id: 1,
        code: "airmail",
        price: "14.95",
        insurance: true,
        insurance_price: "4.95",
      },
      totals: { products: "69.00", discount: "0.00", total: "88.90" },
      campaigns: { utm: { source: "newsletter", medium: "email", campaign: "xmas24" } },
      device: { class: "desktop", os: "Windows 10", browser: "Chrome 126" },
    })
    expect(order.products[1]).toMatchObject({
      unit_price: "18.50",
      quantity: 2,
      line_total: "37.00",
    })
  })

  it.each([
    ["wrapped in data", sample("cart-handoff")],
    ["bare", sample("cart-handoff").data],
  ])("accepts the cart hand-over %s", (_name, cart) => {
    const order = accepted(cartOrder(cart))
    expect(order.totals).toMatchObject({ products: "69.00", discount: "6.90", total: "82.00" })
    expect(order.coupon).toEqual({ used: true, type: "percentage", code: "XMAS24", value: null })
    expect(order.price_source).toBe("shop")
    expect(order.currency_coef).toBe("0.95")
  })

  it("accepts a cart beside the same products, and refuses it beside others", () => {
    const both = { ...card, cart: sample("cart-handoff") }
    expect(accepted(both).totals.total).toBe("82.00")
    expect(refused(withValue(both, "products.0.quantity", 7)).fields).toContainEqual({
      path: "cart.product",
      message: "Says something else than products.",
    })
  })

  it("follows the cart where the insurance differs, and takes an empty list beside it", () => {
    const order = accepted({
      ...card,
      products: [],
      options: { ...(card.options as Json), shop_domain: "site.com", shop_order_id: "HFT677875" },
      cart: ownersCart(),
    })
    expect(order.totals).toMatchObject({ insurance: "0.00", total: "15.00" })
  })

  it("accepts the owner's own example", () => {
    const order = accepted(ownersOrder())
    expect(order).toMatchObject({
      shop_domain: "site.com",
      language: "en",
      totals: {
        products: "20.00",
        discount: "19.95",
        shipping: "14.95",
        insurance: "0.00",
        total: "15.00",
      },
    })
    expect(order.products[0].sku).toBe("0ЕК345")
  })

  it("takes numbers as text and knows all names of a method", () => {
    const asText = withValue(
      withValue(card, "products.1.price", "18.50"),
      "products.1.quantity",
      "2"
    )
    expect(accepted(asText)).toEqual(accepted(card))
    for (const method of [2, "2", "PayPal", "paypal"]) {
      expect(accepted(withValue(paypal, "payment.method", method)).payment.method).toBe("paypal")
    }
    expect(accepted(withValue(card, "payment.method", "Credit Card")).payment.method).toBe(
      "credit_card"
    )
    expect(accepted(withValue(crypto, "payment.method", "Cryptocurrency")).payment.method).toBe(
      "crypto"
    )
    expect(accepted(withValue(echeck, "payment.method", "Echeck")).payment.method).toBe("echeck")
  })

  it("uses the billing address where no shipping address is given", () => {
    const order = accepted(withValue(card, "shipping", undefined))
    expect(order.shipping).toEqual(order.billing)
  })

  it("keeps emoji, HTML and SQL as sent", () => {
    const name = `Robert'); DROP TABLE "order";-- <script>alert(1)</script> 😀`
    expect(accepted(withValue(card, "customer.first_name", name)).customer.first_name).toBe(name)
  })

  it.each([
    ["ENG", "en", null],
    ["eng", "en", null],
    ["en_US", "en", "en-US"],
    ["ger", "de", null],
    ["DE", "de", null],
    ["xx-nonsense-!!", "en", null],
    ["klingonese", "en", null],
  ])("reads the locale %s as %s", (sent, language, locale) => {
    expect(accepted(withValue(card, "options.locale", sent))).toMatchObject({ language, locale })
  })

  it.each([
    ["FR", "75001", undefined],
    ["GB", "sw1a1aa", "XX"],
    ["IT", "00144", "RM"],
    ["ES", "28039", "XX"],
    ["JP", "1500001", undefined],
    ["PL", "00950", undefined],
    ["NL", "1012ab", ""],
    ["LT", "LT-01100", undefined],
    ["AU", "2000", "nsw"],
    ["BR", "01310100", "BR-SP"],
    ["IN", "560 001", "KA"],
    ["IN", "500001", "TG"],
    ["US", "09012-1234", "AE"],
    ["AR", "1000", undefined],
    ["HK", "", undefined],
    ["AE", undefined, undefined],
  ])("takes an address in %s with the postcode %s and the state %s", (country, zip, state) => {
    const billing = { country, zip, state, city: "City", address: "Street 1" }
    expect(accepted({ ...card, billing }).billing.country).toBe(country)
  })

  it.each([
    ["203.0.113.24", null],
    ["2001:db8:4006:812::200e", null],
    ["10.0.0.1", "private"],
    ["::ffff:192.168.1.1", "private"],
    ["::1", "private"],
    ["fd00::1", "private"],
    ["not an address", "malformed"],
  ])("flags the address %s as %s", (ip, ip_flag) => {
    expect(accepted(withValue(card, "customer.ip", ip)).customer).toMatchObject({ ip, ip_flag })
  })

  it("finds a customer whatever the case and form of the e-mail address", () => {
    const email = accepted(withValue(card, "customer.email", "  Ju\u0308rgen@M\u00dcLLER.example "))
      .customer.email
    expect(email).toBe("j\u00fcrgen@m\u00fcller.example")
  })

  it("reads a national phone number in the billing country", () => {
    expect(accepted(withValue(card, "customer.phone", "030 23125042")).customer.phone).toBe(
      "+493023125042"
    )
    expect(accepted(withValue(card, "customer.phone", "0049 30 23125042")).customer.phone).toBe(
      "+493023125042"
    )
  })

  it("masks a card number in links, tags and metrics", () => {
    const sent = withValue(
      withValue(card, "options.campaigns", "utm_source=4111111111111111"),
      "metrics.device.user_agent",
      "Mozilla 4111 1111 1111 1111"
    )
    const order = accepted(
      withValue(sent, "products.0.url", "https://x.example/?q=4111111111111111")
    )
    const { payment: _payment, ...rest } = order
    expect(JSON.stringify(rest)).not.toContain("4111111111111111")
    expect(JSON.stringify(rest)).not.toContain("4111 1111 1111 1111")
    expect(order.campaigns?.utm).toEqual({ source: "411111…1111" })
  })
})

const own = (path: string, value: unknown, body: Json = card): Json => withValue(body, path, value)
const required = "This field is required."

describe("bodies that are no order (400)", () => {
  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "order"],
    ["a number", 1],
    ["a list", [card]],
  ])("refuses %s", (_name, body) => {
    expect(refused(body)).toMatchObject({ status: 400, code: "malformed" })
  })

  it.each<[string, unknown, string]>([
    ["customer", undefined, required],
    ["customer.email", undefined, required],
    ["customer.email", 5, "Must be text."],
    ["customer.email", ["a@b.example"], "Must be text."],
    ["customer", "Jürgen", "Must be an object."],
    ["billing.zip", undefined, required],
    ["billing.zip", 10245, "Must be text."],
    ["options.currency", undefined, required],
    ["options.delivery_id", undefined, required],
    ["options.shop_domain", undefined, required],
    ["options.shop_order_id", undefined, required],
    ["options.insurance", "perhaps", "Must be true or false (1 or 0)."],
    ["products", undefined, required],
    ["products", {}, "Must be a list."],
    ["products.0", 5, "Must be an object."],
    ["products.0.price", "20,00", "Must be a number, for example 34.95."],
    ["products.0.quantity", "many", "Must be a number, for example 34.95."],
    ["products.0.sku", null, required],
    ["payment.card_number", undefined, required],
    ["payment.card_cvv", undefined, required],
    ["payment.card_cvv", 123, "Must be text."],
    ["payment.cardholder_birthday", undefined, required],
    ["products.0.colour", "red", "There is no such field."],
    ["surprise", 1, "There is no such field."],
    ["auth.token", "x", "There is no such field."],
  ])("refuses %s = %j", (path, value, message) => {
    const refusal = refused(own(path, value))
    expect(refusal).toMatchObject({ status: 400, code: "malformed" })
    expect(refusal.fields).toEqual([{ path, message }])
    expect(refusal.error).toContain(path)
  })

  it("does not trust the names of unknown fields", () => {
    const body: Json = { ...card, "4111 1111 1111 1111": 1, ["x".repeat(5000)]: 1, "a\u0000b": 1 }
    const paths = refused(body).fields.map((fault) => fault.path)
    expect(paths).toEqual(["411111…1111", `${"x".repeat(60)}…`, "a?b"])
    expect(refused(JSON.parse('{"__proto__": {"x": 1}}')).fields[0].path).toBe("__proto__")
  })

  it("survives 20,000 levels of nesting", () => {
    let deep: unknown = {}
    for (let level = 0; level < 20_000; level += 1) {
      deep = { deep }
    }
    expect(refused(own("metrics", deep))).toMatchObject({ status: 400, fields: [{ path: "" }] })
  })
})

describe("orders that do not make sense (422)", () => {
  it.each<[string, unknown, Json?]>([
    ["customer.first_name", "   "],
    ["customer.email", "juergen"],
    ["customer.email", "a b@example.com"],
    ["customer.email", "a@localhost"],
    ["customer.email", "a..b@example.com"],
    ["customer.phone", "12345"],
    ["customer.phone", "call me"],
    ["customer.first_name", "a\u0000b"],
    ["customer.first_name", "\ud800"],
    ["customer.first_name", "x".repeat(256)],
    ["billing.country", "XX"],
    ["billing.country", "Germany"],
    ["billing.state", "ZZ"],
    ["billing.state", "XX", paypal],
    ["billing.state", undefined, paypal],
    ["billing.state", "ZZ", paypal],
    ["billing.zip", "1", card],
    ["billing.zip", "  ", card],
    ["billing.zip", "ABCDE", paypal],
    ["billing.city", " "],
    ["shipping.country", "ZZ"],
    ["payment.method", "barter"],
    ["payment.method", 9],
    ["payment.card_number", "4111111111111112"],
    ["payment.card_number", "411111"],
    ["payment.card_number", "9999999999999995"],
    ["payment.card_expire_month", "13"],
    ["payment.card_expire_month", "00"],
    ["payment.card_expire_year", "30"],
    ["payment.card_expire_year", "2020"],
    ["payment.card_expire_year", "2099"],
    ["payment.card_cvv", "12"],
    ["payment.card_cvv", "1234"],
    ["payment.card_cvv", "abc"],
    ["payment.cardholder", " "],
    ["payment.cardholder_birthday", "17-04-1984"],
    ["payment.cardholder_birthday", "02-30-1984"],
    ["payment.cardholder_birthday", "1984-04-17"],
    ["payment.cardholder_birthday", "06-16-2008"],
    ["payment.cardholder_birthday", "01-01-1850"],
    ["payment.pay_currency", "BTC"],
    ["payment.card_number", "4111111111111111", paypal],
    ["payment.card_cvv", "123", echeck],
    ["payment.echeck.routing_number", "110000001", echeck],
    ["payment.echeck.account_number", "12", echeck],
    ["payment.echeck.account_type", "piggy bank", echeck],
    ["payment.echeck.holder_type", "x", echeck],
    ["payment.pay_currency", "not a coin!", crypto],
    ["options.currency", "XYZ"],
    ["options.delivery_id", 3],
    ["options.shop_domain", "evil.example"],
    ["options.shop_order_id", " "],
    ["options.refill_reminder", { period_days: 0, via: "email" }],
    ["options.refill_reminder", { period_days: 30, via: "pigeon" }],
    ["options.currency_coef", -1],
    ["options.delivery_price", -1],
    ["products", []],
    ["products.0.quantity", 0],
    ["products.0.quantity", 1.5],
    ["products.0.quantity", 10_000],
    ["products.0.quantity", -1],
    ["products.0.price", -20],
    ["products.0.price", 1e15],
    ["products.0.price", 20.005],
    ["products.0.url", "javascript:alert(1)"],
    ["products.0.sku", ""],
    ["totals", { total: 1 }],
    ["totals", { total: 88.9, total_products: 17 }],
    ["totals", { total: 88.9, discounted_total: 80 }],
    ["coupon", { used: 1, type: 1, code: "X" }],
    ["coupon", { used: 1, type: 3, code: "X", value: 5 }],
    ["coupon", { used: 1, type: 1, code: "X", value: 101 }],
  ])("refuses %s = %j", (path, value, body = card) => {
    const refusal = refused(own(path, value, body))
    expect(refusal).toMatchObject({ ok: false, status: 422, code: "unprocessable" })
    expect(refusal.fields).toHaveLength(1)
    expect(refusal.fields[0].message).toMatch(/^[A-Z].*\.$/)
    expect(refusal.error.length).toBeLessThan(400)
  })

  it("names both figures of a total that is not right", () => {
    expect(refused(own("totals", { total: 90 })).fields).toEqual([
      {
        path: "totals.total",
        message: "The total is 90.00 EUR, but products, delivery and insurance come to 88.90 EUR.",
      },
    ])
  })

  it("lists the faults of all parts in one answer", () => {
    const body = own(
      "payment.card_number",
      "4111111111111112",
      own("products.1.price", -1, own("customer.email", "x", own("billing.zip", undefined)))
    )
    const refusal = refused(body)
    expect(refusal.status).toBe(400)
    expect(refusal.fields.map((fault) => fault.path).sort()).toEqual([
      "billing.zip",
      "customer.email",
      "payment.card_number",
      "products.1.price",
    ])
    expect(refusal.error).toContain("4 fields are not right")
  })

  it("refuses a card number in every text field that a person or a shop fills in", () => {
    const places = [
      "customer.first_name",
      "customer.last_name",
      "customer.email",
      "customer.phone",
      "customer.ip",
      "billing.city",
      "billing.zip",
      "billing.address",
      "shipping.address",
      "payment.cardholder",
      "payment.method",
      "options.shop_order_id",
      "options.bonus",
      "options.locale",
      "products.0.name",
      "products.0.sku",
      "products.0.option",
      "products.0.id",
    ]
    for (const path of places) {
      for (const number of ["4111 1111 1111 1111", "378282246310005"]) {
        const refusal = refused(own(path, number))
        expect(refusal.fields.map((fault) => fault.path)).toContain(path)
        expect(JSON.stringify(refusal)).not.toContain(number)
      }
    }
  })

  it("never repeats a value of a payment field", () => {
    const values: Json = {
      method: "credit_card",
      cardholder: "HOLDER-SECRET\u0000",
      card_number: "4111111111111199",
      card_expire_month: "7777",
      card_expire_year: "88888",
      card_cvv: "99977",
      cardholder_birthday: "66-66-6666",
      pay_currency: "SECRETCOIN!",
    }
    const answer = JSON.stringify(refused(own("payment", values)))
    for (const value of Object.values(values).slice(1)) {
      expect(answer).not.toContain(String(value))
    }
  })
})

describe("totals", () => {
  const totalsOf = (totals: Json, coupon?: Json) =>
    accepted({ ...card, totals, ...(coupon ? { coupon } : {}) }).totals

  it("follows the shop's total within a cent per line", () => {
    expect(totalsOf({ total: 88.92 })).toMatchObject({ rounding: "0.02", total: "88.92" })
    expect(totalsOf({ total: "88.87" })).toMatchObject({ rounding: "-0.03", total: "88.87" })
    expect(refused({ ...card, totals: { total: 88.94 } }).status).toBe(422)
  })

  it("takes products that cost nothing, but no order that does", () => {
    const free = { sku: "S", name: "N", quantity: 1, price: 0 }
    expect(accepted({ ...card, products: [free, free] }).totals.total).toBe("19.90")
    expect(refused({ ...card, products: [free, free], totals: { total: 19.89 } }).status).toBe(422)
    const options = { ...(card.options as Json), delivery_price: 0, insurance: 0 }
    expect(refused({ ...card, products: [free], options }).error).toContain("more than 0")
  })

  it("counts lines or pieces", () => {
    expect(totalsOf({ total_products: 3 }).total).toBe("88.90")
    expect(totalsOf({ total_products: 4 }).total).toBe("88.90")
  })

  it("takes off what the coupon says", () => {
    expect(totalsOf({}, { used: 1, type: 1, code: "A", value: 10 })).toMatchObject({
      discount: "6.90",
      total: "82.00",
    })
    expect(totalsOf({}, { used: 1, type: 2, code: "A", value: 5 })).toMatchObject({
      discount: "5.00",
      total: "83.90",
    })
    expect(totalsOf({ discounted_total: 82 }, { used: true, type: 1, code: "A" })).toMatchObject({
      discount: "6.90",
      total: "82.00",
    })
    expect(
      totalsOf({ total: 88.9, discounted_total: 88.9 }, { used: 0, type: 0, code: "" }).discount
    ).toBe("0.00")
  })

  it("wants totals where the shop must send them", () => {
    const result = read(card, { totals_required: true })
    expect(result).toMatchObject({ status: 422, fields: [{ path: "totals.total" }] })
    expect(read({ ...card, totals: { total: 88.9 } }, { totals_required: true }).ok).toBe(true)
  })

  it("has no price of its own in a currency that is not in the table", () => {
    expect(refused(own("options.currency", "THB")).fields.map((fault) => fault.path)).toEqual([
      "options.delivery_price",
      "options.insurance_price",
    ])
  })

  it("always adds up", () => {
    const price = fc.integer({ min: 1, max: 99_999 }).map((cents) => cents / 100)
    const line = fc.record({
      sku: fc.constant("S"),
      name: fc.constant("N"),
      quantity: fc.integer({ min: 1, max: 50 }),
      price,
    })
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        price,
        fc.nat(100),
        (products, delivery_price, value) => {
          const order = accepted({
            ...withValue(
              withValue(card, "options.delivery_price", delivery_price),
              "products",
              products
            ),
            coupon: { used: 1, type: 1, code: "A", value },
          })
          const cents = (amount: string): number => Math.round(Number(amount) * 100)
          const { totals } = order
          expect(cents(totals.total)).toBe(
            cents(totals.products) -
              cents(totals.discount) +
              cents(totals.shipping) +
              cents(totals.insurance) +
              cents(totals.rounding)
          )
        }
      ),
      { numRuns: 50 }
    )
  })
})

describe("anything at all", () => {
  it("never throws on junk", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withNullPrototype: true,
          withSparseArray: true,
        }),
        (junk) => {
          expect(read(junk).ok).toBe(false)
        }
      )
    )
  })

  it("never throws, and never accepts quietly, with junk in any field", () => {
    const paths = [card, echeck].flatMap((body) =>
      Object.entries(body).flatMap(([section, part]) => [
        section,
        ...Object.keys(part as object).map((key) => `${section}.${key}`),
        ...(section === "products"
          ? ["price", "quantity", "id", "sku"].map((key) => `products.0.${key}`)
          : []),
      ])
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.oneof(fc.anything(), fc.string({ unit: "binary" }), fc.double()),
        (path, junk) => {
          const result = read(withValue(card, path, junk))
          expect(result.ok || result.fields.length > 0).toBe(true)
        }
      ),
      { numRuns: 500 }
    )
  })
})
