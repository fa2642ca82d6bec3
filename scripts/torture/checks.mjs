import path from "node:path"
import { createRequire } from "node:module"
import { serverFolder } from "../lib/build.mjs"

/** Of each kind of violation no more than this are shown. */
const SHOWN = 10

const require = createRequire(import.meta.url)

/** Amounts as the currency's smallest ten-thousandths, which is what the database keeps. */
const units = (amount) => {
  const [whole, fraction = ""] = String(amount ?? "0")
    .replace("-", "")
    .split(".")
  const value = BigInt(whole + fraction.slice(0, 4).padEnd(4, "0"))
  return String(amount).startsWith("-") ? -value : value
}
const sum = (values) => values.reduce((total, value) => total + value, 0n)
const shown = (value) => (Number(value) / 10_000).toFixed(2)

const groupBy = (rows, keyOf) => {
  const groups = new Map()
  for (const row of rows) {
    const key = keyOf(row)
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return groups
}

/** What of a payment is with the merchant, by the processor's book. */
const kept = ({ captured, refunded, returned }) =>
  units(captured) - units(refunded) - units(returned)

/** Every attempt that goes back to a charge sent to a processor: itself, refunds, late payments. */
const familiesOf = (attempts) => {
  const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]))
  const rootOf = (attempt) => {
    const parent = attempt.parent_id && byId.get(attempt.parent_id)
    return parent ? rootOf(parent) : attempt.id
  }
  return new Map(attempts.map((attempt) => [attempt.id, rootOf(attempt)]))
}

/** An acknowledged order is there, whatever was killed when. */
const lostOrders = async ({ query }, { acknowledged }) => {
  const rows = await query("select id from crm_order where id = any($1)", [acknowledged])
  const there = new Set(rows.map(({ id }) => id))
  return acknowledged.filter((id) => !there.has(id)).map((id) => `order ${id} was lost`)
}

/** Who has paid twice is on the list of what needs a person, or has been. */
const unnoticedDoubles = ({ book, attention, attempts }) => {
  const orderOfAttempt = new Map(attempts.map(({ id, crm_order_id }) => [id, crm_order_id]))
  const paid = book.filter((entry) => kept(entry) > 0n)
  const noticed = new Set(attention.map(({ subject_id }) => subject_id))
  const byOrder = groupBy(
    paid,
    ({ reference }) => orderOfAttempt.get(reference) ?? `unknown ${reference}`
  )
  return [...byOrder]
    .filter(([order, entries]) => entries.length > 1 && !noticed.has(order))
    .map(([order, entries]) => `order ${order} was charged ${entries.length} times unnoticed`)
}

/** Each payment: our facts say what the processor's book says. */
const differingPayments = ({ book, facts, attempts }) => {
  const families = familiesOf(attempts)
  const factsByFamily = groupBy(facts, ({ attempt_id }) => families.get(attempt_id))
  const ofKind = (rows, kind) =>
    sum(rows.filter((fact) => fact.kind === kind).map(({ amount }) => units(amount)))
  return book.flatMap((entry) => {
    const ours = (factsByFamily.get(entry.reference) ?? []).filter(
      ({ currency }) => currency === entry.currency
    )
    const compared = {
      "captured, less returned": [
        units(entry.captured) - units(entry.returned),
        ofKind(ours, "captured") - ofKind(ours, "returned"),
      ],
      refunded: [units(entry.refunded), ofKind(ours, "refunded") - ofKind(ours, "refund_reversed")],
      "charged back": [
        units(entry.disputed),
        ofKind(ours, "charged_back") - ofKind(ours, "chargeback_reversed"),
      ],
    }
    return Object.entries(compared)
      .filter(([, [theirs, own]]) => theirs !== own)
      .map(
        ([what, [theirs, own]]) =>
          `${entry.processor} ${entry.payment_id} (attempt ${entry.reference}): ${what} is ${shown(theirs)} ${entry.currency} there and ${shown(own)} here`
      )
  })
}

