import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Small facts about this installation; `npm start` keeps the state of the migrations here too. */
const TABLE = "t3_installation"

/** The value of a mark, undefined when it has never been set. */
export const readMark = async (
  container: MedusaContainer,
  key: string
): Promise<string | undefined> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  if (!(await connection.schema.hasTable(TABLE))) {
    return undefined
  }
  const row: { value: string } | undefined = await connection(TABLE).where({ key }).first("value")
  return row?.value
}

/** Sets a mark, once for ever or anew. */
export const writeMark = async (
  container: MedusaContainer,
  key: string,
  value: string
): Promise<void> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await connection.raw(
    `create table if not exists ${TABLE}
       (key text primary key, value text not null, updated_at timestamptz not null default now())`
  )
  await connection(TABLE)
    .insert({ key, value, updated_at: connection.fn.now() })
    .onConflict("key")
    .merge()
}
