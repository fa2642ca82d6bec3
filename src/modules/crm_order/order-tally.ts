import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ORDER_TABS, type OrderStatus } from "./order-status"
import type { OrderFilter, OrderScope } from "./types"

/**
 * Numbers of orders by day and status, which triggers keep in the transactions of the orders
 * themselves: exact, and the same cost whether there are a thousand orders or a million.
 */

const DAY_MS = 24 * 60 * 60 * 1000

type TallyCount = { status: OrderStatus; orders: number; attention: number }

/** Whether a filter asks for nothing that the tally does not know. */
export const isTallied = (filter: OrderFilter): boolean => {
  const { tab, status, ...others } = filter
  const isEmpty = (value: unknown): boolean =>
    value === undefined ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === "string" && value.trim() === "")
  return Object.values(others).every(isEmpty) && (tab !== "attention" || !status?.length)
}

/** The statuses that a filter leaves, or null for all of them. */
const statusesOf = ({ tab, status }: OrderFilter): OrderStatus[] | null => {
  const ofTab = tab && tab !== "attention" && tab !== "archived" ? ORDER_TABS[tab] : null
  const asked = status && status.length > 0 ? status : null
  if (!ofTab) {
    return asked
  }
  return asked ? asked.filter((one) => ofTab.some((other) => other === one)) : [...ofTab]
}

const tallyOf = (connection: Knex, filter: OrderFilter, scope: OrderScope): Knex.QueryBuilder => {
  const query = connection("crm_order_tally").where({ archived: filter.tab === "archived" })
  if (scope === "call_center") {
    void query.where({ with_call_center: true })
  }
  const statuses = statusesOf(filter)
  if (statuses) {
    void query.whereIn("status", statuses)
  }
  return query
}

/** The numbers by status for a filter that `isTallied`. */
export const readTally = async (
  connection: Knex,
  filter: OrderFilter,
  scope: OrderScope
): Promise<TallyCount[]> => {
  const rows: Record<keyof TallyCount, string>[] = await tallyOf(connection, filter, scope)
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
  const days: { day: string; orders: string }[] = await tallyOf(connection, filter, scope)
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

/** Adds up what belongs together. Two at once cannot count a row twice: each sums what it deleted. */
export const compactTally = async (connection: Knex): Promise<void> => {
  await connection.raw(`
    with scattered as (
      select day, status, archived, with_call_center from crm_order_tally
       group by 1, 2, 3, 4 having count(*) > 1
    ), taken as (
      delete from crm_order_tally as tally using scattered
       where (tally.day, tally.status, tally.archived, tally.with_call_center) =
         (scattered.day, scattered.status, scattered.archived, scattered.with_call_center)
      returning tally.*
    )
    insert into crm_order_tally
    select day, status, archived, with_call_center, sum(orders), sum(attention) from taken
     group by 1, 2, 3, 4 having sum(orders) <> 0 or sum(attention) <> 0`)
}
