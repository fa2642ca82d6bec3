import { reasonOf } from "../../lib/error-words"

const wordsOf = (error: unknown): string =>
  error instanceof Error ? reasonOf(error) : String(error)

/**
 * Does something for each of the orders, one after the other. One that fails does not keep the others
 * waiting: it is told at the end, and the task's next run tries it again.
 *
 * @throws Error that says how many have failed, and why the first of them
 */
export const forEachOrder = async (
  ids: readonly string[],
  work: (id: string) => Promise<void>
): Promise<void> => {
  const failures: string[] = []
  for (const id of ids) {
    try {
      await work(id)
    } catch (error) {
      failures.push(`${id}: ${wordsOf(error)}`)
    }
  }
  if (failures.length > 0) {
    throw new Error(`${failures.length} of ${ids.length} orders failed. ${failures[0]}`)
  }
}