/** Per account and currency the ledger has what the books have, to the cent. */
const differingBooks = ({ book, lines, accounts }) => {
  const keyOfAccount = new Map(Object.entries(accounts).map(([key, id]) => [id, key]))
  const theirs = new Map()
  const add = (map, key, value) => map.set(key, (map.get(key) ?? 0n) + value)
  for (const entry of book) {
    add(theirs, `${entry.account} ${entry.currency} money`, kept(entry) - units(entry.disputed))
    if (units(entry.fee) !== 0n && units(entry.captured) !== 0n) {
      add(theirs, `${entry.account} ${entry.fee_currency} fees`, units(entry.fee))
    }
    if (units(entry.dispute_fees) !== 0n) {
      add(theirs, `${entry.account} ${entry.fee_currency} dispute_fees`, units(entry.dispute_fees))
    }
  }
  const tellsFees = new Set(
    [...theirs.keys()].filter((key) => key.endsWith(" fees")).map((key) => key.split(" ")[0])
  )
  const ours = new Map()
  for (const { account_id, account, currency, amount } of lines) {
    const key = keyOfAccount.get(account_id)
    if (["receivable", "fees", "dispute_fees"].includes(account)) {
      add(ours, `${key} ${currency} money`, units(amount))
    }
    if (account !== "receivable" && tellsFees.has(key) && account.endsWith("fees")) {
      add(ours, `${key} ${currency} ${account}`, units(amount))
    }
  }
  return [...new Set([...theirs.keys(), ...ours.keys()])]
    .filter((key) => (theirs.get(key) ?? 0n) !== (ours.get(key) ?? 0n))
    .map(
      (key) =>
        `the ledger's ${key} is ${shown(ours.get(key) ?? 0n)}, the simulator's book has ${shown(theirs.get(key) ?? 0n)}`
    )
}

/** Money at a processor that belongs to no attempt of ours. */
const strangers = ({ book, attempts }) => {
  const known = new Set(attempts.map(({ id }) => id))
  return book
    .filter((entry) => units(entry.captured) > 0n && !known.has(entry.reference))
    .map(({ processor, payment_id }) => `${processor} ${payment_id} belongs to no attempt`)
}

/** What nobody knows the outcome of is on the list. */
const forgotten = ({ attempts, attention }) => {
  const open = new Set(
    attention
      .filter(({ resolved_at, kind }) => resolved_at === null && /unknown|too_long/.test(kind))
      .map(({ subject_id }) => subject_id)
  )
  return attempts
    .filter(({ state }) => ["created", "sending", "unknown"].includes(state))
    .filter(({ crm_order_id, state }) => state !== "unknown" || !open.has(crm_order_id))
    .map(({ id, state, kind }) => `${kind} ${id} is ${state} and on no list`)
}

/** Every change of status is a move of the table, by somebody who may make it, from where it was. */
const illegalMoves = (root, moves) => {
  const { ORDER_MOVES } = require(
    path.join(serverFolder(root), "src", "modules", "crm_order", "order-status.js")
  )
  const status = new Map()
  const before = new Map()
  return moves.flatMap(({ crm_order_id, actor_type, from, to }) => {
    const mover = actor_type === "staff" ? "manager" : "system"
    const was = status.get(crm_order_id) ?? "pending"
    const visited = before.get(crm_order_id) ?? new Set(["pending"])
    status.set(crm_order_id, to)
    before.set(crm_order_id, visited.add(to))
    const isLegal = ORDER_MOVES.some(
      (move) =>
        move.from.includes(from) &&
        move.by.includes(mover) &&
        (move.to.includes(to) || (move.to.includes("came_from") && visited.has(to)))
    )
    return was === from && isLegal
      ? []
      : [`order ${crm_order_id} went from ${from} (it was ${was}) to ${to} by ${mover}`]
  })
}

/** No approval without all of the order's money, at least once. */
const unpaidApprovals = ({ orders, facts }) => {
  const byOrder = groupBy(facts, ({ crm_order_id }) => crm_order_id)
  return orders
    .filter(({ status }) => status === "approved")
    .filter(({ id, total, currency }) => {
      const captured = (byOrder.get(id) ?? []).filter(
        (fact) => fact.kind === "captured" && fact.currency === currency
      )
      return sum(captured.map(({ amount }) => units(amount))) < units(total)
    })
    .map(({ id }) => `order ${id} is approved without its money`)
}

const TABLES = `
  select format('%I.%I', table_schema, table_name) as name from information_schema.tables
   where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`

