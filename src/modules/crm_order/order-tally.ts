import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ORDER_TABS, type OrderStatus } from "./order-status"
import type { OrderFilter, OrderScope } from "./types"

/**
 * Numbers of orders which triggers keep in the transactions of the orders themselves: exact, and the
 * same cost whether there are a thousand orders or a million. `crm_order_count` has them by what lists
 * are filtered by, `crm_order_tally` by day.
 */

const DAY_MS = 24 * 60 * 60 * 1000

type TallyCount = { status: OrderStatus; orders: number; attention: number }

/** What an order is counted by beside its status. */
const COUNTED_BY = ["shop_id", "country", "payment_method"] as const

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === "string" && value.trim() === "")

/** Whether the number of a filter's orders is known without looking at them. */
export const isCounted = ({
  tab,
  status,
  shop_id,
  country,
  payment_method,
  ...others
}: OrderFilter) => Object.values(others).every(isEmpty) && (tab !== "attention" || isEmpty(status))

/** The same for the days on which they came. */
export const isTallied = (filter: OrderFilter): boolean =>
  isCounted(filter) && COUNTED_BY.every((column) => isEmpty(filter[column]))

/** The statuses that a filter leaves, or null for all of them. */
const statusesOf = ({ tab, status }: OrderFilter): OrderStatus[] | null => {
  const ofTab = tab && tab !== "attention" && tab !== "archived" ? ORDER_TABS[tab] : null
  const asked = status && status.length > 0 ? status : null
  if (!ofTab) {
    return asked
  }
  return asked ? asked.filter((one) => ofTab.some((other) => other === one)) : [...ofTab]
}

const matching = (
  connection: Knex,
  table: "crm_order_count" | "crm_order_tally",
  filter: OrderFilter,
  scope: OrderScope
): Knex.QueryBuilder => {
  const query = connection(table).where({ archived: filter.tab === "archived" })
  if (scope === "call_center") {
    void query.where({ with_call_center: true })
  }
  const statuses = statusesOf(filter)
  if (statuses) {
    void query.whereIn("status", statuses)
  }
  return query
}

/** The numbers by status for a filter that `isCounted`. */
export const readCounts = async (
  connection: Knex,
  filter: OrderFilter,
  scope: OrderScope
): Promise<TallyCount[]> => {
  const query = matching(connection, "crm_order_count", filter, scope)
  for (const column of COUNTED_BY) {
    const wanted = filter[column]
    if (wanted && wanted.length > 0) {
      void query.whereIn(column, wanted)
    }
  }
  const rows: Record<keyof TallyCount, string>[] = await query
    .select("status")
    .sum({ orders: "orders", attention: "attention" })
    .groupBy("status")
  return rows.map((row) => ({
    status: row.status as OrderStatus,
    orders: Number(row.orders),
    attention: Number(row.attention),
  }))
}

/** Where a far page of a list by time begins: at which end of which day, and how many further on. */
export type FarPage = { from?: Date; before?: Date; offset: number }

/**
 * Finds the day in which a far page of a filter that `isTallied` begins, so that the days before it
 * need not be walked through.
 */
export const findFarPage = async (
  connection: Knex,
  filter: OrderFilter,
  scope: OrderScope,
  { descending, offset }: { descending: boolean; offset: number }
): Promise<FarPage> => {
  const days: { day: string; orders: string }[] = await matching(
    connection,
    "crm_order_tally",
    filter,
    scope
  )
    .select(connection.raw("to_char(day, 'YYYY-MM-DD') as day"))
    .sum({ orders: "orders" })
    .groupBy("day")
    .orderBy("crm_order_tally.day", descending ? "desc" : "asc")
  let left = offset
  for (const { day, orders } of days) {
    if (left < Number(orders)) {
      const start = new Date(`${day}T00:00:00Z`)
      return descending
        ? { before: new Date(start.getTime() + DAY_MS), offset: left }
        : { from: start, offset: left }
    }
    left -= Number(orders)
  }
  // Beyond the last order: the list is empty there, wherever it is looked for.
  return { before: new Date(0), offset: 0 }
}

/** The tables of numbers and what each row of them is about. */
const COUNTED = {
  crm_order_tally: "day, status, archived, with_call_center",
  crm_order_count: "status, shop_id, country, payment_method, archived, with_call_center",
}

/** Adds up what belongs together. Two at once cannot count a row twice: each sums what it deleted. */
export const compactTally = async (connection: Knex): Promise<void> => {
  for (const [table, group] of Object.entries(COUNTED)) {
    await connection.raw(`
      with scattered as (
        select ${group} from ${table} group by ${group} having count(*) > 1
      ), taken as (
        delete from ${table} as counted using scattered
         where (${prefixed("counted", group)}) = (${prefixed("scattered", group)})
        returning counted.*
      )
      insert into ${table} (${group}, orders, attention)
      select ${group}, sum(orders), sum(attention) from taken
       group by ${group} having sum(orders) <> 0 or sum(attention) <> 0`)
  }
}

const prefixed = (table: string, columns: string): string =>
  columns
    .split(", ")
    .map((column) => `${table}.${column}`)
    .join(", ")
