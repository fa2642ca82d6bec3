import { type Knex, knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import LedgerModuleService from "../../src/modules/ledger/service"
import type { FactToBook } from "../../src/modules/ledger/types"
import type { FactKind } from "../../src/modules/payment_cascade/types"
import { login, placeOrder, startServer, type Api, type TestServer } from "../harness"

type Lines = Record<string, string>
type Balance = {
  balance_usd: string
  lines_usd: Lines
  accounts: {
    account: { id: string; name: string | null }
    currency: string
    lines: Lines
    balance: string
    balance_usd: string
  }[]
  by_shop: { shop: { id: string; name: string | null }; balance_usd: string }[]
}

type ToBook = {
  order: string
  kind: FactKind
  amount: string
  currency?: string
  rate?: string
  fee?: string
  shop?: string
  at: string
}

describe("the balance", () => {
  let server: TestServer
  let manager: Api
  let connection: Knex
  let ledger: LedgerModuleService
  let orderId: string
  let shopIds: string[]
  let booked = 0

  const book = async (toBook: ToBook): Promise<void> => {
    const { order, kind, amount, currency = "EUR", rate = "1.1", fee, shop, at } = toBook
    booked += 1
    const fact: FactToBook = {
      fact: {
        id: `fact_${booked}`,
        crm_order_id: order,
        attempt_id: `att_${order}`,
        account_id: "pacc_outside",
        kind,
        money: { amount, currency },
        fee: fee ? { amount: fee, currency } : null,
        processor_ref: `ref_${booked}`,
        source: "staff",
        at: new Date(at),
      },
      shop_id: shop ?? shopIds[0],
      charge_attempt_id: `att_${order}`,
      usd_per_unit: rate,
      fee_usd_per_unit: null,
      fee_rule: null,
      overpaid: "0",
    }
    await connection.transaction((transaction) => ledger.book(transaction, fact))
  }

  const read = async (query = ""): Promise<Balance> => {
    const answer = await manager.get<Balance>(`/admin/crm/balance${query}`)
    expect(answer.status).toBe(200)
    return answer.body
  }

  beforeAll(async () => {
    server = await startServer()
    manager = await login(server, "manager")
    connection = knex({ client: "pg", connection: server.databaseUrl, pool: { min: 0, max: 2 } })
    ledger = new LedgerModuleService({ [ContainerRegistrationKeys.PG_CONNECTION]: connection })
    orderId = await placeOrder(server)
    const shops = await manager.get<{ shops: { id: string }[] }>("/admin/crm/shops")
    shopIds = shops.body.shops.map(({ id }) => id)
    const order = orderId
    await book({ order, kind: "captured", amount: "100", fee: "10", at: "2026-03-01T10:00:00Z" })
    await book({ order, kind: "refunded", amount: "30", at: "2026-03-05T23:30:00Z" })
    await book({
      order,
      kind: "charged_back",
      amount: "70",
      fee: "15",
      at: "2026-03-10T00:30:00Z",
    })
    await book({ order, kind: "chargeback_reversed", amount: "70", at: "2026-03-20T12:00:00Z" })
    const other = { shop: shopIds[1], currency: "JPY", rate: "0.0067" }
    await book({
      ...other,
      order: "=1+1",
      kind: "captured",
      amount: "1000",
      at: "2026-03-02T09:00:00Z",
    })
  })
  afterAll(async () => {
    await connection?.destroy()
    await server?.stop()
  })

  it("is $90 for an order of $100 with a commission of 10 %", async () => {
    await book({
      order: "T3-owner",
      kind: "captured",
      amount: "100.00",
      currency: "USD",
      rate: "1",
      fee: "10.00",
      at: "2026-01-01T00:00:00Z",
    })
    expect((await read("?to=2026-01-01")).balance_usd).toBe("90.00")
  })

  it("is told for any moment, in all, by account and currency, and by shop", async () => {
    const march = await read("?from=2026-03-01&to=2026-03-31")
    expect(march.accounts).toEqual([
      {
        account: { id: "pacc_outside", name: "Outside" },
        currency: "EUR",
        lines: {
          receivable: "45.00",
          sales: "100.00",
          fees: "-10.00",
          refunds: "-30.00",
          chargebacks: "0.00",
          dispute_fees: "-15.00",
          overpayments: "0.00",
        },
        balance: "45.00",
        balance_usd: "49.50",
      },
      expect.objectContaining({ currency: "JPY", balance: "1000", balance_usd: "6.70" }),
      expect.objectContaining({
        currency: "USD",
        balance: "90.00",
        lines: expect.objectContaining({ receivable: "0.00", sales: "0.00" }),
      }),
    ])
    expect(march.balance_usd).toBe("146.20")
    expect(march.lines_usd).toMatchObject({ receivable: "56.20", sales: "116.70", fees: "-11.00" })
    expect(march.by_shop.map(({ balance_usd }) => balance_usd).sort()).toEqual(["139.50", "6.70"])

    const euros = async (to: string): Promise<string> =>
      (await read(`?to=${to}&shop_id=${shopIds[0]}`)).accounts[0].balance
    expect(await euros("2026-03-04")).toBe("90.00")
    expect(await euros("2026-03-05")).toBe("60.00")
    expect(await euros("2026-03-05T23:00:00Z")).toBe("90.00")
    expect(await euros("2026-03-05T23:45:00Z")).toBe("60.00")
    expect(await euros("2026-03-10T00:15:00Z")).toBe("60.00")
    expect(await euros("2026-03-10")).toBe("-25.00")
    expect((await read(`?shop_id=${shopIds[1]}`)).balance_usd).toBe("6.70")
    expect((await read("?account_id=pacc_none")).balance_usd).toBe("0.00")
    expect((await read("?to=2025-12-31")).accounts).toEqual([])
    for (const query of ["?to=soon", "?from=2026-03-02&to=2026-02-01", "?colour=red"]) {
      expect((await manager.get(`/admin/crm/balance${query}`)).status).toBe(400)
    }
  })

  it("is explained line by line on the order", async () => {
    const { body } = await manager.get<{
      lines: { account: string; amount: string; amount_usd: string; cause: { kind: string } }[]
      balance_usd: string
    }>(`/admin/crm/orders/${orderId}/ledger`)
    expect(body.balance_usd).toBe("49.50")
    expect(body.lines.slice(0, 3)).toMatchObject([
      { account: "receivable", amount: "90.00", amount_usd: "99.00", cause: { kind: "captured" } },
      { account: "sales", amount: "-100.00", amount_usd: "-110.00" },
      { account: "fees", amount: "10.00", amount_usd: "11.00" },
    ])
    expect((await manager.get("/admin/crm/orders/T3-NONE/ledger")).status).toBe(404)
  })

  it("can be taken away as a file that no spreadsheet runs", async () => {
    const answer = await manager.get("/admin/crm/balance/export?from=2026-03-01&to=2026-03-05")
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8")
    expect(answer.headers.get("content-disposition")).toContain('filename="balance-')
    const lines = answer.text.trimEnd().split("\r\n")
    expect(lines).toHaveLength(8)
    expect(lines[0]).toMatch(/^\uFEFF?at,order,shop,processor_account,cause/)
    expect(lines[1]).toContain(`,${orderId},`)
    expect(lines[1]).toContain(",captured,fact_1,receivable,90.00,EUR,1.1,99.00000")
    expect(lines.filter((line) => line.includes(",'=1+1,"))).toHaveLength(2)
    const whole = await manager.get("/admin/crm/balance/export")
    expect(whole.text.trimEnd().split("\r\n")).toHaveLength(16)
  })

  it("is no operator's business", async () => {
    const operator = await login(server, "operator")
    for (const path of [
      "/admin/crm/balance",
      "/admin/crm/balance/export",
      "/admin/crm/processors",
      "/admin/crm/routing",
      `/admin/crm/orders/${orderId}/ledger`,
    ]) {
      expect([path, (await operator.get(path)).status]).toEqual([path, 403])
    }
  })
})
