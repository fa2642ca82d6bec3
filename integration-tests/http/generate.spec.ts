import { spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { Client } from "@medusajs/framework/pg"
import { createDatabase, login, readStack, startServer } from "../harness"
import type { Api, TestServer } from "../harness"

const ORDERS = 2000

type List = { orders: { id: string; created_at: string }[]; count: number }

/** `npm run generate` against a database of the tests, with the tests' keys. */
const generate = (databaseUrl: string): ChildProcess => {
  const { root, folder, environment } = readStack()
  return spawn(
    process.execPath,
    [
      path.join(root, "scripts", "generate.mjs"),
      ...["--orders", String(ORDERS), "--seed", "4", "--database-url", databaseUrl],
    ],
    { cwd: root, env: { ...environment, T3_DATA_DIR: folder }, stdio: ["ignore", "pipe", "pipe"] }
  )
}

const finish = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let printed = ""
    child.stdout?.on("data", (chunk: Buffer) => (printed += chunk.toString()))
    child.stderr?.on("data", (chunk: Buffer) => (printed += chunk.toString()))
    child.once("exit", (code) =>
      code === 0 ? resolve(printed) : reject(new Error(`generate ended with ${code}: ${printed}`))
    )
  })

const withDatabase = async <Result>(
  url: string,
  work: (client: Client) => Promise<Result>
): Promise<Result> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const chunksIn = (url: string): Promise<number> =>
  withDatabase(url, async (client) => {
    const { rows } = await client
      .query("select count(*)::integer as count from generated_chunk")
      .catch(() => ({ rows: [{ count: 0 }] }))
    return rows[0].count
  })

/** What must be the same however the orders came to be: nothing that PostgreSQL or the vault draws. */
const digestOf = (url: string): Promise<Record<string, unknown>> =>
  withDatabase(url, async (client) => {
    const { rows } = await client.query(`
      select (select count(*)::integer from crm_order) as orders,
        (select count(*)::integer from "order") as medusa_orders,
        (select count(*)::integer from order_line_item) as lines,
        (select count(*)::integer from crm_order_event) as events,
        (select count(*)::integer from customer) as customers,
        (select md5(string_agg(concat_ws(' ', id, order_id, display_id, email, total, total_usd,
           status, call_center_status, open_attention, created_at, search_text, payment_state, captured,
           refunded, charged_back), ',' order by id))
           from crm_order) as records,
        (select count(*)::integer from payment_attempt) as attempts,
        (select md5(string_agg(concat_ws(' ', id, crm_order_id, number, kind, way, processor, amount,
           state, code, created_at, finished_at), ',' order by id)) from payment_attempt) as payments,
        (select md5(string_agg(concat_ws(' ', cause_id, fact_kind, account, amount, line.currency,
           amount_usd), ',' order by cause_type, cause_id, position))
           from ledger_entry join ledger_line line on entry_id = id) as books,
        (select md5(string_agg(concat_ws(' ', crm_order_id, kind, at, data - 'card_id' - 'shop_id'),
           ',' order by crm_order_id, id)) from crm_order_event) as stream`)
    return rows[0]
  })

/** Several runs of a command, each with a process of its own: long on a busy machine. */
const LONG = 300_000

