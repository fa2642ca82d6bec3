import { readFileSync } from "node:fs"
import { createServer, type Server, type ServerResponse } from "node:http"
import path from "node:path"
import {
  eventually,
  LEGACY_DOOR,
  login,
  orderOf,
  placeOrder,
  send,
  shopOfDomain,
  startServer,
  type Api,
  type TestServer,
} from "../harness"

type Rates = {
  as_of: string
  source: string
  age_days: number
  refresh: { tried_at: string; error: string | null } | null
}
type Health = { troubled: string[]; rates: Rates }
type Card = {
  order: {
    total_usd: string
    totals: { exchange_rate: { usd_per_unit: string; as_of: string; source: string } }
  }
}
type Entry = { kind: string; subject_id: string; resolved_by: string | null }

const SHIPPED_DAY = "2024-12-31"
const DAY_MS = 24 * 60 * 60 * 1000

const FILE = readFileSync(path.resolve(__dirname, "../fixtures/ecb-daily.xml"), "utf8")
const YESTERDAY = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10)

const fileOf = (day: string): string => FILE.replace("2026-01-02", day)

describe("the exchange rates", () => {
  let bank: Server
  let answer: (response: ServerResponse) => void
  let server: TestServer
  let manager: Api
  let early: string

  beforeAll(async () => {
    answer = (response) => response.writeHead(503).end()
    bank = createServer((_request, response) => answer(response))
    await new Promise<void>((resolve) => bank.listen(0, "127.0.0.1", resolve))
    const address = bank.address()
    const port = typeof address === "object" && address ? address.port : 0
    server = await startServer({
      env: { EXCHANGE_RATES_URL: `http://127.0.0.1:${port}/eurofxref-daily.xml` },
    })
    manager = await login(server, "manager")
  })

  afterAll(async () => {
    await server?.stop()
    bank?.closeAllConnections()
    bank?.close()
  })

  const readHealth = async (): Promise<Health> =>
    (await manager.get<Health>("/admin/crm/health")).body

  /** Runs the task and gives what the health page says of it. */
  const refresh = async (): Promise<Health> => {
    const before = await readHealth()
    await server.db.query("select graphile_worker.add_job('refresh-exchange-rates', '{}')")
    return eventually(
      readHealth,
      ({ rates }) => rates.refresh?.tried_at !== before.rates.refresh?.tried_at
    )
  }

  const rateOf = async (id: string) => {
    const { body } = await manager.get<Card>(`/admin/crm/orders/${id}`)
    const { usd_per_unit, as_of } = body.order.totals.exchange_rate
    return { usd_per_unit: Number(usd_per_unit), as_of, total_usd: body.order.total_usd }
  }

  /** An order over 88.90 euros. */
  const placeInEuros = (): Promise<string> => placeOrder(server, {}, "create-order.card")

  const placeInHryvnias = async (): Promise<number> => {
    const shop = shopOfDomain(server, "vitaherb.example")
    const body = orderOf(shop, "create-order.card", { "options.currency": "UAH" })
    return (await send(server, shop, LEGACY_DOOR, body)).status
  }

  const listEntries = async (wanted: string, resolved: boolean): Promise<Entry[]> => {
    const { body } = await manager.get<{ entries: Entry[] }>(
      `/admin/crm/attention?resolved=${resolved}`
    )
    return body.entries.filter(({ kind }) => kind === wanted)
  }

  const listMissing = (resolved: boolean): Promise<Entry[]> =>
    listEntries("missing_exchange_rate", resolved)

  /** The currencies of the fees that are booked for the early order. */
  const feeCurrencies = async (): Promise<string[]> => {
    const { body } = await manager.get<{ lines: { account: string; currency: string }[] }>(
      `/admin/crm/orders/${early}/ledger`
    )
    return body.lines.filter(({ account }) => account === "fees").map(({ currency }) => currency)
  }

  it("are asked for by a new installation at once; those that ship with it serve until then", async () => {
    const { rates, troubled } = await eventually(
      readHealth,
      (health) => health.rates.refresh !== null
    )
    expect(rates).toMatchObject({
      as_of: SHIPPED_DAY,
      refresh: { error: "The European Central Bank answered 503." },
    })
    expect(rates.age_days).toBe(Math.floor((Date.now() - Date.parse(SHIPPED_DAY)) / DAY_MS))
    expect(troubled).toContain("rates")
    early = await placeInEuros()
    expect(await rateOf(early)).toEqual({
      usd_per_unit: 1.0389,
      as_of: SHIPPED_DAY,
      total_usd: "92.36",
    })
    expect(await placeInHryvnias()).toBe(422)
    expect(await listMissing(false)).toHaveLength(1)
  })

  it("are wanted by fees too: an order is paid, its fee waits and a person is told", async () => {
    await server.db.query(
      `insert into fee_rule (id, account_id, percent, fixed, currency, valid_from)
       values ('fee_hryvnia', 'pacc_outside', 0, 44, 'UAH', now() - interval '1 day')`
    )
    const approved = await manager.post(`/admin/crm/orders/${early}/status`, {
      status: "approved",
      reason: "Paid in cash",
    })
    expect(approved.status).toBe(200)
    expect(await feeCurrencies()).toEqual([])
    expect(await listEntries("missing_fee_rate", false)).toMatchObject([{ subject_id: early }])
  })

  it("are added from the bank's file: new orders freeze them, old ones keep theirs", async () => {
    answer = (response) => response.end(fileOf(YESTERDAY))
    const { rates, troubled } = await refresh()
    expect(rates).toMatchObject({
      as_of: YESTERDAY,
      age_days: 1,
      source: "European Central Bank reference rates",
      refresh: { error: null },
    })
    expect(troubled).not.toContain("rates")
    expect(await rateOf(await placeInEuros())).toEqual({
      usd_per_unit: 1.25,
      as_of: YESTERDAY,
      total_usd: "111.13",
    })
    expect(await rateOf(early)).toMatchObject({ usd_per_unit: 1.0389, as_of: SHIPPED_DAY })
  })

  it("end the want of a currency that the file brings", async () => {
    expect(await listMissing(false)).toEqual([])
    expect(await listMissing(true)).toMatchObject([{ subject_id: "UAH", resolved_by: null }])
    expect(await placeInHryvnias()).toBe(201)
  })

  it("complete the books of what waited for one", async () => {
    await eventually(
      () => listEntries("missing_fee_rate", false),
      (entries) => entries.length === 0
    )
    expect(await listEntries("missing_fee_rate", true)).toMatchObject([{ subject_id: early }])
    expect(await feeCurrencies()).toEqual(["UAH"])
  })

  it("stay as they are when the same day comes again", async () => {
    const count = async (): Promise<number> =>
      Number((await server.db.query("select count(*) from exchange_rate")).rows[0].count)
    const before = await count()
    answer = (response) => response.end(fileOf(YESTERDAY).replace("1.2500", "1.9999"))
    expect((await refresh()).rates.refresh?.error).toBeNull()
    expect(await count()).toBe(before)
    expect(await rateOf(await placeInEuros())).toMatchObject({ usd_per_unit: 1.25 })
  })

  const endless = (response: ServerResponse): void => {
    const more = (): void => {
      while (!response.destroyed && response.write("<Cube/>".repeat(10_000))) {
        // Until the reader is full.
      }
    }
    response.on("drain", more)
    more()
  }

  const TOMORROW = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10)

  it.each<[string, RegExp, (response: ServerResponse) => void]>([
    ["fails", /answered 500/, (response) => response.writeHead(500).end("<html>oops</html>")],
    ["sends another page", /not the daily file/, (response) => response.end("<html>Hello</html>")],
    [
      "sends half the file",
      /not the daily file/,
      (response) => response.end(fileOf(YESTERDAY).slice(0, 500)),
    ],
    ["sends a day to come", /not today or before/, (response) => response.end(fileOf(TOMORROW))],
    ["never stops sending", /much longer/, endless],
    [
      "leads elsewhere",
      /cannot be reached/,
      (response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
    ],
    ["cuts the line", /cannot be reached/, (response) => response.destroy()],
    ["never answers", /no answer in 10 seconds/, () => undefined],
  ])("stay in force when the bank %s, and the health page says so", async (_what, reason, how) => {
    answer = how
    const { rates } = await refresh()
    expect(rates).toMatchObject({
      as_of: YESTERDAY,
      refresh: { error: expect.stringMatching(reason) },
    })
    expect(await rateOf(await placeInEuros())).toMatchObject({ usd_per_unit: 1.25 })
    const { rows } = await server.db.query(
      "select task_identifier from graphile_worker.jobs where task_identifier = 'refresh-exchange-rates'"
    )
    expect(rows).toEqual([])
  })

  it("are good again as soon as the bank is", async () => {
    const today = new Date().toISOString().slice(0, 10)
    answer = (response) => response.end(fileOf(today).replace("1.2500", "1.3000"))
    expect((await refresh()).rates).toMatchObject({ as_of: today, age_days: 0 })
    expect(await rateOf(await placeInEuros())).toMatchObject({ usd_per_unit: 1.3 })
  })
})
