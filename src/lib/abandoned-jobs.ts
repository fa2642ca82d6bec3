import { Client } from "@medusajs/framework/pg"
import { logger } from "./logger"

/** Long enough for a pool that has just begun to take its lock. */
const YOUNGEST_SECONDS = 5
const LOOK_EVERY_MS = 5_000
const RECONNECT_MS = 5_000

const LOCK_NAME = "hashtextextended('task pool ' || name, 0)"

const HOLD = `select pg_advisory_lock(${LOCK_NAME}) from unnest($1::text[]) as name`

/** A pool whose lock can be taken is gone: PostgreSQL lets go of a lock with its connection. */
const RELEASE = `
  with gone as materialized (
    select name from (
      select distinct locked_by as name from graphile_worker._private_jobs
       where locked_at < now() - make_interval(secs => $1)
    ) as pool
     where name <> all ($2::text[]) and pg_try_advisory_xact_lock(${LOCK_NAME})
  )
  select graphile_worker.force_unlock_workers(array_agg(name)), count(*)::int as pools
    from gone having count(*) > 0`

/**
 * Gives back the jobs of a process that was killed in the middle of them. The queue itself would
 * wait four hours: it cannot know that nobody works on them any more. Here every pool of workers
 * holds a lock in PostgreSQL as long as its process lives, and all processes look now and then for
 * jobs of pools whose lock is free.
 */
export class AbandonedJobs {
  readonly #databaseUrl: string
  readonly #pools: string[] = []
  #client: Client | undefined
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl
  }

  /** Says that the pool lives. To be called before it takes its first job. */
  watch(pool: string): void {
    this.#pools.push(pool)
    void this.#connect()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#client?.end().catch(() => undefined)
  }

  async #connect(): Promise<void> {
    const client = new Client({
      connectionString: this.#databaseUrl,
      application_name: "t3-crm abandoned jobs",
    })
    this.#client = client
    client.on("error", () => undefined)
    client.once("end", () => this.#after(RECONNECT_MS, () => this.#connect()))
    try {
      await client.connect()
      await client.query(HOLD, [this.#pools])
      await this.#look(client)
    } catch {
      // The database is away: its end is the beginning of the next attempt.
      await client.end().catch(() => undefined)
    }
  }

  async #look(client: Client): Promise<void> {
    const { rows } = await client.query<{ pools: number }>(RELEASE, [YOUNGEST_SECONDS, this.#pools])
    if (rows.length > 0) {
      logger.warn(`Taking over the jobs of ${rows[0].pools} ended process(es).`)
    }
    this.#after(LOOK_EVERY_MS, () =>
      this.#look(client).catch(() => client.end().catch(() => undefined))
    )
  }

  #after(milliseconds: number, work: () => Promise<void>): void {
    clearTimeout(this.#timer)
    if (!this.#stopped) {
      this.#timer = setTimeout(() => void work(), milliseconds)
      this.#timer.unref()
    }
  }
}
