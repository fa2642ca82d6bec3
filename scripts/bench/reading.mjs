import { spawn } from "node:child_process"
import path from "node:path"
import { ensureMigrated, withClient } from "../lib/database.mjs"
import { say, Trouble } from "../lib/say.mjs"
import { percentile } from "./machine.mjs"
import { createDatabase, startOurServer } from "./stack.mjs"

/** How many orders there are, one size after the other, and how often each question is asked. */
const SIZES = { full: [10_000, 100_000, 1_000_000], quick: [1_000, 10_000] }
const TIMES = { full: 40, quick: 10 }

/** Medusa's own answers take seconds where there are many orders: it is asked less often. */
const STOCK_TIMES = 5
const MOST_MILLISECONDS_PER_QUESTION = 20_000

/** Of what the figures promise: the 95th percentile at the client, in milliseconds. */
const LIMITS = { list: 50, search: 100, card: 50, dashboard: 50 }
/** "Not slower than twice the figure at 10,000 orders", and below this many milliseconds never mind. */
const MOST_GROWTH = 2
const NOT_WORTH_COMPARING_MS = 10

const DAY_MS = 24 * 60 * 60 * 1000

/** What is searched for, taken from an order in the middle of the year. */
const readSample = (root, databaseUrl, orders) =>
  withClient(root, databaseUrl, async (client) => {
    const { rows } = await client.query(
      `select id, order_id, display_id, email, phone, customer_name, shop_order_id, shop_id,
         (select id from crm_customer where email = crm_order.email) as customer_id,
         (select max(created_at) from crm_order) as newest
       from crm_order order by created_at offset $1 limit 1`,
      [Math.floor(orders / 2)]
    )
    return rows[0]
  })

/**
 * The questions of the staff pages. `kind` says which limit holds; `stock` is Medusa's own answer to
 * the same question on the same rows.
 */
