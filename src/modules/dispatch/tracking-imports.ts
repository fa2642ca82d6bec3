import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insertRows } from "../../lib/insert-rows"
import { notFound } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"

/** An import of tracking numbers as somebody has started it. */
export type TrackingImport = {
  id: string
  /** Of the file, or what stands for pasted text. */
  name: string
  actor_id: string | null
  /** Numbers that look wrong are taken all the same. */
  override: boolean
  /** Customers are told. */
  send: boolean
  total: number
  created_at: Date
  finished_at: Date | null
}

/** One row of an import; `ok` is null until its turn has come. */
export type TrackingImportRow = {
  position: number
  line: number
  /** An order's or a parcel's number, as it was given. */
  reference: string
  number: string
  carrier: string | null
  ok: boolean | null
  /** What became of it: a word for what was done, a sentence for what was not. */
  result: string | null
  crm_order_id: string | null
}

export type TrackingImportResult = Pick<TrackingImportRow, "position" | "crm_order_id"> & {
  ok: boolean
  result: string
}

/** Rows are written in pieces of this size: each is one parameter. */
const PIECE = 5_000

/** Imports of many tracking numbers, with what became of each row. */
export class TrackingImports {
  constructor(protected readonly connection: Knex) {}

  async insert(
    transaction: Transaction,
    started: Omit<TrackingImport, "total" | "created_at" | "finished_at">,
    rows: readonly Pick<TrackingImportRow, "line" | "reference" | "number" | "carrier">[]
  ): Promise<void> {
    await insertRows(transaction, "tracking_import", [
      { ...started, total: rows.length, created_at: new Date() },
    ])
    for (let start = 0; start < rows.length; start += PIECE) {
      await insertRows(
        transaction,
        "tracking_import_row",
        rows.slice(start, start + PIECE).map(({ line, reference, number, carrier }, index) => ({
          import_id: started.id,
          position: start + index,
          line,
          reference,
          number,
          carrier,
        }))
      )
    }
  }

  /** @throws Problem 404 */
  async read(id: string): Promise<TrackingImport> {
    const row: TrackingImport | undefined = await this.connection("tracking_import")
      .where({ id })
      .first()
    if (!row) {
      throw notFound("import")
    }
    return row
  }

  /** How far it is. */
  async count(id: string): Promise<{ done: number; ok: number; failed: number }> {
    const { rows } = await this.connection.raw<{
      rows: { done: number; ok: number; failed: number }[]
    }>(
      `select count(ok)::int as done, count(*) filter (where ok)::int as ok,
              count(*) filter (where not ok)::int as failed
         from tracking_import_row where import_id = ?`,
      [id]
    )
    return rows[0]
  }

  /** Rows that could not be used, in the order of the file. */
  async listFailed(id: string, limit: number): Promise<TrackingImportRow[]> {
    return this.connection("tracking_import_row")
      .select("position", "line", "reference", "number", "carrier", "ok", "result", "crm_order_id")
      .where({ import_id: id, ok: false })
      .orderBy("position")
      .limit(limit)
  }

  /** The next rows whose turn has not come, held; what somebody else works on is left out. */
  async takeOpen(
    transaction: Transaction,
    id: string,
    limit: number
  ): Promise<TrackingImportRow[]> {
    return transaction("tracking_import_row")
      .select("position", "line", "reference", "number", "carrier", "ok", "result", "crm_order_id")
      .where({ import_id: id })
      .whereNull("ok")
      .orderBy("position")
      .limit(limit)
      .forUpdate()
      .skipLocked()
  }

  /** Writes what became of rows, in the transaction of their work. */
  async record(
    transaction: Transaction,
    id: string,
    results: readonly TrackingImportResult[]
  ): Promise<void> {
    await transaction.raw(
      `update tracking_import_row as row
          set ok = told.ok, result = told.result, crm_order_id = told.crm_order_id
         from jsonb_to_recordset(?::jsonb)
                as told (position integer, ok boolean, result text, crm_order_id text)
        where row.import_id = ? and row.position = told.position`,
      [JSON.stringify(results), id]
    )
  }

  /** Ends an import of which every row has had its turn. */
  async finish(id: string): Promise<void> {
    await this.connection.raw(
      `update tracking_import set finished_at = coalesce(finished_at, now())
        where id = ? and not exists (
          select from tracking_import_row where import_id = tracking_import.id and ok is null)`,
      [id]
    )
  }
}
