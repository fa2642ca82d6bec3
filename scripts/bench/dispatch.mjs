import { spawn } from "node:child_process"
import path from "node:path"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import { withClient } from "../lib/database.mjs"
import { say, Trouble } from "../lib/say.mjs"
import { createDatabase, startOurServer } from "./stack.mjs"

/** Orders that are sent at once, and tracking numbers that are imported at once. */
const LENGTHS = {
  full: { orders: 10_000, numbers: 50_000 },
  quick: { orders: 500, numbers: 2_000 },
}

/** What the figures promise, in seconds. */
const MOST_PLANNING = 5
const MOST_IMPORTING = 60

const PATIENCE_MS = 900_000
const PAUSE_MS = 50

const round = (value, digits = 1) => Number(value.toFixed(digits))

const startSimulators = async ({ root, started }) => {
  const child = spawn(
    process.execPath,
    // So slow that nothing is shipped while it is measured.
    [path.join(root, "integration-tests", "simulators", "run.mjs"), "--speed", "0.001"],
    { stdio: ["ignore", "pipe", "inherit", "ipc"] }
  )
  started.push({ stop: () => child.kill("SIGTERM") })
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Trouble(`The simulators ended (${code}).`)))
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)))
  })
}

const rowsOf = ({ root }, databaseUrl, sql, values) =>
  withClient(root, databaseUrl, async (client) => (await client.query(sql, values)).rows)

const generate = ({ root, environment, folder, started }, databaseUrl, orders) =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        path.join(root, "scripts", "generate.mjs"),
        ...["--orders", String(orders), "--seed", "1", "--database-url", databaseUrl],
      ],
      { cwd: root, env: { ...environment, T3_DATA_DIR: folder }, stdio: "inherit" }
    )
    started.push({ stop: () => child.kill("SIGTERM") })
    child.once("error", reject)
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Trouble("The orders could not be generated."))
    )
  })