const questionsOf = (sample, orders) => {
  const list = (query) => `/admin/crm/orders?limit=20${query}`
  const search = (text) => list(`&q=${encodeURIComponent(text)}`)
  const customers = (query) => `/admin/crm/customers?limit=20${query}`
  const customersBy = (text) => customers(`&q=${encodeURIComponent(text)}`)
  const stock = (query) =>
    `/admin/orders?limit=20&order=-created_at&fields=id,display_id,email,created_at,total,*customer${query}`
  return [
    { what: "list, newest first", kind: "list", path: list("") },
    { what: "numbers on the tabs", kind: "list", path: "/admin/crm/orders/counts" },
    { what: "choices of the filters", kind: "list", path: "/admin/crm/orders/filters" },
    ...["pending", "call_center", "pickups", "delivered", "returns", "attention", "archived"].map(
      (tab) => ({ what: `tab ${tab}`, kind: "list", path: list(`&tab=${tab}`) })
    ),
    { what: "filter status", kind: "list", path: list("&status=chargeback") },
    {
      what: "filter call-centre status",
      kind: "list",
      path: list("&call_center_status=awaiting_response"),
    },
    { what: "filter shop", kind: "list", path: list(`&shop_id=${sample.shop_id}`) },
    { what: "filter country, common", kind: "list", path: list("&country=DE") },
    { what: "filter country, rare", kind: "list", path: list("&country=JP") },
    { what: "filter payment method", kind: "list", path: list("&payment_method=echeck") },
    { what: "filter dates", kind: "list", path: list(`&from=${monthsAgo(4)}&to=${monthsAgo(3)}`) },
    ...["-total_usd", "customer_name"].flatMap((order) =>
      [1, 7, 40].map((days) => ({
        what: `last ${days} days sorted by ${order}`,
        kind: "list",
        path: list(`&from=${lastDays(sample, days)}&order=${order}`),
      }))
    ),
    {
      what: "rare country sorted by amount",
      kind: "list",
      path: list("&country=JP&order=-total_usd"),
    },
    {
      what: "three filters",
      kind: "list",
      path: list("&country=GB&payment_method=paypal&status=refunded"),
    },
    {
      what: "numbers on the tabs, filtered",
      kind: "list",
      path: "/admin/crm/orders/counts?country=DE",
    },
    ...["display_id", "customer_name", "-total_usd", "-status", "country"].map((order) => ({
      what: `sorted by ${order}`,
      kind: "list",
      path: list(`&order=${order}`),
    })),
    { what: "page in the middle", kind: "list", path: list(`&offset=${Math.floor(orders / 2)}`) },
    { what: "last page", kind: "list", path: list(`&offset=${Math.max(0, orders - 20)}`) },
    { what: "search e-mail", kind: "search", path: search(sample.email.slice(0, -6)) },
    { what: "search part of a name", kind: "search", path: search(sample.customer_name.slice(2)) },
    { what: "search common name", kind: "search", path: search("anna") },
    { what: "search what all have", kind: "search", path: search("example") },
    { what: "search two letters", kind: "search", path: search("zo") },
    { what: "search phone", kind: "search", path: search(sample.phone) },
    { what: "search part of a phone", kind: "search", path: search(sample.phone.slice(-7)) },
    { what: "search number", kind: "search", path: search(String(sample.display_id)) },
    { what: "search order id", kind: "search", path: search(sample.id) },
    { what: "search shop's number", kind: "search", path: search(sample.shop_order_id) },
    { what: "search what nobody has", kind: "search", path: search("qwxzzy") },
    {
      what: "numbers on the tabs, searched",
      kind: "search",
      path: `/admin/crm/orders/counts?q=${encodeURIComponent(sample.customer_name)}`,
    },
    ...dashboardsOf(sample),
    ...listsOfFigures().map(({ what, query }) => ({ what, kind: "list", path: list(query) })),
    { what: "customers, newest first", kind: "list", path: customers("") },
    ...["name", "-order_count", "-spent_usd"].map((order) => ({
      what: `customers sorted by ${order}`,
      kind: "list",
      path: customers(`&order=${order}`),
    })),
    { what: "customers blocked", kind: "list", path: customers("&status=blocked") },
    {
      what: "customers of a month",
      kind: "list",
      path: customers(`&from=${monthsAgo(4)}&to=${monthsAgo(3)}&order=-spent_usd`),
    },
    ...[1, 7, 40].map((days) => ({
      what: `customers of the last ${days} days by orders`,
      kind: "list",
      path: customers(`&from=${lastDays(sample, days)}&order=-order_count`),
    })),
    { what: "customers: search e-mail", kind: "search", path: customersBy(sample.email) },
    { what: "customers: search name", kind: "search", path: customersBy(sample.customer_name) },
    { what: "customers: search common name", kind: "search", path: customersBy("anna") },
    { what: "customers: search phone", kind: "search", path: customersBy(sample.phone) },
    { what: "customers: search nobody", kind: "search", path: customersBy("qwxzzy") },
    { what: "order card", kind: "card", path: `/admin/crm/orders/${sample.id}` },
    { what: "timeline", kind: "card", path: `/admin/crm/orders/${sample.id}/events` },
    { what: "why is it here", kind: "card", path: `/admin/crm/orders/${sample.id}/why` },
    { what: "payment and ledger", kind: "card", path: `/admin/crm/orders/${sample.id}/ledger` },
    { what: "customer card", kind: "card", path: `/admin/crm/customers/${sample.customer_id}` },
    {
      what: "customer's orders",
      kind: "card",
      path: `/admin/crm/customers/${sample.customer_id}/orders`,
    },
    { what: "needs a person", kind: "list", path: "/admin/crm/attention" },
    { what: "dispatch, to send", kind: "list", path: "/admin/crm/dispatch" },
    { what: "call centre", kind: "list", path: "/admin/crm/call-center" },
    { what: "balance", kind: "list", path: "/admin/crm/balance" },
    { what: "Medusa: list, newest first", path: stock(""), times: STOCK_TIMES },
    {
      what: "Medusa: search e-mail (q)",
      path: stock(`&q=${encodeURIComponent(sample.email.slice(0, -6))}`),
      times: STOCK_TIMES,
    },
    {
      what: "Medusa: page in the middle",
      path: stock(`&offset=${Math.floor(orders / 2)}`),
      times: STOCK_TIMES,
    },
    {
      what: "Medusa: order",
      path: `/admin/orders/${sample.order_id}`,
      times: STOCK_TIMES,
    },
  ]
}

