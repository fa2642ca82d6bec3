import { spawn } from "node:child_process"
import path from "node:path"
import { knex, type Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import LedgerModuleService from "../../src/modules/ledger/service"
import SalesReportModuleService from "../../src/modules/sales_report/service"
import {
  createDatabase,
  login,
  orderOf,
  readStack,
  send,
  shopOfDomain,
  startServer,
  STORE_DOOR,
} from "../harness"
import type { Api, TestServer } from "../harness"

const ORDERS = 1500
const LONG = 300_000

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kathmandu",
  "Pacific/Chatham",
  "Australia/Lord_Howe",
]

type Filter = Record<string, string>
type Money = { usd: string; filter: Filter }
type Count = { count: number; filter: Filter }
type Part = { orders: number; usd: string; filter: Filter }
type Point = { from: string; to: string }
type Dashboard = {
  range: Point & { time_zone: string; starts_at: string; ends_at: string }
  total_sales: Money & { counted: string }
  net_earnings: Money
  orders: Count
  approved_orders: Count
  balance: Money
  turnover: { days: (Point & { approved: Part; pending: Part; declined: Part })[] }
  monthly_earnings: { months: (Point & { usd: string; orders: number })[] }
  revenue: {
    ranges: Record<
      string,
      {
        step: string
        points: (Point & {
          orders: Count
          net_earnings: Money
          declines: Count & Money
          refunds: Count & Money
          chargebacks: Count & Money
        })[]
      }
    >
  }
  countries: { rows: { country: string; orders: number; usd: string; filter: Filter }[] }
  devices: { rows: { device: string; orders: number; usd: string; filter: Filter }[] }
  approval: { rows: { account: { id: string }; approved: Count; declined: Count }[] }
  rescued: Count & { usd: string }
}

const run = (words: string[], environment: Record<string, string>): Promise<[number, string]> => {
  const { root, folder, environment: common } = readStack()
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...common, T3_DATA_DIR: folder, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let printed = ""
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()))
  return new Promise((resolve) => child.once("exit", (code) => resolve([code ?? -1, printed])))
}

/** Numbers that are the same in every run (mulberry32). */
const randomOf = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const PAID = `(status in ('approved', 'packed', 'shipped', 'reshipped', 'delivered')
  or (status = 'call_center' and captured > 0))`
const PENDING = `(status = 'pending' or (status = 'call_center' and captured = 0))`
const DECLINED = "status in ('declined', 'closed')"
const GIVEN_BACK = "greatest(0, least(refunded, total - (captured - refunded))) * usd_per_unit"

