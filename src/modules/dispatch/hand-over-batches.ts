import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { newEntityId } from "../../lib/entity-id"
import { insertRows } from "../../lib/insert-rows"
import type { Transaction } from "../../lib/unit-of-work"

/**
 * Parcels that are told to a supplier together. `open`: he is being told, or was when a process died;
 * `failed`: it is certain that he was not reached; `done`: every parcel has an answer.
 */
export type HandOverBatchRow = {
  id: string
  supplier_id: string
  /** What the file, the mail or the request is called, at every try the same. */
  name: string
  parcels: number
  state: "open" | "failed" | "done"
  /** An earlier try may have arrived: from then on it is asked about, or told again word for word. */
  unclear: boolean
  /** Of what was told, so that a repeated try can be seen to tell the same. */
  digest: string | null
  created_at: Date
  sent_at: Date | null
}

const NAME_LETTERS = 10

/** `t3-20261122-4x7k…`: the day for people, the rest for computers; fit for a file name anywhere. */
const nameOf = (id: string, at: Date): string =>
  `t3-${at.toISOString().slice(0, 10).replaceAll("-", "")}-${id.slice(-NAME_LETTERS).toLowerCase()}`

/** The batches of parcels that suppliers are told of. */
export class HandOverBatches {
  constructor(protected readonly connection: Knex) {}

  /** A new batch for so many parcels; its name is drawn once and for all. */
  async create(
    transaction: Transaction,
    supplierId: string,
    parcels: number
  ): Promise<HandOverBatchRow> {
    const id = newEntityId("hob")
    const created_at = new Date()
    const [row] = await insertRows<HandOverBatchRow>(
      transaction,
      "hand_over_batch",
      [
        {
          id,
          supplier_id: supplierId,
          name: nameOf(id, created_at),
          parcels,
          state: "open",
          created_at,
          unclear: false,
        },
      ],
      "returning *"
    )
    return row
  }

  /** The batches of a supplier that are not done, the oldest first. */
  async listOpen(supplierId: string): Promise<HandOverBatchRow[]> {
    return this.connection("hand_over_batch")
      .where({ supplier_id: supplierId })
      .whereNot({ state: "done" })
      .orderBy("created_at")
  }

  async read(id: string, transaction?: Transaction): Promise<HandOverBatchRow | undefined> {
    return (transaction ?? this.connection)("hand_over_batch").where({ id }).first()
  }

  async update(
    transaction: Transaction,
    id: string,
    changes: Partial<Pick<HandOverBatchRow, "state" | "unclear" | "digest" | "sent_at">>
  ): Promise<void> {
    await transaction("hand_over_batch").where({ id }).update(changes)
  }
}
