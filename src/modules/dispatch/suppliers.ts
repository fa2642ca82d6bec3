import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { newEntityId } from "../../lib/entity-id"
import { insertRows } from "../../lib/insert-rows"
import { notFound, Problem } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import type { SupplierExchange } from "../../providers/fulfillment/supplier"
import { restUntil } from "./rest-times"
import type { SupplierRow } from "./types"

export type NewSupplier = Pick<
  SupplierRow,
  "provider" | "name" | "settings" | "silent_after_hours"
> & {
  /** Given only where an address outside has it already: the demo's callbacks. */
  id?: string
}

/** Which kind a supplier is stays for good: its parcels went out in that kind's words. */
export type SupplierChange = Partial<Omit<NewSupplier, "provider" | "id"> & { active: boolean }>

/** What lies with a supplier, by how far it is. */
export type SupplierFigures = {
  planned: number
  handing_over: number
  taken: number
  accepted: number
  rejected: number
  shipped: number
}

export type KeptExchange = SupplierExchange & {
  id: string
  supplier_id: string
  batch_id: string | null
  shipment_id: string | null
}

const COLUMNS = [
  "id",
  "provider",
  "name",
  "settings",
  "active",
  "silent_after_hours",
  "resting_until",
  "trouble",
  "trouble_since",
  "created_at",
  "updated_at",
] as const

/** More of a sentence than this helps nobody. */
const LONGEST_WORDS = 500

/** Suppliers as staff have entered them; their secrets are in the vault, under their ids. */
export class SupplierStore {
  constructor(protected readonly connection: Knex) {}

  /** Every supplier, by name. */
  async list(transaction?: Transaction): Promise<SupplierRow[]> {
    return (transaction ?? this.connection)("supplier").select(COLUMNS).orderBy("name")
  }

  /** One supplier as it is now. @throws Problem 404 */
  async read(id: string, transaction?: Transaction): Promise<SupplierRow> {
    const row: SupplierRow | undefined = await (transaction ?? this.connection)("supplier")
      .select(COLUMNS)
      .where({ id })
      .first()
    if (!row) {
      throw notFound("supplier")
    }
    return row
  }

  /** @returns the new supplier's id @throws Problem 409 `name_taken` */
  async create(transaction: Transaction, supplier: NewSupplier): Promise<string> {
    const id = supplier.id ?? newEntityId("supp")
    await this.#refuseTakenName(transaction, supplier.name, null)
    await insertRows(transaction, "supplier", [{ ...supplier, id }])
    return id
  }

  /** Changes what is given; a changed supplier is tried at once. @throws Problem 404, 409 `name_taken` */
  async update(transaction: Transaction, id: string, change: SupplierChange): Promise<void> {
    if (change.name !== undefined) {
      await this.#refuseTakenName(transaction, change.name, id)
    }
    const changed = await transaction("supplier")
      .where({ id })
      .update({
        ...change,
        ...(change.settings ? { settings: JSON.stringify(change.settings) } : {}),
        resting_until: null,
        updated_at: this.connection.fn.now(),
      })
    if (changed === 0) {
      throw notFound("supplier")
    }
  }

  /**
   * Notes that a supplier cannot be used: he rests, the longer the longer his trouble lasts. Several
   * failures at the same moment are one.
   *
   * @returns the supplier as he is now
   */
  async rest(transaction: Transaction, id: string, trouble: string): Promise<SupplierRow> {
    const row: SupplierRow | undefined = await transaction("supplier")
      .select(COLUMNS)
      .where({ id })
      .forUpdate()
      .first()
    if (!row) {
      throw notFound("supplier")
    }
    const now = new Date()
    if (row.trouble_since && row.resting_until && row.resting_until > now) {
      return row
    }
    const change = {
      trouble: trouble.slice(0, LONGEST_WORDS),
      trouble_since: row.trouble_since ?? now,
      resting_until: restUntil(row.trouble_since, now),
    }
    await transaction("supplier").where({ id }).update(change)
    return { ...row, ...change }
  }

