import type { Transaction } from "./unit-of-work"

/**
 * Puts a task on the queue in the transaction of its cause: it runs after the commit, survives a
 * crash, and does not exist if the transaction is rolled back.
 */
export const enqueue = async (
  transaction: Transaction,
  task: string,
  payload: Record<string, unknown>
): Promise<void> => {
  await transaction.raw(`select graphile_worker.add_job(?, ?::json)`, [
    task,
    JSON.stringify(payload),
  ])
}