describe("the dashboard", () => {
  let database: { url: string; drop: () => Promise<void> }
  let server: TestServer
  let manager: Api
  let connection: Knex
  let report: SalesReportModuleService
  let shops: string[]

  const rowOf = async (text: string, values: unknown[]): Promise<Record<string, string>> =>
    (await server.db.query(text, values)).rows[0]

  const read = async (query: Record<string, string>): Promise<Dashboard> => {
    const answer = await manager.get<Dashboard>(
      `/admin/crm/dashboard?${new URLSearchParams(query)}`
    )
    expect([answer.status, answer.status === 200 ? "" : answer.text]).toEqual([200, ""])
    return answer.body
  }

  /** Days in a zone, by PostgreSQL's own calendar; both included. */
  const within = (column: string): string =>
    `${column} >= ($1::date)::timestamp at time zone $3
       and ${column} < ($2::date + 1)::timestamp at time zone $3`

  /** The same figures, added up from the orders themselves. */
  const expected = async (from: string, to: string, zone: string, shop: string | undefined) => {
    const values = [from, to, zone, shop ?? null]
    const ofShop = "($4::text is null or shop_id = $4)"
    const orders = await rowOf(
      `select count(*) as orders, coalesce(sum(total_usd), 0)::numeric(30, 2) as sales,
              count(*) filter (where ${PAID}) as paid,
              coalesce(sum(total_usd) filter (where ${PAID}), 0)::numeric(30, 2) as paid_usd,
              count(*) filter (where ${PENDING}) as pending,
              coalesce(sum(total_usd) filter (where ${PENDING}), 0)::numeric(30, 2) as pending_usd,
              count(*) filter (where ${DECLINED}) as declined,
              coalesce(sum(total_usd) filter (where ${DECLINED}), 0)::numeric(30, 2) as declined_usd,
              round(coalesce(sum(total_usd - ${GIVEN_BACK}) filter (where ${PAID}), 0), 2) as net
         from crm_order where archived_at is null and ${within("created_at")} and ${ofShop}`,
      values
    )
    const money = await rowOf(
      `select round(coalesce(sum(line.amount_usd)
                filter (where line.account in ('refunds', 'overpayments')
                          and fact_kind in ('refunded', 'refund_reversed')), 0), 2) as refunds,
              round(coalesce(sum(line.amount_usd) filter (where line.account = 'chargebacks'), 0), 2)
                as chargebacks
         from ledger_entry entry join ledger_line line on entry_id = entry.id
              join crm_order on crm_order.id = crm_order_id
        where archived_at is null and ${within("entry.at")}
          and ($4::text is null or entry.shop_id = $4)`,
      values
    )
    return { ...orders, ...money }
  }

  const expectOrdersOf = async (
    filter: Filter,
    sql: string,
    values: unknown[],
    count?: number
  ): Promise<void> => {
    const query = new URLSearchParams({ ...filter, limit: "100" })
    const { status, body, text } = await manager.get<{ orders: { id: string }[]; count: number }>(
      `/admin/crm/orders?${query}`
    )
    expect([status, status === 200 ? "" : text]).toEqual([200, ""])
    const { rows } = await server.db.query(
      `select id from crm_order where archived_at is null and ${sql} order by created_at desc, id desc`,
      values
    )
    expect(body.orders.map(({ id }) => id)).toEqual(rows.slice(0, 100).map(({ id }) => id))
    expect(body.count).toBe(rows.length)
    if (count !== undefined) {
      expect(rows.length).toBe(count)
    }
  }

  /** Changes of every kind that a figure may have after its order came in. */
  const stir = async (): Promise<void> => {
    const ledger = new LedgerModuleService({
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
    })
    await connection.raw(`
      update crm_order set archived_at = now() where abs(hashtext(id)) % 17 = 0;
      update crm_order set archived_at = null where abs(hashtext(id)) % 51 = 0;
      update crm_order set refunded = round(captured / 3, 2), payment_state = 'partly_refunded'
       where captured > refunded and abs(hashtext(id)) % 13 = 0;
      update crm_order set status = 'call_center', call_center_since = now(),
             call_center_status = 'new_inquiry', status_before_call_center = status
       where abs(hashtext(id)) % 19 = 0;
      update crm_order set status = 'closed' where status = 'pending' and abs(hashtext(id)) % 2 = 0`)
    const { rows: orders } = await server.db.query(
      `select id, shop_id, currency, usd_per_unit, created_at from crm_order
        where captured > 0 order by hashtext(id) limit 60`
    )
    for (const [index, order] of orders.entries()) {
      const kinds = ["refunded", "charged_back", "refund_reversed", "chargeback_reversed"] as const
      await connection.transaction((transaction) =>
        ledger.book(transaction, {
          fact: {
            id: `fact_stir_${index}`,
            crm_order_id: order.id,
            attempt_id: "patt_stir",
            account_id: "pacc_outside",
            kind: kinds[index % 4],
            money: { amount: String(3 + (index % 7)), currency: order.currency },
            fee: null,
            processor_ref: `stir ${index}`,
            source: "staff",
            at: new Date(order.created_at.getTime() + (index + 1) * 5_000_000),
          },
          shop_id: order.shop_id,
          charge_attempt_id: "patt_stir",
          usd_per_unit: order.usd_per_unit,
          fee_usd_per_unit: null,
          fee_rule: null,
          // A bank takes back what was charged; only a refund may be of too much.
          overpaid: index % 6 === 0 ? "1" : "0",
        })
      )
    }
    // And once more, now that there are refunds and chargebacks on them.
    await connection.raw(`
      update crm_order set archived_at = now() where abs(hashtext(id)) % 23 = 0 and captured > 0;
      update crm_order set archived_at = null where abs(hashtext(id)) % 46 = 0`)
  }

  beforeAll(async () => {
    database = await createDatabase()
    const [code, printed] = await run(
      [
        path.join(readStack().root, "scripts", "generate.mjs"),
        ...["--orders", String(ORDERS), "--seed", "7", "--database-url", database.url],
      ],
      {}
    )
    expect([code, code === 0 ? "" : printed]).toEqual([0, ""])
    server = await startServer({ databaseUrl: database.url })
    manager = await login(server, "manager")
    connection = knex({ client: "pg", connection: database.url, pool: { min: 0, max: 2 } })
    report = new SalesReportModuleService({
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
    })
    await stir()
    shops = (await server.db.query("select distinct shop_id from crm_order order by 1")).rows.map(
      ({ shop_id }) => shop_id
    )
  }, LONG)

  afterAll(async () => {
    await connection?.destroy()
    await server?.stop()
    await database?.drop()
  })

  it(
    "equals the sums over the orders for any range, time zone and shop",
    async () => {
      const random = randomOf(20261122)
      for (let round = 0; round < 24; round += 1) {
        const zone = ZONES[round % ZONES.length]
        const shop = round % 3 === 0 ? undefined : shops[random(shops.length)]
        const day = (back: number): string =>
          new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10)
        const first = random(380)
        const [from, to] = [day(first), day(Math.max(0, first - random(120)))]
        const query = { from, to, tz: zone, ...(shop ? { shop_id: shop } : {}) }
        const all = await read(query)
        const sums = await expected(from, to, zone, shop)
        expect([
          query,
          all.total_sales.usd,
          all.net_earnings.usd,
          all.orders.count,
          all.approved_orders.count,
        ]).toEqual([query, sums.sales, sums.net, Number(sums.orders), Number(sums.paid)])

        const { balance } = await rowOf(
          `select round(coalesce(sum(amount_usd), 0), 2) as balance
             from ledger_entry entry join ledger_line on entry_id = entry.id
            where account = 'receivable' and at < ($1::date + 1)::timestamp at time zone $2
              and ($3::text is null or shop_id = $3)`,
          [to, zone, shop ?? null]
        )
        expect(all.balance.usd).toBe(balance)

        const values = [from, to, zone, shop ?? null]
        const here = `archived_at is null and ${within("created_at")}
          and ($4::text is null or shop_id = $4)`
        for (const [column, rows] of [
          ["country", all.countries.rows.map(({ country, ...row }) => [country, row] as const)],
          [
            "coalesce(device_class, 'unknown')",
            all.devices.rows.map(({ device, ...row }) => [device, row] as const),
          ],
        ] as const) {
          const { rows: counted } = await server.db.query(
            `select ${column} as name, count(*)::integer as orders,
                    sum(total_usd)::numeric(30, 2)::text as usd
               from crm_order where ${here} group by 1`,
            values
          )
          const shown = rows.map(([name, { orders, usd }]) => ({ name, orders, usd }))
          expect(sorted(shown)).toEqual(sorted(counted))
        }

        const { rows: charges } = await server.db.query(
          `select account_id, count(*) filter (where state = 'approved')::integer as approved,
                  count(*) filter (where state = 'declined')::integer as declined
             from payment_attempt attempt join crm_order on crm_order.id = crm_order_id
            where kind = 'charge' and way <> 'outside' and state in ('approved', 'declined')
              and archived_at is null and ${within("attempt.created_at")}
              and ($4::text is null or shop_id = $4) group by 1`,
          values
        )
        expect(
          sorted(
            all.approval.rows.map(({ account, approved, declined }) => ({
              account_id: account.id,
              approved: approved.count,
              declined: declined.count,
            }))
          )
        ).toEqual(sorted(charges))

        const saved = await rowOf(
          `select count(*) as count, coalesce(sum(total_usd), 0)::numeric(30, 2) as usd from crm_order
            where ${here} and (
              select number > 1 and way <> 'outside' from payment_attempt
               where crm_order_id = crm_order.id and kind = 'charge' and state = 'approved'
               order by number limit 1)`,
          values
        )
        expect([all.rescued.count, all.rescued.usd]).toEqual([Number(saved.count), saved.usd])

        const { days } = all.turnover
        expect(days).toHaveLength(14)
        for (const place of [0, random(14), 13]) {
          const one = days[place]
          const sum = await expected(one.from, one.to, zone, shop)
          expect(
            [one.approved, one.pending, one.declined].map((part) => [part.orders, part.usd])
          ).toEqual(
            ["paid", "pending", "declined"].map((name) => [Number(sum[name]), sum[`${name}_usd`]])
          )
        }
        for (const { points } of Object.values(all.revenue.ranges)) {
          const one = points[random(points.length)]
          const sum = await expected(one.from, one.to, zone, shop)
          expect({
            orders: one.orders.count,
            net: one.net_earnings.usd,
            declines: [one.declines.count, one.declines.usd],
            refunds: one.refunds.usd,
            chargebacks: one.chargebacks.usd,
          }).toEqual({
            orders: Number(sum.paid),
            net: sum.net,
            declines: [Number(sum.declined), sum.declined_usd],
            refunds: sum.refunds,
            chargebacks: sum.chargebacks,
          })
        }
        const month = all.monthly_earnings.months[random(12)]
        expect(month.usd).toBe((await expected(month.from, month.to, zone, shop)).net)
        if (round === 11) {
          // Half of it before, half of it after what was added has been folded.
          await report.fold()
        }
      }
    },
    LONG
  )

  it("opens exactly the orders behind each figure", async () => {
    const last = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    const first = new Date(Date.now() - 70 * 86_400_000).toISOString().slice(0, 10)
    const shop = shops[0]
    const all = await read({ from: first, to: last, tz: "Asia/Kathmandu", shop_id: shop })
    const values = [first, last, "Asia/Kathmandu", shop]
    const here = `${within("created_at")} and shop_id = $4`
    await expectOrdersOf(all.total_sales.filter, here, values, all.orders.count)
    await expectOrdersOf(
      all.approved_orders.filter,
      `${here} and ${PAID}`,
      values,
      all.approved_orders.count
    )
    const [country] = all.countries.rows
    await expectOrdersOf(
      country.filter,
      `${here} and country = '${country.country}'`,
      values,
      country.orders
    )
    const [device] = all.devices.rows
    await expectOrdersOf(
      device.filter,
      `${here} and device_class = '${device.device}'`,
      values,
      device.orders
    )
    await expectOrdersOf(
      all.rescued.filter,
      `${here} and (select number > 1 and way <> 'outside' from payment_attempt
         where crm_order_id = crm_order.id and kind = 'charge' and state = 'approved'
         order by number limit 1)`,
      values,
      all.rescued.count
    )
    await expectOrdersOf(
      all.balance.filter,
      `shop_id = $2 and exists (select from ledger_entry where crm_order_id = crm_order.id
         and at < ($1::date + 1)::timestamp at time zone 'Asia/Kathmandu')`,
      [last, shop]
    )
    const [charges] = all.approval.rows
    await expectOrdersOf(
      charges.declined.filter,
      `shop_id = $4 and exists (select from payment_attempt attempt where crm_order_id = crm_order.id
         and kind = 'charge' and state = 'declined' and way <> 'outside'
         and account_id = '${charges.account.id}' and ${within("attempt.created_at")})`,
      values
    )
    const day = all.turnover.days[7]
    const ofDay = [day.from, day.to, "Asia/Kathmandu", shop]
    await expectOrdersOf(day.declined.filter, `${here} and ${DECLINED}`, ofDay, day.declined.orders)
    await expectOrdersOf(day.pending.filter, `${here} and ${PENDING}`, ofDay, day.pending.orders)
    const year = all.revenue.ranges["1y"].points.at(-2)
    expect(year).toBeDefined()
    for (const [filter, kinds] of [
      [year?.refunds.filter, "'refunded', 'refund_reversed'"],
      [year?.chargebacks.filter, "'charged_back', 'chargeback_reversed'"],
    ] as const) {
      await expectOrdersOf(
        filter ?? {},
        `shop_id = $4 and exists (select from ledger_entry entry where crm_order_id = crm_order.id
           and cause_type = 'payment_fact' and fact_kind in (${kinds}) and ${within("entry.at")})`,
        [year?.from, year?.to, "Asia/Kathmandu", shop]
      )
    }
    // The numbers on the tabs of such a list are of the same orders.
    const { body } = await manager.get<{ counts: { all: number } }>(
      `/admin/crm/orders/counts?${new URLSearchParams(all.approved_orders.filter)}`
    )
    expect(body.counts.all).toBe(all.approved_orders.count)
  })

  it("counts an order with its coming in", async () => {
    const shop = shopOfDomain(server, "vitaherb.example")
    const today = new Date().toISOString().slice(0, 10)
    const before = await read({ from: today, to: today })
    const order = await send(server, shop, STORE_DOOR, orderOf(shop, "create-order.paypal"))
    expect(order.status).toBe(201)
    const after = await read({ from: today, to: today })
    expect(after.orders.count).toBe(before.orders.count + 1)
    await manager.post(`/admin/crm/orders/${order.body.id}/archive`, { reason: "A test" })
    expect((await read({ from: today, to: today })).orders.count).toBe(before.orders.count)
  })

  it("is this month in the business's time zone unless asked otherwise", async () => {
    const { range } = await read({})
    const month = new Date().toISOString().slice(0, 7)
    expect(range).toMatchObject({ from: `${month}-01`, time_zone: "UTC" })
    expect(range.starts_at).toBe(`${month}-01T00:00:00.000Z`)
  })

  it.each([
    "from=2026-01-01",
    "from=2026-02-30&to=2026-03-01",
    "from=2026-03-02&to=2026-03-01",
    "from=1999-01-01&to=2026-01-01",
    "from=2026-01-01T00:00:00Z&to=2026-01-02",
    "tz=Mars/Olympus",
    "tz=%2B05:30",
    "tz=",
    "colour=red",
    "shop_id=%00",
  ])("refuses what makes no sense: %s", async (query) => {
    for (const door of ["dashboard", "dashboard/export"]) {
      const answer = await manager.get(`/admin/crm/${door}?${query}`)
      expect([door, answer.status]).toEqual([door, 400])
      expect(answer.body).toMatchObject({ code: "invalid", fields: expect.any(Array) })
    }
  })

  it("knows no shop that there is not, and no operator", async () => {
    expect((await manager.get("/admin/crm/dashboard?shop_id=shop_none")).status).toBe(404)
    const operator = await login(server, "operator")
    for (const door of ["dashboard", "dashboard/export"]) {
      expect((await operator.get(`/admin/crm/${door}`)).status).toBe(403)
    }
  })

  it("can be taken away as files", async () => {
    const range = "from=2026-01-01&to=2026-12-31"
    const all = await read({ from: "2026-01-01", to: "2026-12-31" })
    const whole = await manager.get(`/admin/crm/dashboard/export?${range}`)
    expect(whole.headers.get("content-type")).toBe("text/csv; charset=utf-8")
    expect(whole.headers.get("content-disposition")).toBe(
      'attachment; filename="dashboard-2026-01-01-2026-12-31.csv"'
    )
    expect(whole.text).toContain(`total_sales,,${all.total_sales.usd}\r\n`)
    expect(whole.text).toContain(`balance,,${all.balance.usd}\r\n`)
    const one = await manager.get(`/admin/crm/dashboard/export?${range}&table=countries`)
    const lines = one.text.trimEnd().split("\r\n")
    expect(lines[0]).toBe("country,orders,usd,approved_orders,approved_usd")
    expect(lines).toHaveLength(all.countries.rows.length + 1)
    expect((await manager.get(`/admin/crm/dashboard/export?table=none`)).status).toBe(400)
  })

  it(
    "is rebuilt and proved by a command, which names what is wrong",
    async () => {
      const command = (words: string[] = []) =>
        run([path.join(readStack().root, "scripts", "report-rebuild.mjs"), ...words], {
          DATABASE_URL: database.url,
          T3_DATA_DIR: path.join(readStack().folder, "none"),
        })
      const [good, said] = await command(["--check"])
      expect([good, said]).toEqual([0, expect.stringContaining("Every figure equals")])
      await server.db.query(
        "update sales_report_total set usd = usd + 1 where grain = 'day' and figure = 'paid' and shop_id = ''"
      )
      const [bad, complaint] = await command(["--check"])
      expect([bad, complaint]).toEqual([1, expect.stringContaining("day paid")])
      const [rebuilt, told] = await command()
      expect([rebuilt, told]).toEqual([0, expect.stringContaining("Every figure equals")])
      expect((await command(["--none"]))[0]).toBe(1)
    },
    LONG
  )
})

const sorted = <Row>(rows: readonly Row[]): Row[] =>
  [...rows].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
