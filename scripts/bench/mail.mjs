import { spawn } from "node:child_process"
import path from "node:path"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import { withClient } from "../lib/database.mjs"
import { freePort } from "../lib/ports.mjs"
import { say, Trouble } from "../lib/say.mjs"
import { cpuSecondsOf, cpuSecondsOfFamily, percentile } from "./machine.mjs"
import { createOrderBodies } from "./order-bodies.mjs"
import { createDatabase, startOurServer } from "./stack.mjs"

const LENGTHS = {
  full: { letters: 10_000, moves: 300, orders: 300 },
  quick: { letters: 1_000, moves: 60, orders: 100 },
}

const CALLERS = 8
const DRAIN_PATIENCE_MS = 600_000

/** What the figures promise. */
const MOST_ADDED_MS = 5
const LEAST_PER_SECOND = 100
/** How much slower orders may be taken in while the mail server is away: less is noise. */
const MOST_SLOWED = 1.25

const round = (value, digits = 2) => Number(value.toFixed(digits))

const figuresOf = (what, values) => {
  const sorted = [...values].sort((one, other) => one - other)
  const at = (percent) => round(percentile(sorted, percent))
  return { what, count: sorted.length, p50_ms: at(50), p95_ms: at(95), p99_ms: at(99) }
}

const startCatcher = async ({ root, started }) => {
  const script = path.join(root, "integration-tests", "simulators", "mail-catcher.mjs")
  const child = spawn(process.execPath, [script, "--keep", "20000"], {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  })
  started.push({ stop: () => child.kill("SIGTERM") })
  const ready = await new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Trouble(`The mail catcher ended (${code}).`)))
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)))
  })
  const ask = async (method, route, body) => {
    const answer = await fetch(`${ready.url}${route}`, { method, body: JSON.stringify(body) })
    return answer.json()
  }
  return { smtpUrl: ready.smtp_url, ask }
}

const rowsOf = (stack, databaseUrl, sql, values = []) =>
  withClient(stack.root, databaseUrl, async (client) => (await client.query(sql, values)).rows)