describe("npm run generate", () => {
  let interrupted: { url: string; drop: () => Promise<void> }
  let server: TestServer | undefined
  let staff: Api

  beforeAll(async () => {
    interrupted = await createDatabase()
  })
  afterAll(async () => {
    await server?.stop()
    await interrupted.drop()
  })

  it(
    "goes on where it was killed, and makes the same orders as an undisturbed run",
    async () => {
      const killed = generate(interrupted.url)
      while ((await chunksIn(interrupted.url)) === 0 && killed.exitCode === null) {
        await sleep(20)
      }
      killed.kill("SIGKILL")
      const chunks = await chunksIn(interrupted.url)
      expect(chunks).toBeGreaterThan(0)
      // What the killed one has still under way ends with its process.
      await sleep(1000)
      await finish(generate(interrupted.url))

      const undisturbed = await createDatabase()
      try {
        const printed = await finish(generate(undisturbed.url))
        expect(printed).toContain("2,000 of 2,000 orders")
        const digest = await digestOf(undisturbed.url)
        expect(digest).toMatchObject({ orders: ORDERS, medusa_orders: ORDERS })
        expect(await digestOf(interrupted.url)).toEqual(digest)
        // Once more does nothing.
        await finish(generate(undisturbed.url))
        expect(await digestOf(undisturbed.url)).toEqual(digest)
      } finally {
        await undisturbed.drop()
      }
    },
    LONG
  )

  it("makes orders whose lists, far pages, counts and searches are right", async () => {
    server = await startServer({ databaseUrl: interrupted.url })
    staff = await login(server, "administrator")
    const sql = async <Row>(text: string): Promise<Row[]> =>
      (await server?.db.query(text))?.rows ?? []
    const idsOf = async (query: string): Promise<string[]> =>
      (await staff.get<List>(`/admin/crm/orders?${query}`)).body.orders.map(({ id }) => id)
    const expected = async (clauses: string): Promise<string[]> =>
      (await sql<{ id: string }>(`select id from crm_order ${clauses}`)).map(({ id }) => id)

    const newest = "order by created_at desc, id desc"
    expect(await idsOf("limit=20")).toEqual(await expected(`${newest} limit 20`))
    for (const offset of [990, 1500, 1990, 5000]) {
      expect([offset, await idsOf(`limit=20&offset=${offset}`)]).toEqual([
        offset,
        await expected(`${newest} limit 20 offset ${offset}`),
      ])
    }
    expect(await idsOf("limit=20&offset=1500&order=created_at")).toEqual(
      await expected("order by created_at, id limit 20 offset 1500")
    )
    const paid = "where status = 'delivered'"
    expect(await idsOf("limit=20&offset=1200&tab=delivered")).toEqual(
      await expected(`${paid} ${newest} limit 20 offset 1200`)
    )
    expect(await idsOf("limit=20&order=-total_usd")).toEqual(
      await expected("order by total_usd desc, created_at, id limit 20")
    )

    const { body: tabs } = await staff.get<{
      counts: Record<string, number>
      counts_are_estimates: boolean
    }>("/admin/crm/orders/counts")
    const statuses = await sql<{ status: string; count: number }>(
      "select status, count(*)::integer from crm_order group by status"
    )
    const of = (...wanted: string[]): number =>
      statuses.reduce((sum, row) => sum + (wanted.includes(row.status) ? row.count : 0), 0)
    const [{ attention }] = await sql<{ attention: number }>(
      "select count(*)::integer as attention from crm_order where open_attention > 0"
    )
    expect(tabs).toEqual({
      counts: {
        all: ORDERS,
        pending: of("pending"),
        approved: of("approved"),
        declined: of("declined"),
        call_center: of("call_center"),
        pickups: of("approved", "packed"),
        delivered: of("delivered"),
        returns: of("refunded", "reshipped", "chargeback"),
        cancelled: of("cancelled"),
        attention,
      },
      counts_are_estimates: false,
    })

    const [sample] = await sql<{ email: string; phone: string; customer_name: string }>(
      "select email, phone, customer_name from crm_order order by created_at offset 700 limit 1"
    )
    for (const [typed, condition] of [
      [sample.email.slice(2), `email like '%${sample.email.slice(2)}%'`],
      [sample.phone.slice(-6), `phone like '%${sample.phone.slice(-6)}'`],
      ["zo", "search_text like 'zo%' or search_text like '% zo%'"],
      ["qwxzzy", "false"],
    ]) {
      expect([typed, await idsOf(`limit=100&q=${encodeURIComponent(typed)}`)]).toEqual([
        typed,
        await expected(`where ${condition} ${newest} limit 100`),
      ])
    }
    const { body: choices } = await staff.get<{ countries: string[]; shops: { id: string }[] }>(
      "/admin/crm/orders/filters"
    )
    const [occurring] = await sql<{ countries: string[]; shops: string[] }>(
      `select array_agg(distinct country order by country) as countries,
         array_agg(distinct shop_id order by shop_id) as shops from crm_order`
    )
    expect(choices.countries).toEqual(occurring.countries)
    expect(choices.shops.map(({ id }) => id)).toEqual(occurring.shops)
  })

  it("makes payments that agree with the orders, in the attempts, the facts and the books", async () => {
    const sql = async <Row>(text: string): Promise<Row[]> =>
      (await server?.db.query(text))?.rows ?? []
    const wrong = await sql(`
      with sums as (
        select crm_order_id, sum(amount) filter (where kind = 'captured') as captured,
               sum(amount) filter (where kind = 'refunded') as refunded,
               sum(case kind when 'charged_back' then amount when 'chargeback_reversed' then -amount end)
                 as charged_back
          from payment_fact group by 1
      ), books as (
        select crm_order_id, -sum(amount) filter (where account in ('sales', 'overpayments')) as captured,
               sum(amount) filter (where account = 'refunds') as refunded,
               sum(amount) filter (where account = 'chargebacks') as charged_back
          from ledger_entry join ledger_line on entry_id = id where cause_type = 'payment_fact' group by 1
      )
      select stored.id, status from crm_order stored
        left join sums on sums.crm_order_id = stored.id left join books on books.crm_order_id = stored.id
       where (stored.captured, stored.refunded, stored.charged_back) is distinct from
             (coalesce(sums.captured, 0), coalesce(sums.refunded, 0), coalesce(sums.charged_back, 0))
          or (coalesce(sums.captured, 0), coalesce(sums.refunded, 0), coalesce(sums.charged_back, 0))
             is distinct from
             (coalesce(books.captured, 0), coalesce(books.refunded, 0), coalesce(books.charged_back, 0))
          or (status in ('approved', 'packed', 'shipped', 'delivered') and stored.captured <= stored.refunded)
          or (status in ('declined', 'cancelled', 'closed', 'refunded') and stored.captured <> stored.refunded)
          or (status = 'chargeback') <> (stored.charged_back > 0)`)
    expect(wrong).toEqual([])
    const [balance] = await sql<{ usd: string }>(
      `select round(sum(amount_usd), 2)::text as usd from ledger_line where account = 'receivable'`
    )
    const { body } = await staff.get<{ balance_usd: string; accounts: unknown[] }>(
      "/admin/crm/balance"
    )
    expect(body.balance_usd).toBe(balance.usd)
    expect(body.accounts.length).toBeGreaterThan(10)
    const { body: processors } = await staff.get<{
      accounts: { name: string; active: boolean; approval_rate: { rate: number | null } }[]
    }>("/admin/crm/processors")
    const stripe = processors.accounts.find(({ name }) => name === "Stripe (generated)")
    expect(stripe?.active).toBe(false)
    expect(stripe?.approval_rate.rate).toBeGreaterThan(0.5)
  })

  it("keeps the tabs' numbers right when orders move, and when the tally is summed up", async () => {
    const { body: before } = await staff.get<{ counts: Record<string, number> }>(
      "/admin/crm/orders/counts"
    )
    const { body: list } = await staff.get<List>("/admin/crm/orders?tab=declined&limit=1")
    const [{ id }] = list.orders
    const moved = await staff.post(`/admin/crm/orders/${id}/status`, { status: "cancelled" })
    expect(moved.status).toBe(200)
    const after = {
      ...before.counts,
      declined: before.counts.declined - 1,
      cancelled: before.counts.cancelled + 1,
    }
    const counts = async () =>
      (await staff.get<{ counts: Record<string, number> }>("/admin/crm/orders/counts")).body.counts
    expect(await counts()).toEqual(after)
    await server?.db.query("select graphile_worker.add_job('compact-order-tally')")
    for (let tries = 0; tries < 100; tries += 1) {
      const { rows } = (await server?.db.query(
        `select 1 from crm_order_tally group by day, status, archived, with_call_center
         having count(*) > 1`
      )) ?? { rows: [] }
      if (rows.length === 0) {
        break
      }
      await sleep(100)
    }
    expect(await counts()).toEqual(after)
  })
})