/** Signs a person of the demo in and gives calls to the staff API. */
const signIn = async (server, wanted) => {
  const { email, password } = server.demo.staff.find(({ role }) => role === wanted)
  const call = async (method, route, body, token) => {
    const answer = await fetch(`http://127.0.0.1:${server.port}${route}`, {
      method,
      headers: {
        "content-type": "application/json",
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const text = await answer.text()
    if (!answer.ok) {
      throw new Trouble(`${method} ${route}: ${answer.status} ${text.slice(0, 300)}`)
    }
    return JSON.parse(text)
  }
  const { token } = await call("POST", "/auth/user/emailpass", { email, password })
  return (method, route, body) => call(method, route, body, token)
}

const until = async (ask, isDone) => {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const answer = await ask()
    if (isDone(answer)) {
      return answer
    }
    if (Date.now() > end) {
      throw new Trouble("The work does not come to an end.")
    }
    await sleep(PAUSE_MS)
  }
}

const secondsOf = async (work) => {
  const begun = performance.now()
  const result = await work()
  return { seconds: (performance.now() - begun) / 1000, result }
}

/** A supplier at the simulator who has everything that the orders need. */
const addSupplier = async (stack, databaseUrl, administrator, { suppliers }) => {
  const { provider, name, settings, secrets } = suppliers.find((one) => one.provider === "rest")
  const { supplier } = await administrator("POST", "/admin/crm/suppliers", {
    ...{ provider, name, secrets },
    settings,
  })
  const skus = await rowsOf(
    stack,
    databaseUrl,
    "select distinct variant_sku as sku from order_line_item where variant_sku is not null"
  )
  const lines = skus.map(({ sku }) => `${sku};W-${sku};1.50;USD`)
  const file = ["sku;supplier sku;cost;currency", ...lines].join("\r\n")
  await administrator("POST", "/admin/crm/catalogue/import", {
    name: "catalogue.csv",
    content: Buffer.from(file).toString("base64"),
    supplier_id: supplier.id,
  })
  return supplier.id
}

/** S10 numbers, each right: what a warehouse sends back at the end of a day. */
const s10 = (index) => {
  const serial = String(10_000_000 + index)
  const weights = [8, 6, 4, 2, 3, 5, 9, 7]
  const sum = weights.reduce((all, weight, place) => all + weight * Number(serial[place]), 0)
  const rest = sum % 11
  const check = rest === 1 ? 0 : rest === 0 ? 5 : 11 - rest
  return `RB${serial}${check}GB`
}

const state = (rows) => Number(rows[0].count)

/**
 * Sends thousands of approved orders to their shipper and imports tracking numbers: how long the
 * planning takes, the handing over behind it, and the import.
 */
export const benchDispatch = async (stack, { quick }) => {
  const { orders: wanted, numbers } = quick ? LENGTHS.quick : LENGTHS.full
  const databaseUrl = await createDatabase(stack, "bench_dispatch")
  const simulators = await startSimulators(stack)
  say(`Generating ${numbers} orders …`)
  await generate(stack, databaseUrl, numbers)
  // Whatever the generator's year has made of them: these are paid and wait to be sent.
  await rowsOf(
    stack,
    databaseUrl,
    `update crm_order set status = 'approved', parcels = null, archived_at = null
      where id in (select id from crm_order order by id limit $1)`,
    [wanted]
  )
  await rowsOf(
    stack,
    databaseUrl,
    `update crm_order set status = 'delivered'
      where status = 'approved' and id not in (select id from crm_order order by id limit $1)`,
    [wanted]
  )
  const server = await startOurServer(stack, databaseUrl, { DATABASE_POOL_SIZE: "20" })
  const administrator = await signIn(server, "administrator")
  await addSupplier(stack, databaseUrl, administrator, simulators)

  const choice = { all_approved: true }
  const preview = await secondsOf(() =>
    administrator("POST", "/admin/crm/dispatch/preview", choice)
  )
  say(`  preview of ${preview.result.total}: ${round(preview.seconds)} s`)
  const sent = await secondsOf(async () => {
    const { job_id } = await administrator("POST", "/admin/crm/dispatch/send", choice)
    await until(
      () =>
        rowsOf(stack, databaseUrl, "select finished_at from crm_order_bulk_job where id = $1", [
          job_id,
        ]),
      ([{ finished_at }]) => finished_at !== null
    )
  })
  const planned = state(
    await rowsOf(stack, databaseUrl, "select count(*) from shipment where kind = 'first'")
  )
  say(`  ${planned} parcels planned: ${round(sent.seconds)} s`)
  const handed = await secondsOf(() =>
    until(
      () =>
        rowsOf(
          stack,
          databaseUrl,
          "select count(*) from shipment where state in ('planned', 'handing_over')"
        ),
      (rows) => state(rows) === 0
    )
  )
  const accepted = state(
    await rowsOf(stack, databaseUrl, "select count(*) from shipment where state = 'accepted'")
  )
  say(`  ${accepted} accepted after ${round(sent.seconds + handed.seconds)} s`)

  const ids = await rowsOf(stack, databaseUrl, "select id from crm_order order by id limit $1", [
    numbers,
  ])
  await rowsOf(
    stack,
    databaseUrl,
    "update crm_order set status = 'packed', archived_at = null where status not in ('packed', 'approved')"
  )
  const text = ids.map(({ id }, index) => `${id};${s10(index)}`).join("\n")
  const imported = await secondsOf(async () => {
    const { job_id } = await administrator("POST", "/admin/crm/tracking-imports", { text })
    return until(
      () => administrator("GET", `/admin/crm/tracking-imports/${job_id}`),
      (answer) => answer.import.state === "done"
    )
  })
  const added = state(await rowsOf(stack, databaseUrl, "select count(*) from tracking_number"))
  say(`  ${added} tracking numbers imported: ${round(imported.seconds)} s`)
  await server.stop()
  const figure = (what, count, seconds) => ({
    what,
    count,
    seconds: round(seconds, 2),
    per_second: round(count / seconds),
  })
  return {
    targets: {
      [`"Send all" of ${wanted} orders planned in under ${MOST_PLANNING} s`]:
        sent.seconds < MOST_PLANNING && planned >= wanted,
      "every planned parcel accepted once": accepted === planned,
      [`${numbers} tracking numbers imported in under ${MOST_IMPORTING} s`]:
        imported.seconds < MOST_IMPORTING && added === numbers,
    },
    work: [
      figure("orders previewed", preview.result.total, preview.seconds),
      figure("parcels planned", planned, sent.seconds),
      figure("parcels handed over and accepted", accepted, sent.seconds + handed.seconds),
      figure("tracking numbers imported", added, imported.seconds),
    ],
  }
}