/** Every widget's figures for short and long ranges, of a shop and of all, in zones near and far from UTC. */
const dashboardsOf = (sample) => {
  const year = `from=${monthsAgo(12)}&to=${monthsAgo(0)}`
  return [
    { what: "dashboard, this month", query: "" },
    { what: "dashboard, a day", query: `?from=${monthsAgo(2)}&to=${monthsAgo(2)}` },
    { what: "dashboard, a year", query: `?${year}` },
    { what: "dashboard, a year in Kathmandu", query: `?${year}&tz=Asia/Kathmandu` },
    {
      what: "dashboard, seven months in New York",
      query: `?from=${monthsAgo(9)}&to=${monthsAgo(2)}&tz=America/New_York`,
    },
    { what: "dashboard, everything", query: "?from=2000-01-01&to=2099-12-31" },
    { what: "dashboard, a year of a shop", query: `?${year}&shop_id=${sample.shop_id}` },
  ].map(({ what, query }) => ({ what, kind: "dashboard", path: `/admin/crm/dashboard${query}` }))
}

/** The lists that figures of the dashboard open. */
const listsOfFigures = () => {
  const month = (name) => `&${name}from=${monthsAgo(2)}&${name}to=${monthsAgo(1)}`
  const year = (name) => `&${name}from=${monthsAgo(12)}&${name}to=${monthsAgo(0)}`
  return [
    { what: "figure: paid, a month", query: `&sales=paid${month("")}` },
    { what: "figure: paid, a year", query: `&sales=paid${year("")}` },
    { what: "figure: phones, a month", query: `&device=phone${month("")}` },
    { what: "figure: refunds, a month", query: `&fact=refund${month("fact_")}` },
    { what: "figure: refunds, a year", query: `&fact=refund${year("fact_")}` },
    { what: "figure: chargebacks, a month", query: `&fact=chargeback${month("fact_")}` },
    { what: "figure: rescued, a month", query: `&fact=rescued${month("")}` },
    { what: "figure: rescued, a year", query: `&fact=rescued${year("")}` },
    { what: "figure: balance", query: `&fact=booked&fact_to=${monthsAgo(1)}` },
  ]
}

const monthsAgo = (months) => {
  const day = new Date()
  day.setUTCMonth(day.getUTCMonth() - months)
  return day.toISOString().slice(0, 10)
}

/** Where the last days of which there are orders begin. */
const lastDays = ({ newest }, days) => new Date(newest.getTime() - days * DAY_MS).toISOString()

const ask = async (url, headers, times) => {
  const milliseconds = []
  const began = performance.now()
  // The first answer warms what anybody's second look would find warm; it does not count.
  for (let turn = 0; turn <= times; turn += 1) {
    const before = performance.now()
    const answer = await fetch(url, { headers })
    const text = await answer.text()
    if (!answer.ok) {
      throw new Trouble(`${url} answers ${answer.status}: ${text.slice(0, 300)}`)
    }
    if (turn > 0) {
      milliseconds.push(performance.now() - before)
    }
    if (turn > 0 && performance.now() - began > MOST_MILLISECONDS_PER_QUESTION) {
      break
    }
  }
  milliseconds.sort((one, other) => one - other)
  const figure = (percent) => Number(percentile(milliseconds, percent).toFixed(1))
  return { p50_ms: figure(50), p95_ms: figure(95), asked: milliseconds.length }
}

const generate = (stack, databaseUrl, orders) =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        path.join(stack.root, "scripts", "generate.mjs"),
        ...["--orders", String(orders), "--seed", "1", "--database-url", databaseUrl],
      ],
      {
        cwd: stack.root,
        env: { ...stack.environment, T3_DATA_DIR: stack.folder },
        stdio: "inherit",
      }
    )
    stack.started.push({
      stop: () => {
        child.kill("SIGTERM")
      },
    })
    child.once("error", reject)
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Trouble("The orders could not be generated."))
    )
  })

/** A new database with that many orders. */
export const fill = async (stack, orders) => {
  const databaseUrl = await createDatabase(stack, `bench_reading_${orders}`)
  const began = performance.now()
  await generate(stack, databaseUrl, orders)
  return { databaseUrl, seconds: Math.round((performance.now() - began) / 1000) }
}