  /** Notes that a supplier works again. @returns whether he was in trouble */
  async recover(transaction: Transaction, id: string): Promise<boolean> {
    const changed = await transaction("supplier")
      .where({ id })
      .whereNotNull("trouble_since")
      .update({ trouble: null, trouble_since: null, resting_until: null })
    return changed > 0
  }

  /** How many parcels of each state lie with each supplier. */
  async figures(): Promise<ReadonlyMap<string, SupplierFigures>> {
    const { rows } = await this.connection.raw<{
      rows: { supplier_id: string; state: keyof SupplierFigures; count: string }[]
    }>(
      `select supplier_id, state, count(*) as count from shipment
        where state in ('planned', 'handing_over', 'taken', 'accepted', 'rejected', 'shipped')
        group by supplier_id, state`
    )
    const figures = new Map<string, SupplierFigures>()
    for (const { supplier_id, state, count } of rows) {
      const own = figures.get(supplier_id) ?? noParcels()
      figures.set(supplier_id, { ...own, [state]: Number(count) })
    }
    return figures
  }

  /** How many parcels wait for a supplier who has not got them yet. */
  async countWaiting(transaction: Transaction, id: string): Promise<number> {
    const row = await transaction("shipment")
      .where({ supplier_id: id })
      .whereIn("state", ["planned", "handing_over"])
      .count({ count: "*" })
      .first()
    return Number(row?.count ?? 0)
  }

  /** Keeps what was said to a supplier and what he said. */
  async keepExchanges(
    transaction: Transaction,
    id: string,
    exchanges: readonly SupplierExchange[],
    about: { batch_id?: string; shipment_id?: string } = {}
  ): Promise<void> {
    await insertRows(
      transaction,
      "supplier_exchange",
      exchanges.map(({ at, what, outcome, duration_ms }) => ({
        id: newEntityId("sexc"),
        supplier_id: id,
        batch_id: about.batch_id ?? null,
        shipment_id: about.shipment_id ?? null,
        at: at.toISOString(),
        what: what.slice(0, LONGEST_WORDS),
        outcome: outcome.slice(0, LONGEST_WORDS),
        duration_ms: Math.round(duration_ms),
      }))
    )
  }

  /** Conversations with a supplier, the newest first. */
  async listExchanges(
    id: string,
    { limit, offset }: { limit: number; offset: number }
  ): Promise<{ exchanges: KeptExchange[]; count: number }> {
    const chosen = this.connection("supplier_exchange").where({ supplier_id: id })
    const [exchanges, total] = await Promise.all([
      chosen.clone().orderBy("at", "desc").orderBy("id", "desc").limit(limit).offset(offset),
      chosen.clone().count({ count: "*" }).first(),
    ])
    return { exchanges, count: Number(total?.count ?? 0) }
  }

  /** Forgets conversations of long ago. @returns how many */
  async pruneExchanges(days: number): Promise<number> {
    return this.connection("supplier_exchange")
      .whereRaw("at < now() - make_interval(days => ?)", [days])
      .delete()
  }

  async #refuseTakenName(
    transaction: Transaction,
    name: string,
    own: string | null
  ): Promise<void> {
    // Names are few; two people who enter the same one at the same moment wait for each other.
    await transaction.raw("select pg_advisory_xact_lock(hashtext('supplier names'))")
    const other = await transaction("supplier")
      .whereRaw("lower(name) = lower(?)", [name])
      .modify((query) => {
        if (own !== null) {
          void query.whereNot({ id: own })
        }
      })
      .first()
    if (other) {
      throw new Problem(409, "name_taken", `There is another supplier named ${name}.`)
    }
  }
}

const noParcels = (): SupplierFigures => ({
  planned: 0,
  handing_over: 0,
  taken: 0,
  accepted: 0,
  rejected: 0,
  shipped: 0,
})
