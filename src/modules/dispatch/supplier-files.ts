import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { newEntityId } from "../../lib/entity-id"
import { insertRows } from "../../lib/insert-rows"
import { notFound } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import type { ShipmentState } from "./types"

/** What is wrong with one row of a file; line 0 stands for the file as a whole. */
export type FileFault = { line: number; fault: string }

/** An answer file, without what was in it. */
export type SupplierFileRow = {
  id: string
  supplier_id: string
  path: string
  size: number
  digest: string
  source: "collected" | "uploaded"
  /** How many rows there are, how many have been worked on, and which could not be used. */
  rows: number
  applied: number
  faults: FileFault[]
  actor_id: string | null
  received_at: Date
  finished_at: Date | null
}

export type NewSupplierFile = Pick<
  SupplierFileRow,
  "supplier_id" | "path" | "source" | "actor_id" | "digest"
> & { bytes: Buffer }

/** What is known of a parcel that a row names. */
export type NamedParcel = {
  id: string
  number: string
  crm_order_id: string
  state: ShipmentState
  supplier_reference: string | null
}

/** More faults than these are counted in the entry's words; nobody reads thousands. */
const MOST_FAULTS = 500

const COLUMNS = [
  "id",
  "supplier_id",
  "path",
  "size",
  "digest",
  "source",
  "rows",
  "applied",
  "faults",
  "actor_id",
  "received_at",
  "finished_at",
] as const

/**
 * Answer files of suppliers, each read exactly once: a file is its path, size and digest, so the same
 * name may come again with other bytes. What is in it is kept until its rows are applied.
 */
export class SupplierFiles {
  constructor(protected readonly connection: Knex) {}

  /**
   * Keeps a file that has come.
   *
   * @returns its row, and whether it is new; a known one is as it was
   */
  async take(
    transaction: Transaction,
    { bytes, ...file }: NewSupplierFile
  ): Promise<{ file: SupplierFileRow; is_new: boolean }> {
    const id = newEntityId("sfil")
    const [created] = await insertRows<SupplierFileRow>(
      transaction,
      "supplier_file",
      [{ id, ...file, size: bytes.length, content: `\\x${bytes.toString("hex")}` }],
      `on conflict (supplier_id, path, size, digest) do nothing returning ${COLUMNS.join(", ")}`
    )
    if (created) {
      return { file: created, is_new: true }
    }
    const known: SupplierFileRow = await transaction("supplier_file")
      .select(COLUMNS)
      .where({
        supplier_id: file.supplier_id,
        path: file.path,
        size: bytes.length,
        digest: file.digest,
      })
      .first()
    return { file: known, is_new: false }
  }

  /** @throws Problem 404 */
  async read(id: string): Promise<SupplierFileRow> {
    const row: SupplierFileRow | undefined = await this.connection("supplier_file")
      .select(COLUMNS)
      .where({ id })
      .first()
    if (!row) {
      throw notFound("answer file")
    }
    return row
  }

  /** What is in a file; null once its rows are applied. */
  async readContent(id: string): Promise<Buffer | null> {
    const row: { content: Buffer | null } | undefined = await this.connection("supplier_file")
      .select("content")
      .where({ id })
      .first()
    return row?.content ?? null
  }

  /** Says how far a file is. */
  async progress(
    transaction: Transaction,
    id: string,
    done: { rows: number; applied: number; faults: readonly FileFault[] }
  ): Promise<void> {
    await transaction("supplier_file")
      .where({ id })
      .update({ ...done, faults: JSON.stringify(done.faults.slice(0, MOST_FAULTS)) })
  }

  /** A file is done: what was in it is forgotten, it names people. */
  async finish(transaction: Transaction, id: string): Promise<void> {
    await transaction("supplier_file")
      .where({ id })
      .update({ finished_at: this.connection.fn.now(), content: null })
  }

  /** The files of a supplier, the newest first. */
  async list(
    supplierId: string,
    { limit, offset }: { limit: number; offset: number }
  ): Promise<{ files: SupplierFileRow[]; count: number }> {
    const chosen = this.connection("supplier_file").where({ supplier_id: supplierId })
    const [files, total] = await Promise.all([
      chosen
        .clone()
        .select(COLUMNS)
        .orderBy("received_at", "desc")
        .orderBy("id", "desc")
        .limit(limit)
        .offset(offset),
      chosen.clone().count({ count: "*" }).first(),
    ])
    return { files, count: Number(total?.count ?? 0) }
  }

  /** The parcels of a supplier that a file names, by their numbers. */
  async parcelsOf(
    supplierId: string,
    numbers: readonly string[]
  ): Promise<ReadonlyMap<string, NamedParcel>> {
    const rows: NamedParcel[] = await this.connection("shipment")
      .select("id", "number", "crm_order_id", "state", "supplier_reference")
      .where({ supplier_id: supplierId })
      .whereRaw("number = any(?)", [[...numbers]])
    return new Map(rows.map((row) => [row.number, row]))
  }
}
