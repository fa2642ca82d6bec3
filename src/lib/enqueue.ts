import type { Transaction } from "./unit-of-work"

export type EnqueueOptions = {
  /** Not before this moment; at once when absent. */
  runAt?: Date
  /** A job with the same key that has not begun yet is replaced by this one. */
  key?: string
  /** Jobs of the same queue run one after the other. */
  queue?: string
  /** What has a higher number waits for what has a lower one; 0 when absent. */
  priority?: number
}

/**
 * One of `count` queues for what belongs to `id`: the same id has the same queue, and no more than
 * `count` jobs of them run at once, so that they leave room for what somebody waits for.
 */
export const oneOfQueues = (name: string, count: number, id: string): string => {
  let sum = 0
  for (const letter of id) {
    sum = (sum * 31 + letter.charCodeAt(0)) % count
  }
  return `${name}-${sum}`
}

/**
 * Puts a task on the queue in the transaction of its cause: it runs after the commit, survives a
 * crash, and does not exist if the transaction is rolled back.
 */
export const enqueue = async (
  transaction: Transaction,
  task: string,
  payload: Record<string, unknown>,
  { runAt, key, queue, priority }: EnqueueOptions = {}
): Promise<void> => {
  await transaction.raw(
    `select graphile_worker.add_job(?, ?::json, run_at => ?::timestamptz, job_key => ?::text,
       queue_name => ?::text, priority => ?::integer)`,
    [task, JSON.stringify(payload), runAt ?? null, key ?? null, queue ?? null, priority ?? null]
  )
}

/**
 * The same for many jobs of one task, with one statement.
 *
 * @param payloads one job each
 */
export const enqueueMany = async (
  transaction: Transaction,
  task: string,
  payloads: readonly Record<string, unknown>[]
): Promise<void> => {
  if (payloads.length === 0) {
    return
  }
  await transaction.raw(
    `select from graphile_worker.add_jobs(array(
       select jsonb_populate_record(null::graphile_worker.job_spec,
                jsonb_build_object('identifier', ?::text, 'payload', payload))
         from jsonb_array_elements(?::jsonb) as payload))`,
    [task, JSON.stringify(payloads)]
  )
}

/** A job of many: what it works on, and under which key and in which queue it waits. */
export type JobToEnqueue = { payload: Record<string, unknown> } & Omit<EnqueueOptions, "runAt">

/** The same for many jobs of one task that have keys and queues of their own, with one statement. */
export const enqueueJobs = async (
  transaction: Transaction,
  task: string,
  jobs: readonly JobToEnqueue[]
): Promise<void> => {
  if (jobs.length === 0) {
    return
  }
  const specs = jobs.map(({ payload, key, queue, priority }) => ({
    identifier: task,
    payload,
    job_key: key ?? null,
    queue_name: queue ?? null,
    priority: priority ?? null,
  }))
  await transaction.raw(
    `select from graphile_worker.add_jobs(array(
       select jsonb_populate_record(null::graphile_worker.job_spec, spec)
         from jsonb_array_elements(?::jsonb) as spec))`,
    [JSON.stringify(specs)]
  )
}
