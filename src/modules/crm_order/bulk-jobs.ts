import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insertRows } from "../../lib/insert-rows"
import { notFound } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import type { EventActor } from "./order-events"
import type { MoneyMove, OrderStatus } from "./order-status"
import type { StatusBefore } from "./service"

/**
 * What a bulk job does with each of its orders: gives it a status, sends it to its shipper, or takes
 * back what another job has done.
 */
export type BulkJobKind = "status" | "dispatch" | "undo"

/** What a move of a job has left behind on an order: all that undoing it takes. */
export type MoveTrace = {
  before: StatusBefore
  /** The stream of the order ended here when the move was made. */
  last_event_id: string
  /** The letters that tell of it. */
  letters: string[]
  /** Letters of an earlier move that this one had stopped. */
  stopped: string[]
  /** Entries for a person that it has settled. */
  settled: string[]
  money: MoneyMove | null
  /** The payment that it has recorded. */
  attempt_id: string | null
}

export type BulkItemResult = { ok: boolean; status: string | null; error: string | null }

export type BulkJobHead = {
  id: string
  actor_id: string
  kind: BulkJobKind
  status: OrderStatus
  reason: string | null
  total: number
  /** The job that this one takes back. */
  undoes: string | null
  /** Until then the letters of its moves are held, and it can be undone. */
  undo_until: Date | null
  created_at: Date
  finished_at: Date | null
}

/** A job with how far it is; `results` are those of one page. */
export type BulkJobView = BulkJobHead & {
  done: number
  moved: number
  failed: number
  /** The job that takes this one back. */
  undone_by: string | null
  results: ({ id: string; display_id: number | null; customer: string | null } & BulkItemResult)[]
}

/** A job as a line of the list of jobs. */
export type BulkJobLine = BulkJobHead & {
  /** How many orders it has moved; null until it is done. */
  moved: number | null
  undone_by: string | null
}

export type ResultPage = { limit: number; offset: number; failed_first: boolean }

const HEAD_COLUMNS = [
  "id",
  "actor_id",
  "kind",
  "status",
  "reason",
  "total",
  "undoes",
  "undo_until",
  "created_at",
  "finished_at",
] as const satisfies readonly (keyof BulkJobHead)[]

/** Work on many orders: which ones, and what became of each. */
export class BulkJobs {
  constructor(protected readonly connection: Knex) {}

  /** Stores a job with the orders it is for. */
  async insert(
    transaction: Transaction,
    job: {
      id: string
      actor: EventActor
      status: OrderStatus
      reason: string | null
      ids: readonly string[]
      kind?: BulkJobKind
      undoes?: string
    }
  ): Promise<void> {
    await insertRows(transaction, "crm_order_bulk_job", [
      {
        id: job.id,
        actor_id: job.actor.id,
        status: job.status,
        kind: job.kind ?? "status",
        reason: job.reason,
        total: job.ids.length,
        undoes: job.undoes ?? null,
      },
    ])
    await insertRows(
      transaction,
      "crm_order_bulk_item",
      job.ids.map((crm_order_id, position) => ({ job_id: job.id, position, crm_order_id }))
    )
  }

  /** The job's next orders that have no result yet. */
  async listOpen(
    jobId: string,
    limit: number
  ): Promise<{ position: number; crm_order_id: string }[]> {
    return this.connection("crm_order_bulk_item")
      .select("position", "crm_order_id")
      .where({ job_id: jobId })
      .whereNull("ok")
      .orderBy("position")
      .limit(limit)
  }

  /** Which of these orders of a job have no result yet; to be asked while the orders are held. */
  async stillOpen(
    transaction: Transaction,
    jobId: string,
    positions: readonly number[]
  ): Promise<Set<number>> {
    const rows: { position: number }[] = await transaction("crm_order_bulk_item")
      .select("position")
      .where({ job_id: jobId })
      .whereIn("position", [...positions])
      .whereNull("ok")
    return new Set(rows.map(({ position }) => position))
  }

  /**
   * Writes the result of one order of a job, in the transaction of its move where it succeeded.
   *
   * @returns false when it has one already: another process works on the same job
   */
  async record(
    transaction: Transaction,
    jobId: string,
    position: number,
    { trace, ...result }: BulkItemResult & { trace?: MoveTrace }
  ): Promise<boolean> {
    const written = await transaction("crm_order_bulk_item")
      .where({ job_id: jobId, position })
      .whereNull("ok")
      .update({ ...result, trace: trace ? JSON.stringify(trace) : null })
    return written > 0
  }

  /** Writes the results of many orders of a job with one statement, in the transaction of their work. */
  async recordMany(
    transaction: Transaction,
    jobId: string,
    results: readonly ({ position: number } & BulkItemResult)[]
  ): Promise<void> {
    await transaction.raw(
      `update crm_order_bulk_item item
          set ok = result.ok, status = result.status, error = result.error
         from jsonb_to_recordset(?::jsonb)
                as result (position integer, ok boolean, status text, error text)
        where item.job_id = ? and item.position = result.position and item.ok is null`,
      [JSON.stringify(results), jobId]
    )
  }

