import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { newEntityId } from "../../lib/entity-id"
import { insertRows, type Insert, type Row } from "../../lib/insert-rows"
import type { Transaction } from "../../lib/unit-of-work"
import {
  compactLedgerTally,
  eachLine,
  linesOfOrder,
  linesWithin,
  sumsBefore,
  type LedgerFilter,
  type LedgerSum,
  type LineRange,
} from "./balance"
import type { FactKind } from "../payment_cascade/types"
import { postingsOf } from "./postings"
import type { BookedCharge, BookedLine, FactToBook, Postings, PostingSet } from "./types"

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex }

/** Books of what was asked for and given back, not of what the processor keeps. */
const PRINCIPAL = ["sales", "overpayments", "refunds"]

/** Facts whose fees depend on how much of the charge has been given back before. */
const CHANGES_WHAT_IS_GIVEN_BACK: readonly FactKind[] = [
  "refunded",
  "refund_reversed",
  "returned",
  "undone",
]

/**
 * Double-entry postings per processor account and currency. Rows are only ever added. Not a Medusa
 * data model on purpose: nobody updates the books through a generated service.
 */
class LedgerModuleService {
  protected readonly connection: Knex

  constructor(dependencies: Dependencies) {
    this.connection = dependencies[ContainerRegistrationKeys.PG_CONNECTION]
  }

  /**
   * Books one money fact: a set of lines that is zero per currency. What is booked already is left as
   * it is, so a fact may be booked again; a fee whose rate was missing then comes to the books.
   *
   * @returns the currency of a fee that cannot be booked for want of a rate to US dollars, else null
   * @throws Error when the amounts cannot be what they are said to be
   */
  async book(
    transaction: Transaction,
    toBook: FactToBook
  ): Promise<{ missing_rate: string | null }> {
    const { fact } = toBook
    const charge = CHANGES_WHAT_IS_GIVEN_BACK.includes(fact.kind)
      ? await this.readCharge(transaction, toBook.charge_attempt_id, fact.money.currency, fact.id)
      : null
    const { sets, missing_rate } = postingsOf(toBook, charge)
    for (const set of sets) {
      const { entry, lines } = rowsOf(toBook, set)
      const [booked] = await insertRows(
        transaction,
        "ledger_entry",
        [entry],
        "on conflict (cause_type, cause_id) do nothing returning id"
      )
      if (booked) {
        await insertRows(transaction, "ledger_line", lines)
      }
    }
    return { missing_rate }
  }

  /** What storing postings takes, for a statement that writes other tables too. */
  async inserts(booked: readonly { fact: FactToBook; postings: Postings }[]): Promise<Insert[]> {
    const rows = booked.flatMap(({ fact, postings }) =>
      postings.sets.map((set) => rowsOf(fact, set))
    )
    return [
      { table: "ledger_entry", rows: rows.map(({ entry }) => entry) },
      { table: "ledger_line", rows: rows.flatMap(({ lines }) => lines) },
    ]
  }

  /** The lines of an order, in the order in which the money moved. */
  async linesOf(crmOrderId: string): Promise<BookedLine[]> {
    return linesOfOrder(this.connection, crmOrderId)
  }

  /** What the transaction itself has booked for an order so far. */
  async linesWithin(transaction: Transaction, crmOrderId: string): Promise<BookedLine[]> {
    return linesWithin(transaction, crmOrderId)
  }

  /** The sums of all books of everything before a moment, by shop, processor account and currency. */
  async sumsBefore(moment: Date, filter: LedgerFilter): Promise<LedgerSum[]> {
    return sumsBefore(this.connection, moment, filter)
  }

  /** All lines of a range by time, in pages. */
  eachLine(range: LineRange): AsyncGenerator<BookedLine[]> {
    return eachLine(this.connection, range)
  }

  /** Sums up what every booking has added to the tally, so that reading a balance stays fast. */
  async compactTally(): Promise<void> {
    await compactLedgerTally(this.connection)
  }

  /** What the books say of a charge, in one currency, without the fact that is being booked. */
  private async readCharge(
    transaction: Transaction,
    chargeAttemptId: string,
    currency: string,
    exceptFactId: string
  ): Promise<BookedCharge> {
    const { rows } = await transaction.raw<{
      rows: Pick<BookedCharge, "captured" | "given_back">[]
    }>(
      `select coalesce(-sum(line.amount) filter (where fact_kind = 'captured'), 0)::text as captured,
              coalesce(sum(line.amount) filter (where fact_kind = any(?)), 0)::text as given_back
         from ledger_entry entry join ledger_line line on line.entry_id = entry.id
        where entry.charge_attempt_id = ? and line.account = any(?) and line.currency = ?
          and entry.cause_id <> ?`,
      [[...CHANGES_WHAT_IS_GIVEN_BACK], chargeAttemptId, PRINCIPAL, currency, exceptFactId]
    )
    const fees = await transaction.raw<{ rows: BookedCharge["fees"][number][] }>(
      `select line.currency, line.usd_per_unit::text as usd_per_unit, sum(line.amount)::text as amount
         from ledger_entry entry join ledger_line line on line.entry_id = entry.id
        where entry.charge_attempt_id = ? and line.account = 'fees' and entry.fact_kind = 'captured'
        group by 1, 2 order by 1, 2`,
      [chargeAttemptId]
    )
    return { ...rows[0], fees: fees.rows }
  }
}

const rowsOf = (
  { fact, shop_id, charge_attempt_id }: FactToBook,
  { cause_type, lines }: PostingSet
): { entry: Row; lines: Row[] } => {
  const id = newEntityId("ledg")
  return {
    entry: {
      id,
      cause_type,
      cause_id: fact.id,
      fact_kind: fact.kind,
      crm_order_id: fact.crm_order_id,
      charge_attempt_id,
      account_id: fact.account_id,
      shop_id,
      at: fact.at,
    },
    lines: lines.map((line, index) => ({ entry_id: id, position: index + 1, ...line })),
  }
}

export default LedgerModuleService
