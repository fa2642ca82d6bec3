import type { Transaction } from "./unit-of-work"

/** A row for `insertRows`: plain values; objects and arrays go into jsonb columns. */
export type Row = Record<string, unknown>

const identifier = /^[a-z_][a-z0-9_]*$/

/**
 * Inserts many rows of one table with one statement and one parameter, whatever their number: the
 * rows travel as JSON and PostgreSQL gives them the table's own types. Columns are those of the
 * first row; every row must have the same keys, the others take their defaults.
 *
 * @param tail what follows the values, e.g. `on conflict do nothing returning id`
 * @returns the rows of a `returning` clause, else an empty list
 */
export const insertRows = async <Returned extends Row = Row>(
  transaction: Transaction,
  table: string,
  rows: readonly Row[],
  tail = ""
): Promise<Returned[]> => {
  if (rows.length === 0) {
    return []
  }
  const columns = Object.keys(rows[0])
  for (const name of [table, ...columns]) {
    if (!identifier.test(name)) {
      throw new Error(`${name} is not a name of a table or column`)
    }
  }
  const list = columns.map((column) => `"${column}"`).join(", ")
  const result = await transaction.raw<{ rows: Returned[] }>(
    `insert into "${table}" (${list})
     select ${list} from jsonb_populate_recordset(null::"${table}", ?::jsonb) ${tail}`,
    [JSON.stringify(rows)]
  )
  return result.rows
}
