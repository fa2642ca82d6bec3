import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type QueueFigures = {
  /** Jobs whose time has come and that nobody works on yet. */
  waiting: number
  /** How long the oldest of them has been waiting, in seconds. */
  lag_seconds: number
  /** Jobs that failed and will be tried again. */
  retrying: number
  /** Jobs that failed for good and wait for a person. */
  failed: { task: string; error: string | null; at: Date }[]
}

const FAILED_SHOWN = 20

/** How the job queue stands. */
export const readQueueFigures = async (connection: Knex): Promise<QueueFigures> => {
  const figures = await connection.raw<{
    rows: { waiting: string; lag_seconds: string; retrying: string }[]
  }>(
    `select count(*) filter (where due) as waiting,
            coalesce(extract(epoch from now() - min(run_at) filter (where due)), 0) as lag_seconds,
            count(*) filter (where attempts > 0 and attempts < max_attempts) as retrying
       from (select *, run_at <= now() and locked_at is null and attempts < max_attempts as due
               from graphile_worker.jobs) as job`
  )
  const failed = await connection.raw<{ rows: QueueFigures["failed"] }>(
    `select task_identifier as task, last_error as error, updated_at as at
       from graphile_worker.jobs where attempts >= max_attempts
      order by updated_at desc limit ?`,
    [FAILED_SHOWN]
  )
  const [row] = figures.rows
  return {
    waiting: Number(row.waiting),
    lag_seconds: Math.round(Number(row.lag_seconds)),
    retrying: Number(row.retrying),
    failed: failed.rows,
  }
}
