import type { Pool } from "@medusajs/framework/pg"

export type TableDump = { table: string; rows: string[] }

/** Every row of every table of every schema, each as PostgreSQL's own text of it. */
export const dumpTables = async (db: Pool): Promise<TableDump[]> => {
  const { rows: tables } = await db.query<{ table: string }>(
    `select format('%I.%I', table_schema, table_name) as table from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
      order by 1`
  )
  const dump: TableDump[] = []
  for (const { table } of tables) {
    const { rows } = await db.query<{ text: string }>(`select one::text as text from ${table} one`)
    dump.push({ table, rows: rows.map(({ text }) => text) })
  }
  return dump
}

/** How many rows each table has, without those whose name matches. */
export const countRows = async (db: Pool, except: RegExp): Promise<Record<string, number>> => {
  const dump = await dumpTables(db)
  return Object.fromEntries(
    dump.filter(({ table }) => !except.test(table)).map(({ table, rows }) => [table, rows.length])
  )
}
