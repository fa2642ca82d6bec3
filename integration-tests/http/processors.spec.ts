import { dumpTables, login, startServer, type Answer, type Api, type TestServer } from "../harness"

type Account = {
  id: string
  name: string
  methods: string[]
  settings: Record<string, string>
  base_url: string
  active: boolean
  secrets_set: string[]
  missing_secrets: string[]
  callback_url: string
  fee_rule: { percent: string; fixed: string } | null
  fee_rules: { percent: string; valid_from: string }[]
  approval_rate: { days: number; approved: number; declined: number; rate: number | null }
  health: { open: boolean }
  updated_by: string | null
}
type Changed = { account: Account }
type Refused = { code: string; fields?: { path: string; message: string }[] }
type List = {
  processors: { name: string; methods: string[]; account_fields: Record<string, unknown[]> }[]
  accounts: Account[]
}

const ACCOUNTS = "/admin/crm/processors/accounts"
const SECRET = "sk_live_never_to_be_seen_again"
const PAYPAL = {
  processor: "paypal",
  name: "PayPal main",
  methods: ["paypal"],
  base_url: "https://api.paypal.example/",
  settings: { client_id: "client-1", webhook_id: "WH-1" },
  secrets: { client_secret: SECRET },
}

describe("processors and their accounts", () => {
  let server: TestServer
  let administrator: Api
  let manager: Api
  let account: Account

  beforeAll(async () => {
    server = await startServer()
    administrator = await login(server, "administrator")
    manager = await login(server, "manager")
  })
  afterAll(() => server?.stop())

  const pathsOf = (answer: Answer<Refused>): string[] =>
    (answer.body.fields ?? []).map(({ path }) => path)

  it("are made with what their processor needs, and secrets are never shown again", async () => {
    const made = await administrator.post<Changed>(ACCOUNTS, PAYPAL)
    expect(made.status).toBe(201)
    account = made.body.account
    expect(account).toMatchObject({
      name: "PayPal main",
      base_url: "https://api.paypal.example",
      secrets_set: ["client_secret"],
      missing_secrets: [],
      callback_url: `${server.url}/hooks/payment/paypal`,
      active: true,
      fee_rule: null,
      approval_rate: { days: 30, approved: 0, declined: 0, rate: null },
      health: { open: false },
    })
    const list = await manager.get<List>("/admin/crm/processors")
    expect(list.body.accounts.map(({ id }) => id)).toContain(account.id)
    expect(list.body.processors.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["paypal", "btcpay"])
    )
    expect(made.text + list.text).not.toContain(SECRET)
    for (const { table, rows } of await dumpTables(server.db)) {
      expect([table, rows.filter((row) => row.includes(SECRET))]).toEqual([table, []])
    }
    expect(server.logs()).not.toContain(SECRET)
  })

  it("name every fault of an account that cannot be", async () => {
    const wrong = await administrator.post<Refused>(ACCOUNTS, {
      ...PAYPAL,
      name: "Wrong",
      methods: ["paypal", "credit_card"],
      settings: { client_id: "", colour: "red" },
      secrets: { client_secret: SECRET, password: SECRET },
    })
    expect([wrong.status, wrong.body.code]).toEqual([422, "wrong_account"])
    expect(pathsOf(wrong).sort()).toEqual([
      "methods.1",
      "secrets.password",
      "settings.client_id",
      "settings.colour",
      "settings.webhook_id",
    ])
    expect(wrong.text).not.toContain(SECRET)
    const cases: [Record<string, unknown>, number, string[]][] = [
      [{ base_url: "http://api.paypal.example" }, 400, ["base_url"]],
      [{ base_url: "no address" }, 400, ["base_url"]],
      [{ methods: [] }, 400, ["methods"]],
      [{ name: " " }, 400, ["name"]],
      [{ secrets: { client_secret: "" } }, 400, ["secrets.client_secret"]],
      [{ colour: "red" }, 400, ["colour"]],
      [{ processor: "nobody" }, 404, []],
      [{ processor: "constructor" }, 404, []],
      [{}, 409, []],
    ]
    for (const [change, status, paths] of cases) {
      const refused = await administrator.post<Refused>(ACCOUNTS, { ...PAYPAL, ...change })
      expect([change, refused.status, pathsOf(refused)]).toEqual([change, status, paths])
    }
  })

  it("let managers change everything but secrets and the address they are sent to", async () => {
    const path = `${ACCOUNTS}/${account.id}`
    for (const change of [
      { secrets: { client_secret: "other" } },
      { base_url: "https://elsewhere.example" },
    ]) {
      expect((await manager.post(path, change)).status).toBe(403)
    }
    const changed = await manager.post<Changed>(path, { name: "PayPal EU", active: false })
    expect(changed.body.account).toMatchObject({ name: "PayPal EU", active: false })
    expect(changed.body.account.updated_by).toBe("Max Manager")
    expect((await manager.post(path, { active: true, base_url: PAYPAL.base_url })).status).toBe(200)
    expect((await manager.post(ACCOUNTS, { ...PAYPAL, name: "Second" })).status).toBe(403)
    const without = await manager.post<Changed>(ACCOUNTS, {
      ...PAYPAL,
      name: "Second",
      base_url: "",
      secrets: {},
    })
    expect(without.body.account).toMatchObject({ missing_secrets: ["client_secret"] })
  })

  it("replace only the secrets that are given, under the vault's key", async () => {
    const before = await server.db.query("select sealed from sealed_secret where owner_id = $1", [
      account.id,
    ])
    await administrator.post(`${ACCOUNTS}/${account.id}`, { name: "PayPal main" })
    const same = await server.db.query("select sealed from sealed_secret where owner_id = $1", [
      account.id,
    ])
    expect(same.rows).toEqual(before.rows)
    await administrator.post(`${ACCOUNTS}/${account.id}`, { secrets: { client_secret: "new" } })
    const after = await server.db.query(
      "select sealed, key_id from sealed_secret where owner_id = $1",
      [account.id]
    )
    expect(after.rows).toHaveLength(1)
    expect(after.rows[0].sealed).not.toBe(before.rows[0].sealed)
    expect(after.rows[0].key_id).toBe("k1")
  })

  it("have dated fee rules that are only ever added", async () => {
    const path = `${ACCOUNTS}/${account.id}/fee-rules`
    const added = await manager.post<Changed>(path, {
      percent: 10,
      fixed: "0.30",
      chargeback_fee: "15",
      currency: "eur",
      refund_returns_fee: true,
      valid_from: "2026-01-01",
    })
    expect(added.status).toBe(201)
    expect(added.body.account.fee_rule).toMatchObject({
      percent: "10",
      fixed: "0.30",
      chargeback_fee: "15.00",
      currency: "EUR",
      refund_returns_fee: true,
    })
    const later = { percent: "2.9", currency: "EUR", valid_from: "2126-01-01" }
    const both = (await manager.post<Changed>(path, later)).body.account
    expect(both.fee_rule?.percent).toBe("10")
    expect(both.fee_rules.map(({ percent }) => percent)).toEqual(["2.9", "10"])
    expect((await manager.post(path, later)).status).toBe(409)
    for (const [change, paths] of [
      [{ percent: "101" }, ["percent"]],
      [{ percent: "-1" }, ["percent"]],
      [{ fixed: "a lot" }, ["fixed"]],
      [{ currency: "XXZ" }, ["currency"]],
      [{ valid_from: "tomorrow" }, ["valid_from"]],
    ] as const) {
      const refused = await manager.post<Refused>(path, { ...later, ...change })
      expect([change, refused.status, pathsOf(refused)]).toEqual([change, 400, paths])
    }
    expect((await manager.post(`${ACCOUNTS}/pacc_none/fee-rules`, later)).status).toBe(404)
    await expect(server.db.query("update fee_rule set percent = 0")).rejects.toThrow()
  })

  it("leave money paid elsewhere alone: that account is the installation's", async () => {
    const { body } = await manager.get<List>("/admin/crm/processors")
    expect(body.accounts.map(({ id }) => id)).not.toContain("pacc_outside")
    expect((await administrator.post(`${ACCOUNTS}/pacc_outside`, { name: "Mine" })).status).toBe(
      404
    )
  })
})
