import { scrubberOf } from "./scrub"
import type { AccountAccess, Instrument } from "./processor"

const account: AccountAccess = {
  id: "pacc_1",
  base_url: "",
  settings: {},
  secrets: { secret_key: "sk_live_abcdef", webhook_secret: "whsec_x" },
}
const instrument: Instrument = {
  kind: "card",
  number: "4242424242424242",
  expiry_month: 1,
  expiry_year: 2030,
  holder: "Ann Example",
  cvv: "737",
  brand: "visa",
}
const scrubber = scrubberOf(account, instrument)

describe("what is kept of an exchange", () => {
  it("has neither the card nor the keys of this call, wherever they are", () => {
    const text = scrubber.text("sk_live_abcdef paid with 4242 4242 4242 4242, CVV 737; id 7370")
    expect(text).not.toMatch(/sk_live|4242 4242|CVV 737/)
    expect(text).toContain("id 7370")
  })

  it("leaves amounts alone that look like a CVV", () => {
    expect(scrubber.text("amount 737.00 of 1.737")).toBe("amount 737.00 of 1.737")
  })

  it.each([
    ["a form field in brackets", { "payment_method_data[card][number]": "5105105105105100" }],
    ["a nested object", { payment: { source: { card: { number: "x", security_code: "1" } } } }],
    ["a person", { payer: { name: "Ann" }, billing_address: { line1: "Street" } }],
    ["a field with a prefix", { receipt_email: "ann@example.com", buyerEmail: "ann@example.com" }],
    ["NMI's fields", { ccnumber: "1", cvv: "2", ccexp: "3", checkaccount: "4", security_key: "5" }],
  ])("hides %s by its name", (_what, value) => {
    const kept = JSON.stringify(scrubber.value(value))
    expect(kept).not.toMatch(/5105|"x"|"1"|"2"|"3"|"4"|"5"|Ann|ann@|Street/)
    expect(kept).toContain("***")
  })

  it("keeps what explains a payment", () => {
    const answer = { id: "pi_1", status: "succeeded", units: 34.95, last4: "4242", note: null }
    expect(scrubber.value(answer)).toEqual(answer)
  })

  it("bears what has no end and what is too deep", () => {
    const deep: Record<string, unknown> = {}
    let inner = deep
    for (let level = 0; level < 100; level += 1) {
      inner.next = {}
      inner = inner.next as Record<string, unknown>
    }
    expect(JSON.stringify(scrubber.value(deep)).length).toBeLessThan(500)
    expect(scrubber.text("x".repeat(100_000)).length).toBeLessThanOrEqual(2_000)
  })
})
