import { spawn } from "node:child_process"
import { writeFileSync } from "node:fs"
import path from "node:path"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import { withClient } from "../lib/database.mjs"
import { freePort } from "../lib/ports.mjs"
import { say, Trouble } from "../lib/say.mjs"
import { startLoadProcess } from "./load-process.mjs"
import { percentile } from "./machine.mjs"
import { createOrderBodies } from "./order-bodies.mjs"
import { createDatabase, startOurServer } from "./stack.mjs"

/**
 * `invoices` times `eventsEach` callbacks wait to be applied; the first of each invoice approves an
 * order, the others find it done: processors send several for one payment.
 */
const LENGTHS = {
  full: { orders: 300, seconds: 20, invoices: 2_000, eventsEach: 5 },
  quick: { orders: 60, seconds: 5, invoices: 200, eventsEach: 5 },
}

const CALLBACKS_PER_SECOND = 200
const CALLERS = [1, 8]
const DRAIN_PATIENCE_MS = 600_000

/** What the figures promise. */
const MOST_ADDED_MS = 50
const MOST_ACKNOWLEDGEMENT_MS = 100
const LEAST_APPLIED_PER_SECOND = 100

const EVENT_TYPES = [
  "InvoiceSettled",
  "InvoicePaymentSettled",
  "InvoiceProcessing",
  "InvoiceReceivedPayment",
]

const round = (value, digits = 1) => Number(value.toFixed(digits))

const figuresOf = (values) => {
  const sorted = [...values].sort((one, other) => one - other)
  const at = (percent) => round(percentile(sorted, percent))
  return { count: sorted.length, p50_ms: at(50), p95_ms: at(95), p99_ms: at(99) }
}

const startSimulators = async ({ root, started }) => {
  const child = spawn(
    process.execPath,
    [path.join(root, "integration-tests", "simulators", "run.mjs"), "--speed", "60"],
    { stdio: ["ignore", "pipe", "inherit", "ipc"] }
  )
  started.push({ stop: () => child.kill("SIGTERM") })
  const ready = await new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Trouble(`The simulators ended (${code}).`)))
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)))
  })
  const control = async (route, body = {}) => {
    const answer = await fetch(`${ready.urls.control}${route}`, {
      method: "POST",
      body: JSON.stringify(body),
    })
    if (!answer.ok) {
      throw new Trouble(`The simulators refuse ${route}: ${await answer.text()}`)
    }
  }
  return { ready, control }
}

const post = async (port, body, headers = {}) => {
  const answer = await fetch(`http://127.0.0.1:${port}/create_order.php`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  })
  if (answer.status !== 201) {
    throw new Trouble(`An order is answered with ${answer.status}: ${await answer.text()}`)
  }
}

