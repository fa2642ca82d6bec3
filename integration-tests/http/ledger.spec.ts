import fc from "fast-check"
import { type Knex, knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import LedgerModuleService from "../../src/modules/ledger/service"
import type { FactToBook, FeeRule, LedgerAccount } from "../../src/modules/ledger/types"
import type { FactKind } from "../../src/modules/payment_cascade/types"
import { createDatabase } from "../harness"

const USD_PER_EURO = "1.083400000000"
const DAY_MS = 24 * 60 * 60 * 1000
const FIRST_DAY = new Date("2026-02-25T00:00:00Z")

const FEE_RULE: FeeRule = {
  id: "feer_1",
  account_id: "pacc_1",
  percent: "2.9",
  fixed: "0.30",
  chargeback_fee: "15",
  currency: "EUR",
  refund_returns_fee: true,
  valid_from: FIRST_DAY,
}

const inEuro = (cents: number): string => (cents / 100).toFixed(2)

/** What may happen to an order with two charges; `share` is how much of what is possible, of 100. */
type Happening =
  | { kind: "captured"; charge: number; cents: number; fee: number | null; overpaid: number }
  | { kind: Exclude<FactKind, "captured">; charge: number; share: number; fee: number | null }
  | { kind: "again"; which: number }

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constant("captured" as const),
    charge: fc.integer({ min: 0, max: 1 }),
    cents: fc.integer({ min: 1, max: 50_000 }),
    fee: fc.option(fc.integer({ min: 0, max: 900 })),
    overpaid: fc.constantFrom(0, 0, 0, 1),
  }),
  fc.record({
    kind: fc.constantFrom(
      "refunded" as const,
      "refunded" as const,
      "returned" as const,
      "charged_back" as const,
      "chargeback_reversed" as const
    ),
    charge: fc.integer({ min: 0, max: 1 }),
    share: fc.integer({ min: 1, max: 100 }),
    fee: fc.option(fc.integer({ min: 0, max: 900 }), { freq: 8 }),
  }),
  fc.record({ kind: fc.constant("again" as const), which: fc.nat(30) })
)

type Charge = {
  captured: number
  fees: number
  givenBack: number
  feesBack: number
  chargedBack: number
}

/** The books as a child would keep them: whole cents, one sum per book. */
class SimpleModel {
  readonly books: Partial<Record<LedgerAccount, number>> = {}
  readonly charges: Charge[] = [0, 1].map(() => ({
    captured: 0,
    fees: 0,
    givenBack: 0,
    feesBack: 0,
    chargedBack: 0,
  }))

  add(book: LedgerAccount, cents: number): void {
    this.books[book] = (this.books[book] ?? 0) + cents
  }

  capture(charge: Charge, cents: number, told: number | null, overpaid: number): void {
    const fee = told ?? Math.floor((cents * 29 + 500) / 1000) + 30
    charge.captured += cents
    charge.fees += fee
    this.add("receivable", cents - fee)
    this.add("fees", fee)
    this.add("sales", -(cents - overpaid))
    this.add("overpayments", -overpaid)
  }

  giveBack(book: "refunds" | "sales", charge: Charge, cents: number, told: number | null): void {
    charge.givenBack += cents
    const { fees, captured, givenBack } = charge
    const feesBack = Math.floor((2 * fees * givenBack + captured) / (2 * captured))
    const fee = told ?? charge.feesBack - feesBack
    charge.feesBack = feesBack
    this.add("receivable", -cents - fee)
    this.add(book, cents)
    this.add("fees", fee)
  }

  dispute(charge: Charge, cents: number, fee: number): void {
    charge.chargedBack += cents
    this.add("receivable", -cents - fee)
    this.add("chargebacks", cents)
    this.add("dispute_fees", fee)
  }
}

let orders = 0

