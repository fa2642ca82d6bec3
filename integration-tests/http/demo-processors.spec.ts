import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { login, startServer, type TestServer } from "../harness"

type Account = { id: string; name: string; base_url: string; fee_rule: { percent: string } | null }
type Routing = {
  version: number
  rules: Record<string, { account_id: string; priority: number }[]>
}

const paypal = (name: string, port: number) => ({
  processor: "paypal",
  key: name,
  name,
  methods: ["paypal"],
  base_url: `http://127.0.0.1:${port}`,
  settings: { client_id: "client", webhook_id: "WH-1" },
  secrets: { client_secret: "secret" },
})

describe("the demo's processors", () => {
  let folder: string
  let file: string
  let server: TestServer

  const write = (port: number): void => {
    const btcpay = {
      ...paypal("Coins", port),
      processor: "btcpay",
      methods: ["crypto"],
      settings: { store_id: "s" },
      secrets: { api_key: "key", webhook_secret: "secret" },
      fee_rule: {
        percent: "1",
        fixed: "0",
        chargeback_fee: "0",
        currency: "USD",
        refund_returns_fee: false,
      },
    }
    const unknown = { ...paypal("Nobody", port), processor: "nobody" }
    const accounts = [paypal("First", port), paypal("Second", port), btcpay, unknown]
    writeFileSync(file, JSON.stringify({ ready: true, urls: {}, accounts }))
  }

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "t3-demo-processors-"))
    file = path.join(folder, "simulators.json")
    write(4001)
    server = await startServer({
      env: { T3_DEMO_FILE: path.join(folder, "demo.json"), T3_SIMULATORS_FILE: file },
    })
  })
  afterAll(async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** As the administrator whose password is in the file that this server has written. */
  const read = async () => {
    const demo = JSON.parse(readFileSync(path.join(folder, "demo.json"), "utf8"))
    const staff = await login({ ...server, demo }, "administrator")
    const processors = await staff.get<{ accounts: Account[] }>("/admin/crm/processors")
    const routing = await staff.get<Routing>("/admin/crm/routing")
    return { accounts: processors.body.accounts, routing: routing.body }
  }

  it("are accounts at the simulators, with fees and rules that send on what one declines", async () => {
    const { accounts, routing } = await read()
    expect(accounts.map(({ name, fee_rule }) => [name, fee_rule?.percent])).toEqual([
      ["Coins", "1"],
      ["First", "10"],
      ["Second", "10"],
    ])
    const idOf = (name: string) => accounts.find((account) => account.name === name)?.id
    expect(routing).toMatchObject({
      version: 1,
      rules: {
        credit_card: [],
        paypal: [
          { account_id: idOf("First"), priority: 1 },
          { account_id: idOf("Second"), priority: 2 },
        ],
        crypto: [{ account_id: idOf("Coins"), priority: 1 }],
      },
    })
  })

  it("move with their simulators at the next start and are not made twice", async () => {
    const before = await read()
    write(4002)
    await server.restart()
    const after = await read()
    expect(after.routing).toEqual(before.routing)
    expect(after.accounts.map(({ id }) => id)).toEqual(before.accounts.map(({ id }) => id))
    expect(new Set(after.accounts.map(({ base_url }) => base_url))).toEqual(
      new Set(["http://127.0.0.1:4002"])
    )
    expect(after.accounts.map(({ fee_rule }) => fee_rule?.percent)).toEqual(["1", "10", "10"])
  })
})