/** Sends orders with `callers` at a time. */
const sendOrders = async ({ port, templates, count, callers, name, wait }) => {
  let sent = 0
  const caller = async () => {
    while (sent < count) {
      const index = sent
      sent += 1
      const body = templates[index % templates.length].replaceAll("{{key}}", `${name}-${index}`)
      await post(port, body, { prefer: `wait=${wait}` })
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
}

const rowsOf = (stack, databaseUrl, sql, values = []) =>
  withClient(stack.root, databaseUrl, async (client) => (await client.query(sql, values)).rows)

/**
 * What charging costs on top of the processor's own time: from the attempt's row to its result, less
 * what the calls took.
 */
const measureCharges = async ({ stack, databaseUrl, server, orders }) => {
  const templates = createOrderBodies(server.demo.shops[0], { card: true })
  await sendOrders({ port: server.port, templates, count: 40, callers: 4, name: "warm", wait: 20 })
  const rows = []
  for (const callers of CALLERS) {
    const name = `charge${callers}`
    await sendOrders({ port: server.port, templates, count: orders, callers, name, wait: 20 })
    const charges = await rowsOf(
      stack,
      databaseUrl,
      `select extract(epoch from attempt.finished_at - attempt.created_at) * 1000 as whole,
              (select sum(duration_ms) from payment_exchange exchange
                where exchange.attempt_id = attempt.id and exchange.purpose in ('prepare', 'charge')) as calls
         from payment_attempt attempt join crm_order on crm_order.id = attempt.crm_order_id
        where attempt.state = 'approved' and crm_order.shop_order_id like $1`,
      [`BENCH-${name}-%`]
    )
    const added = charges.map(({ whole, calls }) => Math.max(0, Number(whole) - Number(calls)))
    const row = {
      what: `charge, ${callers} callers: added to the processor's time`,
      ...figuresOf(added),
    }
    say(`  ${row.what}: p50 ${row.p50_ms}, p95 ${row.p95_ms} ms (${row.count} charges)`)
    rows.push(row)
  }
  return rows
}

/** Orders that wait for a payment in a cryptocurrency. @returns their invoices, paid at the processor */
const makePaidInvoices = async ({ stack, databaseUrl, server, simulators, count }) => {
  const templates = createOrderBodies(server.demo.shops[0], { card: false }).map((body) =>
    body.replace('{"method":"paypal"}', '{"method":"crypto"}')
  )
  await sendOrders({ port: server.port, templates, count, callers: 8, name: "coin", wait: 20 })
  const invoices = await rowsOf(
    stack,
    databaseUrl,
    `select payment_id, id as reference from payment_attempt
      where processor = 'btcpay' and state = 'pending' and payment_id is not null`
  )
  for (const { payment_id } of invoices) {
    await simulators.control("/events", { processor: "btcpay", event: "pay", payment_id })
  }
  return invoices
}

/** Signed bodies, one for every kind of event of every invoice. */
const callbackTemplates = (invoices, storeId, kinds) =>
  kinds.flatMap((type) =>
    invoices.map(({ payment_id, reference }) =>
      JSON.stringify({
        deliveryId: `{{key}}-${type}`,
        webhookId: "bench",
        originalDeliveryId: `{{key}}-${type}`,
        isRedelivery: false,
        type,
        timestamp: Math.floor(Date.now() / 1000),
        storeId,
        invoiceId: payment_id,
        metadata: { orderId: reference },
      })
    )
  )

const waitingCallbacks = async (stack, databaseUrl) => {
  const [{ waiting }] = await rowsOf(
    stack,
    databaseUrl,
    "select count(*)::int as waiting from payment_callback where state = 'received'"
  )
  return waiting
}

const drain = async (stack, databaseUrl) => {
  const began = performance.now()
  while ((await waitingCallbacks(stack, databaseUrl)) > 0) {
    if (performance.now() - began > DRAIN_PATIENCE_MS) {
      throw new Trouble("The waiting callbacks are not applied within ten minutes.")
    }
    await sleep(100)
  }
  return (performance.now() - began) / 1000
}

/**
 * Charging and callbacks, against the simulators on the same machine: they take their share of it.
 */
export const benchPayments = async (stack, { quick }) => {
  const { orders, seconds, invoices: count, eventsEach } = LENGTHS[quick ? "quick" : "full"]
  const simulators = await startSimulators(stack)
  const simulatorsFile = path.join(stack.folder, "simulators.json")
  writeFileSync(simulatorsFile, JSON.stringify(simulators.ready), { mode: 0o600 })
  const databaseUrl = await createDatabase(stack, "bench_payments")
  const port = await freePort()
  const start = (mode) =>
    startOurServer(stack, databaseUrl, {
      PORT: String(port),
      MEDUSA_WORKER_MODE: mode,
      T3_SIMULATORS_FILE: simulatorsFile,
    })
  // Only the callbacks that are measured come in.
  await simulators.control("/callbacks/drop", { probability: 1 })

  say("Charges …")
  let server = await start("shared")
  const charges = await measureCharges({ stack, databaseUrl, server, orders })

  say(`${count} invoices, paid at the processor …`)
  const invoices = await makePaidInvoices({ stack, databaseUrl, server, simulators, count })
  const btcpay = simulators.ready.accounts.find(({ processor }) => processor === "btcpay")
  const load = startLoadProcess(stack.root)
  stack.started.push(load)
  const callbacks = {
    port,
    path: "/hooks/payment/btcpay",
    headers: {},
    sign: { header: "btcpay-sig", secret: btcpay.secrets.webhook_secret },
    expected: [200],
    connections: 32,
  }
  const kept = await load.run({
    ...callbacks,
    key: "ack",
    // Applied at once, while more come in: that is what a normal hour is like.
    templates: callbackTemplates(
      invoices.slice(0, count / 10),
      btcpay.settings.store_id,
      EVENT_TYPES
    ),
    rate: CALLBACKS_PER_SECOND,
    seconds,
    mostRequests: CALLBACKS_PER_SECOND * seconds,
  })
  const acknowledged = {
    what: `callback kept and answered, ${CALLBACKS_PER_SECOND}/s`,
    ...figuresOf(kept.latencies),
    failures: kept.failures,
  }
  say(`  ${acknowledged.what}: p50 ${acknowledged.p50_ms}, p99 ${acknowledged.p99_ms} ms`)
  await drain(stack, databaseUrl)
  await server.stop()

  say(`${count * eventsEach} callbacks come in while nobody works …`)
  server = await start("server")
  const came = await load.run({
    ...callbacks,
    key: "wait",
    templates: callbackTemplates(invoices, btcpay.settings.store_id, [
      ...EVENT_TYPES,
      "InvoiceExpired",
    ]),
    rate: 0,
    seconds: 600,
    mostRequests: count * eventsEach,
  })
  const waiting = await waitingCallbacks(stack, databaseUrl)
  await server.stop()
  server = await start("shared")
  const took = await drain(stack, databaseUrl)
  await server.stop()
  const [{ approved, failed }] = await rowsOf(
    stack,
    databaseUrl,
    `select (select count(*)::int from crm_order where payment_method = 'crypto' and status = 'approved') as approved,
            (select count(*)::int from payment_callback where state = 'failed') as failed`
  )
  const applied = {
    waiting,
    seconds: round(took),
    per_second: round(waiting / took),
    approved,
    failed,
  }
  say(
    `  ${waiting} applied in ${applied.seconds} s: ${applied.per_second}/s; ${approved} orders approved`
  )
  return {
    targets: {
      "charging adds less than 50 ms to the processor's own time (median, one caller)":
        charges[0].p50_ms < MOST_ADDED_MS,
      "callbacks at 200/s acknowledged with p99 under 100 ms":
        acknowledged.p99_ms < MOST_ACKNOWLEDGEMENT_MS,
      "waiting callbacks applied at 100/s or more": applied.per_second >= LEAST_APPLIED_PER_SECOND,
      "every paid order approved, nothing failed":
        approved === count &&
        failed === 0 &&
        [kept, came].every(({ failures }) => Object.keys(failures).length === 0),
    },
    rows: [...charges, acknowledged],
    applied,
  }
}
