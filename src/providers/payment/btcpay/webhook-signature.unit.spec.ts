import { readFileSync } from "node:fs"
import path from "node:path"
import { isFromBtcpay } from "./webhook-signature"

type Vector = { provider: string; secret: string; body: string; headers: Record<string, string> }

const file = path.join(
  process.cwd(),
  "integration-tests/fixtures/webhook-signatures/webhook_vectors.json"
)
const { vectors }: { vectors: Vector[] } = JSON.parse(readFileSync(file, "utf8"))
const vector = vectors.find(({ provider }) => provider === "btcpay")

describe("a callback of BTCPay Server", () => {
  const check = (
    { headers, body, secret }: Partial<Vector>,
    given = { ...vector, headers, body, secret }
  ) =>
    isFromBtcpay(
      {
        id: "pacc_1",
        base_url: "https://btcpay.example",
        settings: {},
        secrets: { webhook_secret: given.secret ?? vector?.secret ?? "" },
      },
      {
        headers: given.headers ?? vector?.headers ?? {},
        body: Buffer.from(given.body ?? vector?.body ?? ""),
      }
    )

  it("is its own when the signature is that of the body", async () => {
    await expect(check({})).resolves.toBe(true)
  })

  it.each([
    ["another body", { body: "{}" }],
    ["another secret", { secret: "other" }],
    ["no secret", { secret: "" }],
    ["no signature", { headers: {} }],
    ["half a signature", { headers: { "btcpay-sig": "sha256=cbac65" } }],
  ])("is not with %s", async (_, changed) => {
    await expect(check(changed)).resolves.toBe(false)
  })
})
