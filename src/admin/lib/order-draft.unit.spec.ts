import type { Buyer, OrderChoices } from "../types/bulk"
import { callOf, drawKey, emptyDraft, withBuyer } from "./order-draft"

const choices: OrderChoices = {
  shops: [{ id: "shop_1", name: "Vita", currency: "EUR", language: "de" }],
  deliveries: [{ id: 1, name: "AirMail", prices: { EUR: "14.95" } }],
  insurance_prices: {},
}

const address = {
  first_name: "Jürgen",
  last_name: "Großmann",
  country: "DE",
  state: "",
  city: "Berlin",
  zip: "10245",
  address: "Warschauer Straße 58",
  address2: "",
}

const buyer: Buyer = {
  email: "juergen@example.com",
  phone: "+493023125042",
  shop_id: "shop_1",
  currency: "EUR",
  language: "fr",
  name: "Jürgen Großmann",
  first_name: "Jürgen",
  last_name: "Großmann",
  last_order: { id: "T3-1", display_id: 1 },
  billing: address,
  shipping: address,
}

describe("the draft of a new order", () => {
  it("begins with the first shop and its currency", () => {
    expect(emptyDraft(choices)).toMatchObject({
      shop_id: "shop_1",
      currency: "EUR",
      way: "card_link",
    })
  })

  it("takes a customer over as the last order has them, and ships to the billing address", () => {
    const draft = withBuyer(emptyDraft(choices), buyer)
    expect(draft.customer).toMatchObject({ first_name: "Jürgen", email: "juergen@example.com" })
    expect(draft.billing).toMatchObject({ city: "Berlin", address: "Warschauer Straße 58" })
    expect([draft.shipping, draft.language]).toEqual([null, "fr"])
    const elsewhere = { ...buyer, shipping: { ...address, city: "Hamburg" } }
    expect(withBuyer(emptyDraft(choices), elsewhere).shipping?.city).toBe("Hamburg")
  })

  it("tells the server amounts with a point, and how it is paid", () => {
    const draft = emptyDraft(choices)
    const line = { sku: "A1", name: "Vitamin", option: "", quantity: "2", price: "12,50" }
    const call = callOf({ ...draft, lines: [line], way: "outside", reason: " cash " }, "KEY00000")
    expect(call.products).toEqual([
      { sku: "A1", name: "Vitamin", option: "", quantity: "2", price: "12.50" },
    ])
    expect(call.payment).toEqual({ method: "credit_card", paid_outside: { reason: "cash" } })
    expect(callOf({ ...draft, way: "crypto", coin: "BTC" }, "KEY00000").payment).toEqual({
      method: "crypto",
      pay_currency: "BTC",
      paid_outside: null,
    })
  })

  it("draws keys that the server takes", () => {
    expect(drawKey()).toMatch(/^[0-9A-Z]{8,32}$/)
    expect(drawKey()).not.toBe(drawKey())
  })
})
