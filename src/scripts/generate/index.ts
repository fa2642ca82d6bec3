import type { ExecArgs, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { readEnvironment } from "../../lib/environment"
import type { ExchangeRate } from "../../modules/exchange_rate/service"
import { LEDGER_MODULE } from "../../modules/ledger"
import type LedgerModuleService from "../../modules/ledger/service"
import { SALES_REPORT_MODULE } from "../../modules/sales_report"
import type SalesReportModuleService from "../../modules/sales_report/service"
import { SHOP_MODULE } from "../../modules/shop"
import type ShopModuleService from "../../modules/shop/service"
import type { AuthenticatedShop, ShopView } from "../../modules/shop/types"
import { STAFF_MODULE } from "../../modules/staff"
import type StaffModuleService from "../../modules/staff/service"
import { createShopWorkflow } from "../../workflows/shop/workflows/create-shop"
import type { GenerateContext } from "./generate-order"
import type { StaffIds } from "./order-life"
import { findPayingAccounts } from "./paying-accounts"
import { tradeCalendar } from "./trade-calendar"
import { writeChunk } from "./write-chunk"

/** Orders of one transaction: large enough to be fast, small enough for the progress bar to move. */
const CHUNK = 500
/** Chunks under way at once: one is being made while PostgreSQL writes the other. */
const WRITERS = 2

/** Shops that the orders come from, besides those that are there. */
const SHOPS = [
  { name: "Vita Herb", domain: "vitaherb.example", currency: "EUR", language: "en" },
  {
    name: "Green Leaf Supplements",
    domain: "greenleaf-supplements.example",
    currency: "GBP",
    language: "en",
  },
  {
    name: "Kräuterhaus Nord",
    domain: "kraeuterhaus-nord.example",
    currency: "EUR",
    language: "de",
  },
  { name: "Daily Vitamins", domain: "daily-vitamins.example", currency: "USD", language: "en" },
  { name: "Santé Naturelle", domain: "sante-naturelle.example", currency: "EUR", language: "fr" },
  { name: "Maple Health", domain: "maple-health.example", currency: "CAD", language: "en" },
]

const findShops = async (container: MedusaContainer): Promise<AuthenticatedShop[]> => {
  const shops: ShopModuleService = container.resolve(SHOP_MODULE)
  const known = await shops.listShopViews()
  for (const { name, domain, currency, language } of SHOPS) {
    if (!known.some(({ domains }) => domains.includes(domain))) {
      await createShopWorkflow(container).run({
        input: { name, domains: [domain], default_currency: currency, default_language: language },
      })
    }
  }
  const all = await shops.listShopViews()
  const byDomain = (domain: string): ShopView | undefined =>
    all.find(({ domains }) => domains.includes(domain))
  return SHOPS.flatMap(({ domain }) => {
    const shop = byDomain(domain)
    const credential = shop?.credentials[0]
    return shop && credential ? [{ ...shop, domains: [domain], credential_id: credential.id }] : []
  })
}

const findStaff = async (container: MedusaContainer): Promise<StaffIds> => {
  const staff: StaffModuleService = container.resolve(STAFF_MODULE)
  const members = await staff.listMembers()
  const idsOf = (role: string): string[] =>
    members.filter((member) => member.role === role).map((member) => member.user_id)
  return { managers: idsOf("manager"), operators: idsOf("operator") }
}

/** The rate that was in force on a day: the newest before it, else the oldest that is known. */
const readRates = async (container: MedusaContainer): Promise<GenerateContext["rateOf"]> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const rates: ExchangeRate[] = await connection("exchange_rate")
    .select(
      "id",
      "currency",
      connection.raw("usd_per_unit::text as usd_per_unit"),
      connection.raw("to_char(as_of, 'YYYY-MM-DD') as as_of"),
      "source"
    )
    .orderBy("as_of", "desc")
  return (currency, day) => {
    const known = rates.filter((rate) => rate.currency === currency)
    const date = day.toISOString().slice(0, 10)
    const rate = known.find(({ as_of }) => as_of <= date) ?? known.at(-1)
    if (!rate) {
      throw new Error(`There is no exchange rate for ${currency}.`)
    }
    return rate
  }
}