/** A CVV where it stands beside its name, in whatever quotes. */
const CVV = /\b(cvv2?|cvc|card_cvv|security_code)\b["'\\\]]*\s*[:=]\s*["'\\]*\d{3,4}\b/i

/** Neither card numbers nor account numbers nor CVVs are in any row of any table. */
const leaks = async ({ query }, { secrets }) => {
  const wanted = new Set(secrets)
  const found = []
  for (const { name } of await query(TABLES)) {
    for (const { text } of await query(`select one::text as text from ${name} one`)) {
      const numbers = text.match(/\d{8,19}/g) ?? []
      if (numbers.some((number) => wanted.has(number)) || CVV.test(text)) {
        found.push(`a card or account number or a CVV is in ${name}`)
        break
      }
    }
  }
  return found
}

const readAll = async ({ query, simulators, accounts }) => ({
  accounts,
  book: await simulators.book(),
  attempts: await query(
    `select id, crm_order_id, parent_id, kind, way, state, account_id, processor, code
       from payment_attempt`
  ),
  facts: await query(
    "select crm_order_id, attempt_id, account_id, kind, amount::text, currency from payment_fact"
  ),
  lines: await query(
    `select entry.account_id, line.account, line.currency, line.amount::text
       from ledger_line line join ledger_entry entry on entry.id = line.entry_id`
  ),
  attention: await query(
    "select kind, subject_id, resolved_at from attention_entry where subject_type = 'order'"
  ),
  orders: await query("select id, status, total::text, currency from crm_order"),
  moves: await query(
    `select crm_order_id, actor_type, data ->> 'from' as from, data ->> 'to' as to
       from crm_order_event where kind = 'order.status_changed' order by id`
  ),
  unbooked: await query(
    `select id from payment_fact fact where not exists (
       select from ledger_entry where cause_type = 'payment_fact' and cause_id = fact.id)`
  ),
  // One without an error was replaced by a newer job of the same key while it ran.
  failed_jobs: await query(
    `select task_identifier, last_error from graphile_worker.jobs
      where attempts >= max_attempts and last_error is not null`
  ),
})

const count = (rows, keyOf) =>
  Object.fromEntries([...groupBy(rows, keyOf)].map(([key, group]) => [key, group.length]))

/**
 * Holds everything against the simulators' books.
 *
 * @returns figures, and every violation as a sentence
 */
export const checkEverything = async (world, story) => {
  const all = await readAll(world)
  const findings = [
    story.refused.map((what) => `an order was refused: ${what}`),
    story.broken.map((what) => `a story broke off: ${what}`),
    Object.entries(world.manager.answers)
      .filter(([status]) => Number(status) >= 500)
      .map(([status, times]) => `the staff API has answered ${status}, ${times} times`),
    await lostOrders(world, story),
    unnoticedDoubles(all),
    strangers(all),
    differingPayments(all),
    differingBooks(all),
    all.unbooked.map(({ id }) => `money fact ${id} is in no ledger`),
    forgotten(all),
    illegalMoves(world.root, all.moves),
    unpaidApprovals(all),
    all.failed_jobs.map((job) => `job ${job.task_identifier} has given up: ${job.last_error}`),
    world.serverErrors().filter((message) => message.includes("deadlock")),
    await leaks(world, story),
  ]
  return {
    facts: {
      orders_by_status: count(all.orders, ({ status }) => status),
      attempts_by_state: count(all.attempts, ({ kind, state }) => `${kind} ${state}`),
      still_open: count(
        all.attempts.filter(({ state }) => state === "unknown" || state === "pending"),
        ({ kind, way, state, processor, code }) => `${processor} ${way} ${kind} ${state} ${code}`
      ),
      facts_by_kind: count(all.facts, ({ kind }) => kind),
      attention_by_kind: count(all.attention, ({ kind, resolved_at }) =>
        resolved_at === null ? kind : `${kind} (resolved)`
      ),
      server_errors: world.serverErrors().length,
      payments_in_books: all.book.length,
    },
    violations: findings.flatMap((found) =>
      found.length > SHOWN
        ? [...found.slice(0, SHOWN), `… and ${found.length - SHOWN} more like the last one`]
        : found
    ),
  }
}
