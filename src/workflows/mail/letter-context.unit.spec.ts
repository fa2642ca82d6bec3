import type { CrmOrderRow } from "../../modules/crm_order/types"
import { letterAmount, letterDate } from "../../modules/mail/render/letter-amounts"
import type { AllowedLinks } from "../../modules/mail/render/letter-links"
import { TEMPLATE_VARIABLES } from "../../modules/mail/render/variables"
import { senderOf } from "../../modules/mail/sender"
import { letterContext, type LetterFacts } from "./letter-context"

const allowed: AllowedLinks = { domains: ["tea.example"], origins: [], emails: [] }

const order: CrmOrderRow = {
  id: "T3-AAAAAA-BBBBBB-CCCCCC",
  order_id: "order_1",
  display_id: 7,
  shop_id: "shop_1",
  shop_order_id: "100245",
  shop_domain: "tea.example",
  customer_id: "cus_1",
  customer_name: "Anna Schmidt",
  email: "anna@example.com",
  phone: "+493023125042",
  country: "DE",
  language: "de",
  payment_method: "credit_card",
  card_brand: "visa",
  card_last4: "4242",
  currency: "EUR",
  total: "1034.9500",
  usd_per_unit: "1.1",
  total_usd: "1138.4450",
  exchange_rate_id: "rate_1",
  status: "refunded",
  status_before_call_center: null,
  status_before_chargeback: null,
  call_center_status: null,
  call_center_since: null,
  open_attention: 0,
  payment_state: "refunded",
  captured: "1034.9500",
  refunded: "1034.9500",
  charged_back: "0.0000",
  parcels: null,
  products: [],
  product_count: 2,
  device_class: null,
  details: {
    totals: {
      products: "1049.00",
      discount: "20.00",
      shipping: "5.95",
      insurance: "0.00",
      tax: null,
      total: "1034.95",
    },
    price_source: "shop",
    currency_coef: null,
    coupon: null,
    delivery: { id: 1, code: "airmail", name: "AirMail", insurance: false },
    bonus: null,
    refill_reminder: { period_days: 60, via: "email" },
    campaigns: null,
    device: null,
    ip: { address: "198.51.100.7", flag: null },
    pay_currency: null,
  },
  request_fingerprint: "f",
  version: 1,
  tags: [],
  responsible_id: null,
  archived_at: null,
  created_at: new Date("2026-11-03T23:30:00Z"),
  updated_at: new Date("2026-11-03T23:30:00Z"),
}

const address = {
  first_name: "Anna",
  last_name: "Schmidt",
  address_1: "Lindenstraße 5",
  address_2: null,
  city: "Berlin",
  province: null,
  postal_code: "10969",
  country_code: "de",
}

const line = (title: string, url: string | null, quantity = 2) => ({
  title,
  unit_price: 24.5,
  detail: { quantity },
  metadata: { option: "Pack", option_value: "250 g", url },
})

const factsOf = (changes: Partial<LetterFacts> = {}): LetterFacts => ({
  order,
  lines: [line("Green tea", "https://tea.example/tea")],
  billing: address,
  shipping: address,
  shop: { name: "Tea House", domain: "tea.example" },
  sender: { name: "Tea House", address: "no-reply@tea.example", reply_to: "help@tea.example" },
  tracking: [],
  links: { pay: null, track: (number) => `https://tea.example/t/${number}`, unsubscribe: null },
  ...changes,
})

/** Spaces that do not break are the language's business. */
const plain = (text: string | null): string | undefined => text?.replace(/\s/gu, " ")

