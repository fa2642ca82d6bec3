import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type FailedJob = { id: string; task: string; error: string | null; at: Date }

export type QueueFigures = {
  /** Jobs whose time has come and that nobody works on yet. */
  waiting: number
  /** How long the oldest of them has been waiting, in seconds. */
  lag_seconds: number
  /** Jobs that failed and will be tried again. */
  retrying: number
  /** Jobs that failed for good and wait for a person. */
  failed: number
  /** The latest of them. */
  latest_failed: FailedJob[]
}

const FAILED_SHOWN = 20

/**
 * An attempt is counted when it begins: of a job that is being worked on, the last has not failed yet.
 * A job without an error has been replaced by another of its key while it ran.
 */
const HAS_FAILED = "locked_at is null and attempts >= max_attempts and last_error is not null"

/** How the job queue stands. */
export const readQueueFigures = async (connection: Knex): Promise<QueueFigures> => {
  const [figures, latest] = await Promise.all([
    connection.raw<{
      rows: { waiting: string; lag_seconds: string; retrying: string; failed: string }[]
    }>(
      `select count(*) filter (where due) as waiting,
              coalesce(extract(epoch from now() - min(run_at) filter (where due)), 0) as lag_seconds,
              count(*) filter (where last_error is not null and not has_failed) as retrying,
              count(*) filter (where has_failed) as failed
         from (select run_at, last_error, ${HAS_FAILED} as has_failed,
                      run_at <= now() and locked_at is null and attempts < max_attempts as due
                 from graphile_worker.jobs) as job`
    ),
    connection.raw<{ rows: FailedJob[] }>(
      `select id::text as id, task_identifier as task, last_error as error, updated_at as at
         from graphile_worker.jobs where ${HAS_FAILED}
        order by updated_at desc, id desc limit ?`,
      [FAILED_SHOWN]
    ),
  ])
  const [row] = figures.rows
  return {
    waiting: Number(row.waiting),
    lag_seconds: Math.round(Number(row.lag_seconds)),
    retrying: Number(row.retrying),
    failed: Number(row.failed),
    latest_failed: latest.rows,
  }
}
