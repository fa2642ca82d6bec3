import { readFileSync } from "node:fs"
import path from "node:path"
import type { AccountAccess } from "../processor"
import { isFromPaypal } from "./webhook-signature"

type Vector = {
  provider: string
  webhook_id: string
  body: string
  headers: Record<string, string>
  public_key_pem: string
}

const file = path.join(
  process.cwd(),
  "integration-tests/fixtures/webhook-signatures/webhook_vectors.json"
)
const { vectors }: { vectors: Vector[] } = JSON.parse(readFileSync(file, "utf8"))
const vector = vectors.find(({ provider }) => provider === "paypal")
if (!vector) {
  throw new Error("The vectors have none of PayPal.")
}
const { webhook_id, body, headers, public_key_pem } = vector

const account = (more: Partial<AccountAccess> = {}): AccountAccess => ({
  id: "pacc_1",
  base_url: "",
  settings: { client_id: "c", webhook_id },
  secrets: { client_secret: "s" },
  ...more,
})

describe("a callback of PayPal", () => {
  const asked: string[] = []

  beforeEach(() => {
    asked.length = 0
    jest.spyOn(globalThis, "fetch").mockImplementation(async (address) => {
      asked.push(String(address))
      return new Response(public_key_pem)
    })
  })

  afterEach(() => {
    jest.restoreAllMocks()
  })

  const check = (changed: Record<string, string> = {}, text = body, of = account()) =>
    isFromPaypal(of, { headers: { ...headers, ...changed }, body: Buffer.from(text) })

  it("is PayPal's when the signature is that of the body", async () => {
    await expect(check()).resolves.toBe(true)
    await expect(check()).resolves.toBe(true)
    expect(asked).toHaveLength(1)
  })

  it.each([
    ["another body", {}, `${body} `],
    ["another time", { "paypal-transmission-time": "2026-11-22T00:00:01Z" }, body],
    ["another signature", { "paypal-transmission-sig": "AAAA" }, body],
    ["no signature", { "paypal-transmission-sig": "" }, body],
    ["another algorithm", { "paypal-auth-algo": "SHA1withRSA" }, body],
  ])("is not with %s", async (_, changed, text) => {
    await expect(check(changed, text)).resolves.toBe(false)
  })

  it("is not when it was meant for another webhook", async () => {
    const other = account({ settings: { client_id: "c", webhook_id: "OTHER" } })
    await expect(check({}, body, other)).resolves.toBe(false)
    await expect(check({}, body, account({ settings: {} }))).resolves.toBe(false)
  })

  it.each([
    "http://api.paypal.com/v1/notifications/certs/CERT-TEST",
    "https://evil.example/v1/notifications/certs/CERT-TEST",
    "https://paypal.com.evil.example/v1/notifications/certs/CERT-TEST",
    "https://evilpaypal.com/v1/notifications/certs/CERT-TEST",
    "https://api.paypal.com:8443/v1/notifications/certs/CERT-TEST",
    "https://user@api.paypal.com/v1/notifications/certs/CERT-TEST",
    "https://api.paypal.com/redirect?to=evil.example",
    "https://api.paypal.com/v1/notifications/certs/../../x",
    "file:///etc/passwd",
    "not an address",
    "",
  ])("is not when its certificate is at %s, which nobody asks", async (address) => {
    await expect(check({ "paypal-cert-url": address })).resolves.toBe(false)
    expect(asked).toEqual([])
  })

  it("may bring its certificate from where the account's API answers, and only there", async () => {
    const simulated = account({ base_url: "http://127.0.0.1:4711" })
    const at = (origin: string) => ({
      "paypal-cert-url": `${origin}/v1/notifications/certs/CERT-TEST`,
    })
    await expect(check(at("http://127.0.0.1:4711"), body, simulated)).resolves.toBe(true)
    await expect(check(at("http://127.0.0.1:4712"), body, simulated)).resolves.toBe(false)
    await expect(check(at("http://127.0.0.1:4711"))).resolves.toBe(false)
  })
})
