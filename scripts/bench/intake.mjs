import { say } from "../lib/say.mjs"
import { withClient } from "../lib/database.mjs"
import { startLoadProcess } from "./load-process.mjs"
import { cpuSecondsOf, cpuSecondsOfFamily, memoryOf, percentile } from "./machine.mjs"
import { createOrderBodies, draftOrderBodies } from "./order-bodies.mjs"
import { measureSqlCeiling } from "./sql-ceiling.mjs"
import { createDatabase, startOurServer, startStockMedusa } from "./stack.mjs"

/** How long each measurement takes, and how often the headline is repeated. */
const LENGTHS = {
  full: { warmUp: 8, seconds: 12, rounds: 3, ceilingOrders: 4000 },
  quick: { warmUp: 4, seconds: 4, rounds: 1, ceilingOrders: 1000 },
}

/** Goes into ids and e-mail addresses, so that no two measurements send the same order. */
let measurements = 0

/** However fast the machine is, a run ends. */
const MOST_REQUESTS = 200_000

const CALLERS = [1, 8, 32, 128]
const HEADLINE_CALLERS = 128
const STOCK_CALLERS = [8, 32]

const round = (value, digits = 1) => Number(value.toFixed(digits))

const median = (values) => {
  const sorted = [...values].sort((one, other) => one - other)
  return percentile(sorted, 50)
}

/** Runs one load against one server and puts what it saw and what it cost into one row. */
const measure = async ({ load, server, postgresPid, name, job }) => {
  const serverBefore = cpuSecondsOf(server.pid)
  const postgresBefore = cpuSecondsOfFamily(postgresPid)
  const seen = await load.run({
    key: `m${(measurements += 1)}`,
    port: server.port,
    mostRequests: MOST_REQUESTS,
    headers: {},
    ...job,
  })
  const latencies = seen.latencies.sort((one, other) => one - other)
  const orders = latencies.length
  const per1000 = (seconds) => (orders === 0 ? 0 : round((seconds / orders) * 1000, 2))
  const row = {
    what: name,
    orders,
    orders_per_second: round(orders / seen.elapsed),
    p50_ms: round(percentile(latencies, 50)),
    p95_ms: round(percentile(latencies, 95)),
    p99_ms: round(percentile(latencies, 99)),
    server_cpu_s_per_1000: per1000(cpuSecondsOf(server.pid) - serverBefore),
    postgres_cpu_s_per_1000: per1000(cpuSecondsOfFamily(postgresPid) - postgresBefore),
    server_memory_mb: memoryOf(server.pid),
    failures: seen.failures,
  }
  say(
    `  ${name}: ${row.orders_per_second}/s, p50 ${row.p50_ms}, p95 ${row.p95_ms}, p99 ${row.p99_ms} ms` +
      (Object.keys(row.failures).length > 0 ? `, FAILURES ${JSON.stringify(row.failures)}` : "")
  )
  return row
}

/**
 * The intake under load beside a stock Medusa's draft orders and plain SQL, on one PostgreSQL, in
 * one run. The three that make the headline take turns, so that a slow minute of the machine is
 * nobody's luck.
 */
export const benchIntake = async (stack, { quick }) => {
  const { warmUp, seconds, rounds, ceilingOrders } = LENGTHS[quick ? "quick" : "full"]
  const { root, postgresPid, started } = stack
  const databaseUrl = await createDatabase(stack, "bench_intake")
  const server = await startOurServer(stack, databaseUrl)
  const stock = await startStockMedusa(stack)
  const load = startLoadProcess(root)
  started.push(load)

  const shop = server.demo.shops[0]
  const ours = ({ card = true, headers = {}, door = "/store/crm/orders" } = {}) => ({
    path: door,
    templates: createOrderBodies(shop, { card }),
    expected: [201],
    headers: {
      ...(door.startsWith("/store") ? { "x-publishable-api-key": shop.publishable_key } : {}),
      ...headers,
    },
  })
  const draft = {
    path: "/admin/draft-orders",
    templates: draftOrderBodies(stock),
    expected: [200],
    headers: stock.headers,
  }
  const measureOurs = (name, job) => measure({ load, server, postgresPid, name, job })
  const measureStock = (name, job) =>
    measure({ load, server: stock, postgresPid, name, job: { ...draft, ...job } })

  say("Warming up …")
  await measureOurs("warm-up, ours", { ...ours(), connections: 32, seconds: warmUp })
  await measureStock("warm-up, stock draft orders", { connections: 8, seconds: warmUp })

  const headline = { ours: [], stock: [], ceiling: [] }
  const stockRows = []
  const rows = []
  for (let turn = 1; turn <= rounds; turn += 1) {
    say(`Round ${turn} of ${rounds}: ours, stock Medusa, plain SQL …`)
    const row = await measureOurs(`card, ${HEADLINE_CALLERS} callers, round ${turn}`, {
      ...ours(),
      connections: HEADLINE_CALLERS,
      seconds,
    })
    rows.push(row)
    headline.ours.push(row.orders_per_second)
    const best = []
    for (const connections of STOCK_CALLERS) {
      const stockRow = await measureStock(
        `stock draft orders, ${connections} callers, round ${turn}`,
        {
          connections,
          seconds,
        }
      )
      stockRows.push(stockRow)
      best.push(stockRow.orders_per_second)
    }
    headline.stock.push(Math.max(...best))
    const ceiling = await measureSqlCeiling({
      root,
      sourceUrl: databaseUrl,
      targetUrl: await createDatabase(stack, `bench_ceiling_${turn}`),
      orders: ceilingOrders,
    })
    say(`  plain multi-row SQL of the same rows: ${round(ceiling)}/s`)
    headline.ceiling.push(round(ceiling))
  }

  say("One after the other …")
  for (const connections of CALLERS) {
    rows.push(
      await measureOurs(`card, ${connections} callers`, { ...ours(), connections, seconds })
    )
  }
  for (const [name, options] of [
    ["card, Prefer: wait=0", { headers: { prefer: "wait=0" } }],
    ["no card", { card: false }],
    ["card, create_order.php", { door: "/create_order.php" }],
  ]) {
    rows.push(
      await measureOurs(`${name}, ${HEADLINE_CALLERS} callers`, {
        ...ours(options),
        connections: HEADLINE_CALLERS,
        seconds,
      })
    )
  }
  const top = median(headline.ours)
  const rate = round(top / 2)
  const open = await measureOurs(`card, open loop at ${rate}/s`, {
    ...ours(),
    connections: 256,
    rate,
    seconds: seconds * 2,
  })
  rows.push(open)

  const stored = await withClient(root, databaseUrl, (client) =>
    client.query(
      "select count(*)::int as orders, (select count(*)::int from sealed_card) as cards from crm_order"
    )
  )
  const stockBest = median(headline.stock)
  return {
    headline: {
      ours_per_second: top,
      stock_draft_orders_per_second: stockBest,
      plain_sql_per_second: median(headline.ceiling),
      times_stock: round(top / stockBest),
      share_of_plain_sql: round(top / median(headline.ceiling), 2),
      open_loop_p99_ms: open.p99_ms,
      rounds: headline,
    },
    targets: {
      "ten times stock draft orders": top >= 10 * stockBest,
      "p99 under 250 ms at half of the top rate": open.p99_ms < 250,
      "nothing failed": rows.every(({ failures }) => Object.keys(failures).length === 0),
    },
    rows,
    stock_rows: stockRows,
    stored: stored.rows[0],
  }
}