  /**
   * Notes that every order of the job has a result.
   *
   * @param undoUntil until when it can be undone; null where it cannot
   * @returns false when it was noted already
   */
  async finish(
    jobId: string,
    undoUntil: Date | null = null,
    transaction?: Transaction
  ): Promise<boolean> {
    const finished = await (transaction ?? this.connection)("crm_order_bulk_job")
      .where({ id: jobId })
      .whereNull("finished_at")
      .update({
        finished_at: this.connection.fn.now(),
        undo_until: undoUntil,
        moved: this.connection("crm_order_bulk_item").where({ job_id: jobId, ok: true }).count(),
      })
    return finished > 0
  }

  /** The jobs there have been, the newest first. */
  async list({
    limit,
    offset,
  }: {
    limit: number
    offset: number
  }): Promise<{ jobs: BulkJobLine[]; count: number }> {
    const [jobs, counted] = await Promise.all([
      this.connection("crm_order_bulk_job as job")
        .leftJoin("crm_order_bulk_job as undoing", "undoing.undoes", "job.id")
        .select<BulkJobLine[]>(
          ...HEAD_COLUMNS.map((column) => `job.${column}`),
          "job.moved",
          "undoing.id as undone_by"
        )
        .orderBy([
          { column: "job.created_at", order: "desc" },
          { column: "job.id", order: "desc" },
        ])
        .limit(limit)
        .offset(offset),
      this.connection("crm_order_bulk_job").count({ count: "*" }).first(),
    ])
    return { jobs, count: Number(counted?.count ?? 0) }
  }

  /** What a job is about, without its results. @throws Problem 404 */
  async readHead(jobId: string): Promise<BulkJobHead> {
    const job: BulkJobHead | undefined = await this.connection("crm_order_bulk_job")
      .select(HEAD_COLUMNS)
      .where({ id: jobId })
      .first()
    return found(job)
  }

  /** The same, held until the transaction ends: of two who undo it at once the second sees the first. */
  async lockHead(
    transaction: Transaction,
    jobId: string
  ): Promise<BulkJobHead & { undone_by: string | null }> {
    const job: BulkJobHead | undefined = await transaction("crm_order_bulk_job")
      .select(HEAD_COLUMNS)
      .where({ id: jobId })
      .forUpdate()
      .first()
    return { ...found(job), undone_by: await undoneBy(transaction, jobId) }
  }

  /** A job, how far it is, and a page of its results. @throws Problem 404 */
  async read(jobId: string, { limit, offset, failed_first }: ResultPage): Promise<BulkJobView> {
    const head = await this.readHead(jobId)
    const items = this.connection("crm_order_bulk_item as item")
      .leftJoin("crm_order as crm", "crm.id", "item.crm_order_id")
      .select(
        "item.crm_order_id as id",
        "crm.display_id",
        "crm.customer_name as customer",
        "item.ok",
        "item.status",
        "item.error"
      )
      .where("item.job_id", jobId)
      .whereNotNull("item.ok")
      .limit(limit)
      .offset(offset)
    if (failed_first) {
      void items.orderBy("item.ok")
    }
    const [counts, results, undone_by] = await Promise.all([
      this.connection("crm_order_bulk_item")
        .where({ job_id: jobId })
        .select(
          this.connection.raw("count(*) filter (where ok) as moved"),
          this.connection.raw("count(*) filter (where not ok) as failed")
        )
        .first(),
      items.orderBy("item.position"),
      undoneBy(this.connection, jobId),
    ])
    const moved = Number(counts?.moved ?? 0)
    const failed = Number(counts?.failed ?? 0)
    return { ...head, done: moved + failed, moved, failed, undone_by, results }
  }

  /** The orders that a job has moved, as it took them on. */
  async listMoved(transaction: Transaction, jobId: string): Promise<string[]> {
    const rows: { crm_order_id: string }[] = await transaction("crm_order_bulk_item")
      .select("crm_order_id")
      .where({ job_id: jobId, ok: true })
      .orderBy("position")
    return rows.map(({ crm_order_id }) => crm_order_id)
  }

  /** What a job has left behind on one order; null when it has not moved it. */
  async traceOf(
    transaction: Transaction,
    jobId: string,
    orderId: string
  ): Promise<MoveTrace | null> {
    const row: { trace: MoveTrace | null } | undefined = await transaction("crm_order_bulk_item")
      .select("trace")
      .where({ job_id: jobId, crm_order_id: orderId, ok: true })
      .first()
    return row?.trace ?? null
  }

  /** The letters of all moves of a job. */
  async lettersOf(transaction: Transaction, jobId: string): Promise<string[]> {
    const { rows } = await transaction.raw<{ rows: { id: string }[] }>(
      `select jsonb_array_elements_text(trace -> 'letters') as id
         from crm_order_bulk_item where job_id = ? and trace is not null`,
      [jobId]
    )
    return rows.map(({ id }) => id)
  }
}

const undoneBy = async (connection: Knex, jobId: string): Promise<string | null> => {
  const row: { id: string } | undefined = await connection("crm_order_bulk_job")
    .select("id")
    .where({ undoes: jobId })
    .first()
  return row?.id ?? null
}

const found = (job: BulkJobHead | undefined): BulkJobHead => {
  if (!job) {
    throw notFound("bulk job")
  }
  return job
}