/** Sends orders with some callers at a time. @returns how long each took, in milliseconds */
const sendOrders = async ({ server, templates, count, name, callers = CALLERS }) => {
  const times = []
  let sent = 0
  const caller = async () => {
    while (sent < count) {
      const index = sent
      sent += 1
      const began = performance.now()
      const answer = await fetch(`http://127.0.0.1:${server.port}/create_order.php`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: templates[index % templates.length].replaceAll("{{key}}", `${name}-${index}`),
      })
      if (answer.status !== 201) {
        throw new Trouble(`An order is answered with ${answer.status}: ${await answer.text()}`)
      }
      await answer.arrayBuffer()
      times.push(performance.now() - began)
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  return times
}

const signIn = async (server) => {
  const { email, password } = server.demo.staff.find(({ role }) => role === "manager")
  const answer = await fetch(`http://127.0.0.1:${server.port}/auth/user/emailpass`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  })
  const { token } = await answer.json()
  return async (route, body) => {
    const began = performance.now()
    const moved = await fetch(`http://127.0.0.1:${server.port}/admin/crm${route}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
    if (!moved.ok) {
      throw new Trouble(`${route} is answered with ${moved.status}: ${await moved.text()}`)
    }
    await moved.arrayBuffer()
    return performance.now() - began
  }
}

/**
 * What queueing a letter adds to a status change: its two statements (the message's row, the stream's
 * event), measured within transactions of their own and rolled back. A whole change beside it.
 */
const measureMoves = async ({ stack, databaseUrl, server, moves }) => {
  const orders = await rowsOf(
    stack,
    databaseUrl,
    "select id, shop_id from crm_order where status = 'pending' order by created_at limit $1",
    [moves]
  )
  const added = await withClient(stack.root, databaseUrl, async (client) => {
    const times = []
    for (const [index, { id, shop_id }] of orders.entries()) {
      const message = `mmsg_bench_${index}`
      await client.query("begin")
      const began = performance.now()
      await client.query(
        `insert into mail_message (id, crm_order_id, shop_id, kind, cause, language, state, due_at,
           internet_message_id, data, actor_type)
         select id, crm_order_id, shop_id, kind, cause, language, state, due_at, internet_message_id,
           '{}', 'staff' from jsonb_populate_recordset(null::mail_message, $1::jsonb)
         on conflict (cause, kind) do nothing returning *`,
        [
          JSON.stringify([
            {
              ...{ id: message, crm_order_id: id, shop_id, kind: "declined", cause: message },
              ...{ language: "en", state: "queued", due_at: new Date() },
              internet_message_id: `${message}@example.com`,
            },
          ]),
        ]
      )
      await client.query(
        `insert into crm_order_event (crm_order_id, kind, actor_type, cause, at, data)
         values ($1, 'mail.queued', 'staff', $2, now(), $3) returning id`,
        [id, message, JSON.stringify({ message_id: message, letter: "declined", language: "en" })]
      )
      times.push(performance.now() - began)
      await client.query("rollback")
    }
    return times
  })
  const post = await signIn(server)
  const whole = []
  for (const { id } of orders) {
    whole.push(await post(`/orders/${id}/status`, { status: "declined" }))
  }
  return [
    figuresOf("queueing a letter: added to a status change", added),
    figuresOf("a status change with its letter, at the client", whole),
  ]
}

const countSent = async (stack, databaseUrl) => {
  const [{ sent, open }] = await rowsOf(
    stack,
    databaseUrl,
    `select count(*) filter (where state = 'sent')::int as sent,
            count(*) filter (where state in ('queued', 'deferred', 'sending') and due_at <= now())::int as open
       from mail_message`
  )
  return { sent, open }
}

const drain = async (stack, databaseUrl) => {
  const began = performance.now()
  while ((await countSent(stack, databaseUrl)).open > 0) {
    if (performance.now() - began > DRAIN_PATIENCE_MS) {
      throw new Trouble("The queued letters are not sent within ten minutes.")
    }
    await sleep(250)
  }
  return (performance.now() - began) / 1000
}

const setHold = (stack, databaseUrl, hold) =>
  rowsOf(stack, databaseUrl, "update mail_setting set hold_all = $1", [hold])

/** Letters to an SMTP server on the same machine, which takes its share of it. */
export const benchMail = async (stack, { quick }) => {
  const { letters, moves, orders } = LENGTHS[quick ? "quick" : "full"]
  const catcher = await startCatcher(stack)
  const databaseUrl = await createDatabase(stack, "bench_mail")
  const server = await startOurServer(stack, databaseUrl, {
    PORT: String(await freePort()),
    SMTP_URL: catcher.smtpUrl,
  })
  const templates = createOrderBodies(server.demo.shops[0], { card: false })

  say(`${letters} letters are queued while all mail is held …`)
  await setHold(stack, databaseUrl, true)
  await sendOrders({ server, templates, count: letters, name: "letter" })
  say("They go out …")
  await setHold(stack, databaseUrl, false)
  const before = {
    server: cpuSecondsOf(server.pid),
    postgres: cpuSecondsOfFamily(stack.postgresPid),
  }
  const seconds = await drain(stack, databaseUrl)
  const per1000 = (used) => round((used * 1000) / letters)
  const cpu = {
    server_cpu_s_per_1000: per1000(cpuSecondsOf(server.pid) - before.server),
    postgres_cpu_s_per_1000: per1000(cpuSecondsOfFamily(stack.postgresPid) - before.postgres),
  }
  const { sent } = await countSent(stack, databaseUrl)
  const { message_ids } = await catcher.ask("GET", "/message-ids")
  const arrived = Object.values(message_ids)
  const sending = {
    letters,
    seconds: round(seconds, 1),
    per_second: round(letters / seconds, 1),
    ...cpu,
    arrived_once: arrived.filter((times) => times === 1).length,
  }
  say(
    `  ${sent} in ${sending.seconds} s: ${sending.per_second}/s; CPU seconds per 1000: ${JSON.stringify(cpu)}`
  )

  say("Status changes …")
  const rows = await measureMoves({ stack, databaseUrl, server, moves })

  say("Orders while the mail server is there, and while it is away …")
  const intake = (name) => sendOrders({ server, templates, count: orders, name, callers: 1 })
  await intake("warm")
  await drain(stack, databaseUrl)
  const there = figuresOf("an order is taken in, mail server there", await intake("there"))
  await drain(stack, databaseUrl)
  await catcher.ask("POST", "/faults", { fault: "down" })
  const away = figuresOf("an order is taken in, mail server away", await intake("away"))
  await catcher.ask("POST", "/faults/clear", {})
  rows.push(there, away)
  rows.forEach(({ what, p50_ms, p95_ms }) => say(`  ${what}: p50 ${p50_ms}, p95 ${p95_ms} ms`))
  await server.stop()
  return {
    targets: {
      "queueing adds less than 5 ms to a status change (p95)": rows[0].p95_ms < MOST_ADDED_MS,
      "queued letters go out at 100/s or more": sending.per_second >= LEAST_PER_SECOND,
      "every letter has arrived, exactly once":
        sending.arrived_once === letters && arrived.length === letters,
      "orders are taken in as fast while the mail server is away (median)":
        away.p50_ms < there.p50_ms * MOST_SLOWED,
    },
    rows,
    sending,
  }
}
