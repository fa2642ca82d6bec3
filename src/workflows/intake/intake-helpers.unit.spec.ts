import { createHash } from "node:crypto"
import fc from "fast-check"
import { type Json, sample, withValue } from "../../../integration-tests/harness/samples"
import { bodyOfFormFields } from "./form-fields"
import { MAX_DEPTH, nestingDepth } from "./nesting-depth"
import { readCredentials } from "./read-credentials"
import { readOrderRequest } from "./read-order-request"
import { redactRequest } from "./redact-request"
import { requestFingerprint } from "./request-fingerprint"
import type { ShopOrder } from "./shop-order"

const shop = {
  domains: ["vitaherb.example", "greenleaf-supplements.example"],
  default_language: "en",
  totals_required: false,
}
const card = sample("create-order.card")

const orderOf = (body: Json): ShopOrder => {
  const result = readOrderRequest(body, { shop, now: new Date("2026-06-15T12:00:00Z") })
  if (!result.ok) {
    throw new Error(JSON.stringify(result))
  }
  return result.order
}

describe("request fingerprint", () => {
  const key = createHash("sha256").update("test").digest()
  const fingerprint = (body: Json, cardFingerprint: string | null = "card-1"): string =>
    requestFingerprint(orderOf(body), cardFingerprint, key)
  const usual = fingerprint(card)

  it.each<[string, string, unknown]>([
    ["credentials", "auth", undefined],
    ["metrics", "metrics", undefined],
    ["the CVV", "payment.card_cvv", "321"],
    ["case of the e-mail", "customer.email", "Juergen.Grossmann@Example.com"],
    ["an absent shipping address", "shipping", undefined],
    ["an empty field", "billing.address2", ""],
    ["a number as text", "products.0.price", "20.00"],
  ])("does not look at %s", (_name, path, value) => {
    expect(fingerprint(withValue(card, path, value))).toBe(usual)
  })

  it.each<[string, unknown]>([
    ["customer.first_name", "Anna"],
    ["payment.card_expire_month", "11"],
    ["products.0.quantity", 2],
    ["options.bonus", "8 pills"],
    ["billing.zip", "10247"],
  ])("changes with %s", (path, value) => {
    expect(fingerprint(withValue(card, path, value))).not.toBe(usual)
  })

  it("depends on the card's own fingerprint and on the key, not on the number", () => {
    expect(fingerprint(card, "card-2")).not.toBe(usual)
    expect(requestFingerprint(orderOf(card), "card-1", Buffer.alloc(32))).not.toBe(usual)
    expect(fingerprint(withValue(card, "payment.card_number", "4242424242424242"))).toBe(usual)
    expect(usual).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe("credentials", () => {
  const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`

  it.each<[string, string | undefined, unknown]>([
    ["a header", basic("1001:key:with:colons"), {}],
    ["a body", undefined, { auth: { api_id: 1001, api_key: "key:with:colons" } }],
    ["the alias", undefined, { auth: { api_id: "1001", auth_api_key: "key:with:colons" } }],
    [
      "both, equal",
      basic("1001:key:with:colons"),
      { auth: { api_id: "1001", api_key: "key:with:colons" } },
    ],
  ])("reads %s", (_name, authorizationHeader, body) => {
    expect(readCredentials({ authorizationHeader, body })).toEqual({
      ok: true,
      apiId: "1001",
      apiKey: "key:with:colons",
    })
  })

  it.each<[string, string | undefined, unknown]>([
    ["nothing", undefined, {}],
    ["junk", "Bearer abc", { auth: { api_id: 1, api_key: "x" } }],
    ["no key", undefined, { auth: { api_id: 1 } }],
    ["no colon", basic("1001"), {}],
    ["two keys", undefined, { auth: { api_id: 1, api_key: "x", auth_api_key: "y" } }],
    ["both, not equal", basic("1:x"), { auth: { api_id: 1, api_key: "y" } }],
    ["a list", undefined, { auth: [1, 2] }],
    ["much too much", basic(`1:${"x".repeat(500)}`), {}],
  ])("refuses %s", (_name, authorizationHeader, body) => {
    expect(readCredentials({ authorizationHeader, body })).toMatchObject({ ok: false, status: 401 })
  })

  it("never throws", () => {
    fc.assert(
      fc.property(fc.option(fc.string(), { nil: undefined }), fc.anything(), (header, auth) => {
        readCredentials({ authorizationHeader: header, body: { auth } })
        readCredentials({ authorizationHeader: header, body: auth })
      })
    )
  })
})

describe("nesting depth", () => {
  it("counts levels of objects and lists", () => {
    expect(
      [1, {}, { a: 1 }, { a: [] }, { a: [{ b: {} }] }].map((value) => nestingDepth(value))
    ).toEqual([0, 1, 1, 2, 4])
  })

  it("survives 20,000 levels and circles", () => {
    let deep: unknown[] = []
    for (let level = 0; level < 20_000; level += 1) {
      deep = [deep]
    }
    expect(nestingDepth(deep)).toBe(MAX_DEPTH + 1)
    const circle: unknown[] = []
    circle.push(circle)
    expect(nestingDepth(circle)).toBe(MAX_DEPTH + 1)
  })
})

describe("form fields", () => {
  const asForm = (value: unknown): unknown =>
    Array.isArray(value)
      ? Object.fromEntries(value.map((part, index) => [String(index), asForm(part)]))
      : typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asForm(part)]))
        : String(value)

  it.each(["card", "paypal", "crypto", "echeck"])(
    "gives the order of the JSON door: %s",
    (name) => {
      const body = sample(`create-order.${name}`)
      expect(orderOf(bodyOfFormFields(asForm(body)) as Json)).toEqual(orderOf(body))
    }
  )

  it("keeps the order of more than ten lines, and takes the cart as JSON", () => {
    const lines = Object.fromEntries(
      [...Array(25).keys()].map((index) => [index, { id: String(index) }])
    )
    expect(bodyOfFormFields({ products: lines })).toEqual({
      products: [...Array(25).keys()].map((index) => ({ id: String(index) })),
    })
    const body = bodyOfFormFields({ cart: JSON.stringify(sample("cart-handoff")) })
    expect(body).toEqual({ cart: sample("cart-handoff") })
    expect(bodyOfFormFields({ cart: "{4111111111111111" })).toEqual({ cart: "{4111111111111111" })
  })

  it("never throws and never makes long lists of sparse ones", () => {
    expect(bodyOfFormFields({ products: { "999999": { id: 1 } } })).toEqual({
      products: [{ id: 1 }],
    })
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (junk) => void bodyOfFormFields(junk))
    )
  })
})

describe("redacted requests", () => {
  it("keeps what staff need to recognise a call, and nothing of the card", () => {
    const redacted = redactRequest({ ...card, surprise: "4111111111111111" })
    expect(redacted).toMatchObject({
      auth: { api_id: 1, api_key: "***" },
      customer: {
        first_name: "J***",
        email: "j***@example.com",
        phone: "***42",
        ip: "203.0.113.0",
      },
      billing: { country: "DE", address: "***" },
      payment: { method: "credit_card", card_number: "***", card_cvv: "***", cardholder: "***" },
      options: { shop_order_id: "HFT677901" },
      "[unknown]": 1,
    })
    const text = JSON.stringify(redacted)
    for (const secret of [
      "4111111111111111",
      "sample-shop-key-1",
      "04-17-1984",
      "GROSSMANN",
      "Warschauer",
      "surprise",
      "juergen",
      '123"',
    ]) {
      expect(text).not.toContain(secret)
    }
  })

  it("holds no card number wherever one was typed", () => {
    const places = [
      "customer.first_name",
      "customer.email",
      "customer.phone",
      "customer.ip",
      "billing.city",
      "billing.zip",
      "billing.state",
      "options.bonus",
      "options.campaigns",
      "options.shop_order_id",
      "payment.method",
      "products.0.name",
      "products.0.url",
      "metrics.device.user_agent",
      "auth.api_id",
    ]
    for (const path of places) {
      for (const number of ["4111111111111111", "5555 5555 5555 4444", 4111111111111111]) {
        expect(JSON.stringify(redactRequest(withValue(card, path, number)))).not.toContain(
          String(number)
        )
      }
    }
    const beyondTheCut = `${"x".repeat(190)} ${"4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 ".repeat(400)}`
    expect(
      JSON.stringify(redactRequest(withValue(card, "options.campaigns", beyondTheCut)))
    ).not.toContain("1 1 1 1")
  })

  it("never throws and stays small", () => {
    const long = withValue(card, "products", Array(5000).fill({ name: "x".repeat(10_000) }))
    expect(JSON.stringify(redactRequest(long)).length).toBeLessThan(20_000)
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withNullPrototype: true }),
        fc.anything({ withBigInt: true }),
        (junk, part) => {
          JSON.stringify(redactRequest(junk))
          JSON.stringify(
            redactRequest({ ...card, customer: part, payment: part, products: [part] })
          )
        }
      )
    )
  })
})