/** A database that somebody has filled before, with that many orders. */
export const takeFilled = async (stack, databaseUrl, orders) => {
  await ensureMigrated({
    ...{ root: stack.root, databaseUrl, environment: stack.environment },
    logFile: path.join(stack.results, "migrate.log"),
  })
  const rows = await withClient(stack.root, databaseUrl, async (client) => {
    // A migration may have written tables anew; autovacuum does not notice that by itself.
    await client.query("vacuum (analyze)")
    return (await client.query("select count(*)::int as there from crm_order")).rows
  })
  if (rows[0].there < orders) {
    throw new Trouble(`The filled database has ${rows[0].there} orders, not ${orders}.`)
  }
  return { databaseUrl, seconds: null }
}

/** Asks everything at one size. @returns figures by question */
const measureSize = async (stack, { databaseUrl, seconds }, orders, times) => {
  const bytes = await withClient(stack.root, databaseUrl, (client) =>
    client.query("select pg_database_size(current_database())::text as bytes")
  )
  const server = await startOurServer(stack, databaseUrl, { MEDUSA_WORKER_MODE: "server" })
  const url = `http://127.0.0.1:${server.port}`
  const { email, password } = server.demo.staff.find(({ role }) => role === "administrator")
  const signedIn = await fetch(`${url}/auth/user/emailpass`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  })
  const { token } = await signedIn.json()
  const headers = { authorization: `Bearer ${token}` }
  const sample = await readSample(stack.root, databaseUrl, orders)
  const figures = new Map()
  for (const { what, path: where, kind, times: own } of questionsOf(sample, orders)) {
    const figure = await ask(`${url}${where}`, headers, own ?? times)
    figures.set(what, { kind, ...figure })
    say(`  ${what}: p50 ${figure.p50_ms} ms, p95 ${figure.p95_ms} ms`)
  }
  await server.stop()
  return {
    orders,
    generated_in_seconds: seconds,
    database_gb: Number((Number(bytes.rows[0].bytes) / 1e9).toFixed(2)),
    figures,
  }
}

const targetsOf = (rows, sizes) => {
  const at = (row, size) => row.figures[sizes.indexOf(size)]
  const largest = Math.max(...sizes)
  const targets = {}
  for (const [kind, limit] of Object.entries(LIMITS)) {
    const slow = rows.filter((row) => row.kind === kind && at(row, largest).p95_ms > limit)
    targets[`p95 of every ${kind} up to ${limit} ms at ${largest.toLocaleString("en")} orders`] =
      slow.length === 0 || slow.map((row) => `${row.what}: ${at(row, largest).p95_ms}`).join(", ")
  }
  if (sizes.includes(10_000) && largest > 10_000) {
    const grown = rows.filter(
      (row) =>
        row.kind &&
        at(row, largest).p50_ms > NOT_WORTH_COMPARING_MS &&
        at(row, largest).p50_ms > MOST_GROWTH * at(row, 10_000).p50_ms
    )
    targets[`nothing slower than twice its figure at 10,000 orders`] =
      grown.length === 0 ||
      grown
        .map((row) => `${row.what}: ${at(row, 10_000).p50_ms} -> ${at(row, largest).p50_ms}`)
        .join(", ")
  }
  return targets
}

/** The staff pages' questions at growing numbers of orders, one caller at a time. */
export const benchReading = async (stack, { quick, filled }) => {
  const length = quick ? "quick" : "full"
  const largest = Math.max(...SIZES[length])
  const measured = []
  for (const orders of SIZES[length]) {
    say(`${orders.toLocaleString("en")} orders …`)
    const database =
      filled && orders === largest
        ? await takeFilled(stack, filled, orders)
        : await fill(stack, orders)
    measured.push(await measureSize(stack, database, orders, TIMES[length]))
  }
  const [first] = measured
  const rows = [...first.figures].map(([what, { kind }]) => ({
    what,
    kind,
    figures: measured.map(({ figures }) => figures.get(what)),
  }))
  const sizes = measured.map(({ orders }) => orders)
  return {
    sizes,
    databases: measured.map(({ figures: _figures, ...facts }) => facts),
    targets: targetsOf(rows, sizes),
    rows,
  }
}