type Run = { name: string; until: Date; firstDisplayId: number; done: Set<number> }

/**
 * Finds the run that was begun with these numbers, or begins it. Its last day and its display ids are
 * kept with it, so that going on later makes the same orders.
 */
const findRun = async (
  container: MedusaContainer,
  { seed, orders }: { seed: number; orders: number }
): Promise<Run> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await connection.raw(`
    create table if not exists generated_run (
      name text primary key, until timestamptz not null, first_display_id integer not null,
      begun_at timestamptz not null default now()
    );
    create table if not exists generated_chunk (
      run text not null references generated_run (name), number integer not null,
      orders integer not null, at timestamptz not null default now(), primary key (run, number)
    )`)
  const name = `seed ${seed}, ${orders} orders`
  await connection.transaction(async (transaction) => {
    await transaction.raw("lock table generated_run in exclusive mode")
    const known = await transaction("generated_run").where({ name }).first()
    if (!known) {
      // The sequence goes ahead of the run: orders that come in meanwhile get later numbers.
      const { rows } = await transaction.raw(
        `
        select setval(pg_get_serial_sequence('"order"', 'display_id'),
          nextval(pg_get_serial_sequence('"order"', 'display_id')) + ?) as last`,
        [orders]
      )
      const midnight = new Date()
      midnight.setUTCHours(0, 0, 0, 0)
      await transaction("generated_run").insert({
        name,
        until: midnight,
        first_display_id: Number(rows[0].last) - orders,
      })
    }
  })
  const run = await connection("generated_run").where({ name }).first()
  const chunks: { number: number }[] = await connection("generated_chunk")
    .select("number")
    .where({ run: name })
  return {
    name,
    until: run.until,
    firstDisplayId: run.first_display_id,
    done: new Set(chunks.map(({ number }) => number)),
  }
}

/** Lets the planner know, and index-only scans begin, without waiting for autovacuum. */
const tidyUp = async (container: MedusaContainer): Promise<void> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const ledger: LedgerModuleService = container.resolve(LEDGER_MODULE)
  const report: SalesReportModuleService = container.resolve(SALES_REPORT_MODULE)
  await ledger.compactTally()
  await report.fold()
  await connection.raw("vacuum (analyze)")
}

/**
 * Fills the database with believable orders: `args` are the number of orders and the seed. What a
 * run before has written is left out. Started by scripts/generate.mjs (npm run generate), which it
 * tells its progress.
 */
export default async function generate({ container, args }: ExecArgs): Promise<void> {
  // Whoever shows the progress is gone: so is whoever would stop us.
  process.once("disconnect", () => process.exit(1))
  const orders = Number(args[0])
  const seed = Number(args[1])
  const run = await findRun(container, { seed, orders })
  const context: GenerateContext = {
    seed,
    orders,
    until: run.until,
    calendar: tradeCalendar(run.until),
    shops: await findShops(container),
    staff: await findStaff(container),
    accounts: await findPayingAccounts(container),
    rateOf: await readRates(container),
    orderIdPrefix: readEnvironment().ORDER_ID_PREFIX,
  }
  const chunks = Math.ceil(orders / CHUNK)
  const waiting = Array.from({ length: chunks }, (_, number) => number).filter(
    (number) => !run.done.has(number)
  )
  let done = Math.min(run.done.size * CHUNK, orders)
  const report = (): void => {
    process.send?.({ done, orders })
  }
  report()
  const work = async (): Promise<void> => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      const from = number * CHUNK
      const to = Math.min(from + CHUNK, orders)
      await writeChunk(container, context, {
        run: run.name,
        number,
        from,
        to,
        firstDisplayId: run.firstDisplayId,
      })
      done += to - from
      report()
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, work))
  await tidyUp(container)
}