describe("the ledger", () => {
  let database: { url: string; drop: () => Promise<void> }
  let connection: Knex
  let ledger: LedgerModuleService

  beforeAll(async () => {
    database = await createDatabase()
    connection = knex({ client: "pg", connection: database.url, pool: { min: 0, max: 4 } })
    ledger = new LedgerModuleService({ [ContainerRegistrationKeys.PG_CONNECTION]: connection })
  })
  afterAll(async () => {
    await connection.destroy()
    await database.drop()
  })

  const book = (fact: FactToBook) =>
    connection.transaction((transaction) => ledger.book(transaction, fact))

  const factOf = (
    orderId: string,
    number: number,
    charge: number,
    kind: FactKind,
    cents: number,
    fee: number | null,
    overpaid = 0
  ): FactToBook => ({
    fact: {
      id: `fact_${orderId}_${number}`,
      crm_order_id: orderId,
      attempt_id: `att_${orderId}_${number}`,
      account_id: "pacc_1",
      kind,
      money: { amount: inEuro(cents), currency: "EUR" },
      fee: fee === null ? null : { amount: inEuro(fee), currency: "EUR" },
      processor_ref: `ref_${orderId}_${number}`,
      source: "answer",
      at: new Date(FIRST_DAY.getTime() + number * DAY_MS),
    },
    shop_id: "shop_1",
    charge_attempt_id: `charge_${orderId}_${charge}`,
    usd_per_unit: USD_PER_EURO,
    fee_usd_per_unit: null,
    fee_rule: FEE_RULE,
    overpaid: inEuro(overpaid),
  })

  /** Sums of an order by book, in cents. */
  const booksOf = async (orderId: string): Promise<Partial<Record<LedgerAccount, number>>> => {
    const sums: Partial<Record<LedgerAccount, number>> = {}
    for (const { account, amount } of await ledger.linesOf(orderId)) {
      sums[account] = (sums[account] ?? 0) + Math.round(Number(amount) * 100)
    }
    return sums
  }

  const withoutZeros = (books: Partial<Record<LedgerAccount, number>>) =>
    Object.fromEntries(Object.entries(books).filter(([, cents]) => cents !== 0))

  /** Lives a sequence in the model and gives what would have to be booked for it. */
  const live = (orderId: string, happenings: readonly Happening[], model: SimpleModel) => {
    const booked: FactToBook[] = []
    for (const one of happenings) {
      if (one.kind === "again") {
        const earlier = booked.at(one.which % Math.max(booked.length, 1))
        booked.push(...(earlier ? [earlier] : []))
        continue
      }
      const number = booked.length
      const charge = model.charges[one.charge]
      const fact = (cents: number, overpaid = 0): FactToBook =>
        factOf(orderId, number, one.charge, one.kind, cents, one.fee, overpaid)
      if (one.kind === "captured") {
        // Money that has begun to go back is not added to: then it is another charge.
        if (charge.givenBack === 0) {
          const overpaid = Math.min(one.overpaid * 500, one.cents)
          model.capture(charge, one.cents, one.fee, overpaid)
          booked.push(fact(one.cents, overpaid))
        }
        continue
      }
      const isDispute = one.kind === "charged_back" || one.kind === "chargeback_reversed"
      const most =
        one.kind === "chargeback_reversed"
          ? charge.chargedBack
          : one.kind === "charged_back"
            ? charge.captured - charge.chargedBack
            : charge.captured - charge.givenBack
      const cents = Math.ceil((most * one.share) / 100)
      if (cents === 0) {
        continue
      }
      if (one.kind === "charged_back") {
        model.dispute(charge, cents, one.fee ?? 1500)
      } else if (isDispute) {
        model.dispute(charge, -cents, one.fee ?? 0)
      } else {
        model.giveBack(one.kind === "refunded" ? "refunds" : "sales", charge, cents, one.fee)
      }
      booked.push(fact(cents))
    }
    return booked
  }

  it("is what a simple model gives, for any sequence of facts and duplicates", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 15 }), async (happenings) => {
        orders += 1
        const orderId = `T3-${orders}`
        const model = new SimpleModel()
        for (const fact of live(orderId, happenings, model)) {
          await book(fact)
        }
        expect(withoutZeros(await booksOf(orderId))).toEqual(withoutZeros(model.books))
      }),
      { numRuns: 150 }
    )

    // Everything together: what is read from the tally at any day is what the lines say.
    const { rows: lines } = await connection.raw(`
      select account, sum(amount)::text as amount, sum(amount_usd)::text as amount_usd
        from ledger_line join ledger_entry entry on entry.id = entry_id
       where at < '2026-03-04T15:00:00Z' group by 1 having sum(amount) <> 0 order by 1`)
    const read = async (): Promise<unknown[]> =>
      (await ledger.sumsBefore(new Date("2026-03-04T15:00:00Z"), {})).map(
        ({ account, amount, amount_usd }) => ({ account, amount, amount_usd })
      )
    expect(await read()).toEqual(lines)
    await Promise.all([ledger.compactTally(), ledger.compactTally()])
    expect(await read()).toEqual(lines)
    const { rows } = await connection.raw(
      `select count(*)::integer as rows, count(distinct (period, starts_on, shop_id, account_id, currency, account))::integer
         as groups from ledger_tally`
    )
    expect(rows[0].rows).toBe(rows[0].groups)
  })

  it("books a fact once, however many say it at the same moment", async () => {
    const fact = factOf("T3-same", 0, 0, "captured", 3495, null)
    await Promise.all([book(fact), book(fact), book(fact), book(fact)])
    expect(await ledger.linesOf("T3-same")).toHaveLength(3)
  })

  it("books a fee whose rate was missing when there is one", async () => {
    const fact = factOf("T3-rate", 0, 0, "captured", 3495, null)
    const inPounds = {
      ...fact,
      fact: { ...fact.fact, fee: { amount: "1.00", currency: "GBP" } },
    }
    expect(await book(inPounds)).toEqual({ missing_rate: "GBP" })
    expect(await ledger.linesOf("T3-rate")).toHaveLength(2)
    const known = { ...inPounds, fee_usd_per_unit: "1.27" }
    expect(await book(known)).toEqual({ missing_rate: null })
    expect(await book(known)).toEqual({ missing_rate: null })
    const lines = await ledger.linesOf("T3-rate")
    expect(lines.filter(({ currency }) => currency === "GBP")).toMatchObject([
      { account: "receivable", amount: "-1.0000", amount_usd: "-1.270000" },
      { account: "fees", amount: "1.0000", amount_usd: "1.270000" },
    ])
    expect(lines).toHaveLength(4)
  })

  it("books money in a currency that has no rate with its amount, and nothing in US dollars", async () => {
    await book({ ...factOf("T3-no-rate", 0, 0, "captured", 500, 0), usd_per_unit: "0" })
    expect(await ledger.linesOf("T3-no-rate")).toMatchObject([
      { account: "receivable", amount: "5.0000", amount_usd: "0.0000" },
      { account: "sales", amount: "-5.0000", amount_usd: "0.0000" },
    ])
  })

  it("keeps US dollars exactly, also where a cent is not enough", async () => {
    await book(factOf("T3-exact", 0, 0, "captured", 1, 0))
    const [line] = await ledger.linesOf("T3-exact")
    expect([line.amount, line.amount_usd]).toEqual(["0.0100", "0.0108340000000000"])
  })

  it("lets nobody change, remove or unbalance it, also not under replication", async () => {
    await book(factOf("T3-kept", 0, 0, "captured", 3495, null))
    const refused = async (...statements: string[]): Promise<string> => {
      const outcome = connection.transaction(async (transaction) => {
        await transaction.raw("set local session_replication_role = replica")
        for (const statement of statements) {
          await transaction.raw(statement)
        }
      })
      return outcome.then(
        () => "nothing refused",
        (error: Error) => error.message
      )
    }
    for (const statement of [
      "update ledger_line set amount = amount * 2",
      "delete from ledger_line",
      "truncate ledger_line",
      "update ledger_entry set shop_id = 'other'",
      "delete from ledger_entry",
      "truncate ledger_entry cascade",
    ]) {
      expect(await refused(statement)).toMatch(/only ever added to/)
    }
    const entry = (id: string): string =>
      `insert into ledger_entry (id, cause_type, cause_id, fact_kind, crm_order_id, charge_attempt_id,
         account_id, shop_id, at) values ('${id}', 'payment_fact', '${id}', 'captured', 'o', 'c', 'p', 's', now())`
    const line = (id: string, position: number, currency: string, amount: number): string =>
      `insert into ledger_line (entry_id, position, account, currency, amount, usd_per_unit)
       values ('${id}', ${position}, 'sales', '${currency}', ${amount}, 1)`
    expect(await refused(entry("one"))).toMatch(/has no lines/)
    expect(await refused(entry("two"), line("two", 1, "EUR", 5))).toMatch(/not zero in EUR/)
    // Zero in all, but not per currency.
    const mixed = [line("three", 1, "EUR", 5), line("three", 2, "USD", -5)]
    expect(await refused(entry("three"), ...mixed)).toMatch(/not zero in/)
    const even = [line("four", 1, "EUR", 5), line("four", 2, "EUR", -5)]
    expect(await refused(entry("four"), ...even)).toBe("nothing refused")
  })
})
