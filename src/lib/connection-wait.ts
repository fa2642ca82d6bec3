import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Shops give up after half a minute or so: they must hear before that the database is away. */
const LONGEST_WAIT_MS = 10_000

/**
 * How long a query waits for a connection before it fails (the answer is then 503). Medusa makes the
 * pool with knex's minute, and has no setting for it.
 */
export const limitConnectionWait = (connection: Knex): void => {
  const { pool }: { pool: { acquireTimeoutMillis: number } } = connection.client
  pool.acquireTimeoutMillis = LONGEST_WAIT_MS
}