describe("what a letter knows of its order", () => {
  it("is written as the language writes it", () => {
    const german = letterContext(factsOf(), "de", allowed)
    expect(plain(german.order.total)).toBe("1.034,95 €")
    expect(plain(german.order.discount)).toBe("20,00 €")
    expect(german.order).toMatchObject({
      number: order.id,
      date: "3. November 2026",
      status: "Erstattet",
      insurance: null,
    })
    expect(german.shipping.lines).toEqual(["Lindenstraße 5", "10969 Berlin", "Deutschland"])
    expect(german.payment).toEqual({ url: null, method: "Kreditkarte", card: "Visa ····4242" })
    expect(plain(german.refund.amount)).toBe("1.034,95 €")
    expect(german.shop.email).toBe("help@tea.example")
    expect(letterContext(factsOf(), "en", allowed).order).toMatchObject({
      total: "€1,034.95",
      date: "3 November 2026",
      status: "Refunded",
    })
    expect(letterContext(factsOf(), "ru", allowed).shipping.lines[2]).toBe("Германия")
  })

  it("has the products with their sums, and only links of the shop", () => {
    const lines = [
      line("Green tea", "https://tea.example/tea"),
      line("Evil.example tea\r\n", "https://evil.example/tea", 3),
      line("x".repeat(10_000), "javascript:alert(1)"),
      line("None", null),
    ]
    const { items } = letterContext(factsOf({ lines }), "en", allowed).order
    expect(items[0]).toEqual({
      name: "Green tea",
      option: "Pack, 250 g",
      quantity: 2,
      price: "€24.50",
      total: "€49.00",
      url: "https://tea.example/tea",
    })
    expect(items.slice(1).map(({ url }) => url)).toEqual([null, null, null])
    expect(items[1]).toMatchObject({ name: "Evil.\u200Bexample tea", total: "€73.50" })
    expect(items[2].name).toHaveLength(200)
  })

  it("knows every name that wordings are told of, and tells of every one it knows", () => {
    const context = letterContext(
      factsOf({
        tracking: [{ id: "trk_1", number: "LX1", carrier: "DHL", url: null, sent_at: null }],
      }),
      "en",
      allowed
    )
    const known = (value: unknown, name: string): string[] => {
      if (Array.isArray(value)) {
        const isList = typeof value[0] === "object"
        return [
          name,
          ...(isList ? known(value[0], `${name}[]`).filter((one) => one !== `${name}[]`) : []),
        ]
      }
      return typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([key, part]) => known(part, name ? `${name}.${key}` : key))
        : [name]
    }
    expect(TEMPLATE_VARIABLES.map(({ name }) => name).sort()).toEqual(known(context, "").sort())
  })

  it("is there when the order is short of everything", () => {
    const bare = letterContext(
      factsOf({ lines: [], billing: null, shipping: null, order: { ...order, card_last4: null } }),
      "xx",
      allowed
    )
    expect(bare.customer.first_name).toBe("Anna Schmidt")
    expect(bare.shipping).toEqual({ name: "", lines: [] })
    expect(bare.payment.card).toBeNull()
  })
})

describe("amounts and dates of letters", () => {
  it.each([
    ["84.90", "EUR", "en", "€84.90"],
    ["84.90", "EUR", "fr", "84,90 €"],
    ["84.90", "USD", "en", "$84.90"],
    ["84.90", "CAD", "en", "$84.90 CAD"],
    ["84.90", "USD", "ru", "84,90 $"],
    ["1200", "JPY", "en", "¥1,200"],
    ["1.234", "KWD", "en", "KWD 1.234"],
    ["990000.00", "HUF", "de", "990.000,00 Ft"],
  ])("%s %s in %s", (amount, currency, language, text) => {
    expect(plain(letterAmount(amount, currency, language))).toBe(text)
  })

  it("days are those of UTC", () => {
    expect(letterDate(new Date("2026-11-03T23:59:59Z"), "pl")).toBe("3 listopada 2026")
  })
})

describe("the sender", () => {
  const silent = { from_name: null, from_address: null, reply_to: null }
  const of = (
    mailShop: typeof silent | Record<keyof typeof silent, string | null>,
    mailFrom?: string
  ) => senderOf({ mailShop, shopName: "Tea House", domain: "tea.example", mailFrom })

  it("is the shop's own, else the installation's, else at the shop's domain", () => {
    const own = { from_name: "Tea", from_address: "a@tea.example", reply_to: "b@tea.example" }
    expect(of(own, "x@crm.example")).toEqual({
      name: "Tea",
      address: "a@tea.example",
      reply_to: "b@tea.example",
    })
    expect(of(silent, "CRM <x@crm.example>").address).toBe("x@crm.example")
    expect(of(silent).address).toBe("no-reply@tea.example")
  })

  it("is never one that no server takes", () => {
    const wrong = { from_name: "A\r\nBcc: x", from_address: "a@b, c@d", reply_to: "<x>" }
    expect(of(wrong)).toEqual({
      name: "A Bcc: x",
      address: "no-reply@tea.example",
      reply_to: null,
    })
  })
})
