import { login, startServer, type Answer, type Api, type TestServer } from "../harness"

type Entry = {
  account_id: string
  priority: number
  weight?: number
  when?: Record<string, unknown>
}
type Rules = Record<"credit_card" | "paypal" | "crypto" | "echeck", Entry[]>
type Routing = {
  version: number
  rules: Rules
  history: { version: number; note: string | null; by: string | null; at: string }[]
  accounts: { id: string; name: string }[]
}
type Refused = { code: string; version?: number; fields?: { path: string }[] }
type Choices = {
  choices: { account: { id: string; name: string }; chosen: boolean; sentence: string }[]
}
type Codes = {
  version: number
  codes: {
    processor: string
    code: string
    category: string
    next: string
    default: { category: string; next: string }
    overridden: boolean
    editable: boolean
  }[]
}

const ROUTING = "/admin/crm/routing"
const CODES = "/admin/crm/payment-codes"

describe("routing rules and the table of codes", () => {
  let server: TestServer
  let manager: Api
  let shopId: string
  const accounts: string[] = []

  const makeAccount = async (api: Api, body: Record<string, unknown>): Promise<string> => {
    const answer = await api.post<{ account: { id: string } }>(
      "/admin/crm/processors/accounts",
      body
    )
    expect(answer.status).toBe(201)
    return answer.body.account.id
  }

  beforeAll(async () => {
    server = await startServer()
    manager = await login(server, "manager")
    const settings = { client_id: "client", webhook_id: "WH" }
    for (const name of ["PayPal one", "PayPal two"]) {
      const body = { processor: "paypal", name, methods: ["paypal"], settings }
      accounts.push(await makeAccount(manager, body))
    }
    const btcpay = {
      processor: "btcpay",
      name: "Coins",
      methods: ["crypto"],
      settings: { store_id: "s" },
    }
    accounts.push(await makeAccount(manager, btcpay))
    const shops = await manager.get<{ shops: { id: string }[] }>("/admin/crm/shops")
    shopId = shops.body.shops[0].id
  })
  afterAll(() => server?.stop())

  const rulesOf = (changes: Partial<Rules> = {}): Rules => ({
    credit_card: [],
    paypal: [
      { account_id: accounts[0], priority: 1, weight: 1, when: { currencies: ["EUR"] } },
      { account_id: accounts[1], priority: 2, weight: 1, when: {} },
    ],
    crypto: [],
    echeck: [],
    ...changes,
  })

  const save = (rules: unknown, expected_version: number, note = "note") =>
    manager.post<Routing & Refused>(ROUTING, { rules, note, expected_version })

  const pathsOf = (answer: Answer<Refused>): string[] =>
    (answer.body.fields ?? []).map(({ path }) => path)

  it("begin empty and are kept in versions, with who saved them and why", async () => {
    const before = await manager.get<Routing>(ROUTING)
    expect(before.body).toMatchObject({ version: 0, history: [] })
    expect((await save(rulesOf(), 0, "first")).body).toMatchObject({
      version: 1,
      rules: rulesOf(),
      history: [{ version: 1, note: "first", by: "Max Manager" }],
    })
    const crypto = [{ account_id: accounts[2], priority: 1, weight: 1, when: {} }]
    expect((await save(rulesOf({ crypto }), 1)).body.version).toBe(2)
    const first = await manager.get<Routing>(`${ROUTING}/1`)
    expect(first.body).toMatchObject({ version: 1, rules: rulesOf() })
    for (const version of ["3", "0", "x", "1e3"]) {
      expect((await manager.get(`${ROUTING}/${version}`)).status).toBe(404)
    }
    await expect(server.db.query("update payment_policy set note = 'x'")).rejects.toThrow()
  })

  it("refuse what somebody saved over, also when two save at once", async () => {
    const stale = await save(rulesOf(), 1)
    expect([stale.status, stale.body.code, stale.body.version]).toEqual([
      409,
      "version_conflict",
      2,
    ])
    const answers = await Promise.all([1, 2, 3, 4].map(() => save(rulesOf(), 2)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    expect((await save(rulesOf(), 7)).status).toBe(409)
  })

  it("name every place that makes no sense", async () => {
    const entry = (changes: Record<string, unknown>): Entry => ({
      account_id: accounts[0],
      priority: 1,
      weight: 1,
      when: {},
      ...changes,
    })
    const wrong = await save(
      {
        credit_card: [entry({})],
        paypal: [
          entry({ account_id: "pacc_none" }),
          entry({ account_id: "pacc_outside" }),
          entry({ when: { min_usd: "100", max_usd: "50.00" } }),
          entry({ when: { currencies: ["EUR", "XXZ"], shop_ids: [shopId, "shop_none"] } }),
          entry({ when: { brands: ["visa"] } }),
          entry({ priority: 9 }),
          entry({ priority: 9 }),
        ],
        crypto: [],
        echeck: [],
      },
      3
    )
    expect([wrong.status, wrong.body.code]).toEqual([422, "wrong_rules"])
    expect(pathsOf(wrong)).toEqual([
      "rules.credit_card.0.account_id",
      "rules.paypal.0.account_id",
      "rules.paypal.1.account_id",
      "rules.paypal.2.when.max_usd",
      "rules.paypal.3.when.currencies.1",
      "rules.paypal.3.when.shop_ids.1",
      "rules.paypal.4.when.brands",
      "rules.paypal.6",
    ])
    const malformed = await save(
      { ...rulesOf(), cash: [], paypal: [entry({ priority: "first", when: { colour: "red" } })] },
      3
    )
    expect([malformed.status, pathsOf(malformed).sort()]).toEqual([
      400,
      ["rules.cash", "rules.paypal.0.priority", "rules.paypal.0.when.colour"],
    ])
    expect((await manager.get<Routing>(ROUTING)).body.version).toBe(3)
  })

  it("show who would be asked and why, by the rules in force or by a draft", async () => {
    const preview = async (context: Record<string, unknown>, rules?: Rules) => {
      const answer = await manager.post<Choices>(`${ROUTING}/preview`, {
        context: {
          method: "paypal",
          currency: "EUR",
          country: "DE",
          shop_id: shopId,
          amount_usd: "37.80",
          ...context,
        },
        rules,
      })
      expect(answer.status).toBe(200)
      return answer.body.choices.map(({ account, chosen, sentence }) => [
        account.name,
        chosen,
        sentence,
      ])
    }
    expect(await preview({})).toEqual([
      ["PayPal one", true, "The first in the list that can take this payment."],
      ["PayPal two", false, "Next in line, number 2."],
    ])
    expect(await preview({ currency: "GBP" })).toEqual([
      ["PayPal two", true, "The first in the list that can take this payment."],
      ["PayPal one", false, "The list does not send GBP there."],
    ])
    const only = [{ account_id: accounts[1], priority: 1, weight: 1, when: { min_usd: "50" } }]
    expect(await preview({}, rulesOf({ paypal: only }))).toEqual([
      ["PayPal two", false, "The list sends amounts from 50 USD there."],
    ])
    expect((await manager.get<Routing>(ROUTING)).body.version).toBe(3)
  })

  it("let managers decide what codes mean, but never repeat what may have been paid", async () => {
    const ofPaypal = async (code: string) =>
      (await manager.get<Codes>(CODES)).body.codes.find(
        (one) => one.processor === "paypal" && one.code === code
      )
    expect(await ofPaypal("not_reached")).toMatchObject({
      next: "next_processor",
      overridden: false,
      editable: true,
    })
    const decide = (overrides: unknown, expected_version: number) =>
      manager.post<Refused>(CODES, { overrides, note: null, expected_version })
    const stop = { category: "processor_unavailable", next: "stop" }
    expect((await decide({ paypal: { not_reached: stop, NEW_CODE: stop } }, 0)).status).toBe(200)
    expect(await ofPaypal("not_reached")).toMatchObject({
      ...stop,
      default: { next: "next_processor" },
      overridden: true,
    })
    expect(await ofPaypal("NEW_CODE")).toMatchObject({
      ...stop,
      default: { category: "other", next: "stop" },
    })
    expect((await decide({}, 0)).status).toBe(409)
    const next = { category: "other", next: "next_processor" }
    const wrong = await decide({ paypal: { no_answer: next }, nobody: { x: next } }, 1)
    expect([wrong.status, pathsOf(wrong)]).toEqual([
      422,
      ["overrides.paypal.no_answer", "overrides.nobody"],
    ])
    const malformed = await decide({ paypal: { x: { category: "bad", next: "stop" } } }, 1)
    expect([malformed.status, pathsOf(malformed)]).toEqual([400, ["overrides.paypal.x.category"]])
    expect(await ofPaypal("no_answer")).toMatchObject({ next: "stop", editable: false })
  })
})
