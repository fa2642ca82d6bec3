import type { Transaction } from "./unit-of-work"

/** A row for `insertRows`: plain values; objects and arrays go into jsonb columns. */
export type Row = Record<string, unknown>

const identifier = /^[a-z_][a-z0-9_]*$/

/** Rows for one table. All have the same keys; columns that are missing take their defaults. */
export type Insert = {
  table: string
  rows: readonly Row[]
  /** Columns that PostgreSQL works out from the others of the row: SQL by column. */
  computed?: Readonly<Record<string, string>>
}

/**
 * The rows travel as one JSON parameter, whatever their number, and PostgreSQL gives them the
 * table's own types.
 */
const insertStatement = ({ table, rows, computed = {} }: Insert): string => {
  const columns = Object.keys(rows[0])
  for (const name of [table, ...columns, ...Object.keys(computed)]) {
    if (!identifier.test(name)) {
      throw new Error(`${name} is not a name of a table or column`)
    }
  }
  const list = columns.map((column) => `"${column}"`)
  const into = [...list, ...Object.keys(computed).map((column) => `"${column}"`)]
  const from = [...list, ...Object.values(computed)]
  return `insert into "${table}" (${into.join(", ")})
     select ${from.join(", ")} from jsonb_populate_recordset(null::"${table}", ?::jsonb)`
}

/**
 * Inserts many rows of one table with one statement.
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
  const result = await transaction.raw<{ rows: Returned[] }>(
    `${insertStatement({ table, rows })} ${tail}`,
    [JSON.stringify(rows)]
  )
  return result.rows
}

/**
 * Inserts into many tables with one statement, so that a batch of orders costs one round trip and
 * not one per table. PostgreSQL checks foreign keys at its end: the order of the tables is free.
 */
export const insertTogether = async (
  transaction: Transaction,
  inserts: readonly Insert[]
): Promise<void> => {
  const wanted = inserts.filter(({ rows }) => rows.length > 0)
  if (wanted.length === 0) {
    return
  }
  const parts = wanted.map((insert, index) => `part_${index} as (${insertStatement(insert)})`)
  await transaction.raw(
    `with ${parts.join(", ")} select`,
    wanted.map(({ rows }) => JSON.stringify(rows))
  )
}
