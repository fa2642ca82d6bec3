import { readFileSync } from "node:fs"
import path from "node:path"
import type { AccountAccess } from "../processor"
import { fromStripeAmount, toStripeAmount } from "./amounts"
import { isSignedByStripe } from "./client"
import { stripeProcessor } from "./processor"
import { readEvent } from "./transformers"

const fixture = (name: string) =>
  JSON.parse(readFileSync(path.join(process.cwd(), "integration-tests", "fixtures", name), "utf8"))
const recorded: Record<string, { raw: string }> = fixture(
  "activemerchant/stripe_payment_intents.json"
).responses

const account: AccountAccess = {
  ...{ id: "1", base_url: "", settings: {} },
  secrets: { secret_key: "sk_test_x", webhook_secret: "whsec_x" },
}

/** What our code makes of a recorded answer to a question about a payment. */
const asked = async (name: string, status = 200) => {
  const answer = new Response(recorded[name].raw, { status })
  const spy = jest.spyOn(globalThis, "fetch").mockResolvedValue(answer)
  try {
    return (await stripeProcessor.query(account, { reference: "att_1", payment_id: "pi_1" })).view
  } finally {
    spy.mockRestore()
  }
}

describe("amounts in Stripe's units", () => {
  it.each([
    ["34.95", "EUR", 3495],
    ["500", "JPY", 500],
    ["12.340", "KWD", 12340],
    ["1200", "ISK", 120000],
    ["5", "UGX", 500],
  ])("%s %s is %i, and back", (amount, currency, units) => {
    expect(toStripeAmount({ amount, currency })).toBe(units)
    expect(fromStripeAmount(units, currency.toLowerCase())).toEqual({ amount, currency })
  })

  it("has none for an amount that card schemes cannot take exactly", () => {
    expect(toStripeAmount({ amount: "12.345", currency: "KWD" })).toBeNull()
  })
})

describe("answers of Stripe, as recorded from the real one", () => {
  it("waits for 3-D Secure, with its address", async () => {
    expect(await asked("successful_confirm_3ds2_intent_response")).toMatchObject({
      state: "pending",
      captured: null,
      redirect_url: expect.stringContaining("https://hooks.stripe.com/3d_secure_2"),
    })
  })

  it("waits for a capture that is still to come: nothing is taken", async () => {
    expect(await asked("successful_create_intent_response")).toMatchObject({
      ...{ state: "pending", captured: null },
    })
  })

  it("takes a cancelled payment for declined, without money", async () => {
    expect(await asked("successful_void_response")).toMatchObject({
      ...{ state: "declined", captured: null, code: "closed_by_us" },
    })
  })

  it("knows nothing after an error of Stripe's own", async () => {
    expect(await asked("failed_service_response", 500)).toMatchObject({
      ...{ state: "unknown", found: true },
    })
  })
})

describe("events of Stripe", () => {
  it("are believed by the documented formula, for five minutes", async () => {
    const vector = fixture("webhook-signatures/webhook_vectors.json").vectors.find(
      ({ provider }: { provider: string }) => provider === "stripe"
    )
    const own = { ...account, secrets: { ...account.secrets, webhook_secret: vector.secret } }
    const isSigned = () =>
      isSignedByStripe(own, Buffer.from(vector.body), vector.headers["stripe-signature"])
    jest.useFakeTimers({ now: 1_763_770_000_000, doNotFake: ["nextTick", "setImmediate"] })
    expect(await isSigned()).toBe(true)
    jest.setSystemTime(1_763_770_000_000 + 301_000)
    expect(await isSigned()).toBe(false)
    jest.useRealTimers()
  })

  it.each([
    ["a payment of ours", "payment_intent", { metadata: { attempt_id: "att_1" } }, null, "att_1"],
    ["a payment of others", "payment_intent", { metadata: {} }, /not made by this system/, null],
    ["a payout", "payout", {}, /not about a payment/, null],
    // Its attempt is the refund's; the payment it belongs to is found by Stripe's id.
    [
      "a refund",
      "refund",
      { payment_intent: "pi_1", metadata: { attempt_id: "att_9" } },
      null,
      null,
    ],
    ["a dispute", "dispute", { payment_intent: "pi_1" }, null, null],
  ])("%s", (_what, object, more, ignored, reference) => {
    const event = {
      ...{ id: "evt_1", object: "event", type: `${object}.updated` },
      data: { object: { id: "x_1", object, ...more } },
    }
    const reading = readEvent(Buffer.from(JSON.stringify(event)))
    expect(reading.reference).toBe(reference)
    if (ignored) {
      expect(reading.ignore).toMatch(ignored)
    } else {
      expect(reading.ignore).toBeNull()
    }
  })
})
