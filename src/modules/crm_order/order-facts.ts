import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { OrderFact, OrderFilter } from "./types"

/** Up to so many facts their orders are looked up; where there are more, a walk meets them soon. */
const FEW_FACTS = 4_000

/** The newest orders that tell how many of the others have the fact. */
const SAMPLE = 1_000

type FactFilter = Pick<OrderFilter, "fact" | "fact_from" | "fact_to" | "account_id">

/** Facts whose orders are kept in the order of the list. */
const MONEY_BACK: readonly OrderFact[] = ["refund", "chargeback"]

export const isMoneyBack = ({ fact }: FactFilter): boolean =>
  fact !== undefined && MONEY_BACK.includes(fact)

/** A filter without what it says about facts. */
export const withoutFact = ({
  fact: _fact,
  fact_from: _from,
  fact_to: _to,
  account_id: _account,
  ...others
}: OrderFilter): OrderFilter => others

/** The facts of a filter, for PostgreSQL: `sales_report_order` is a view that the figures' module keeps. */
const conditionsOf = ({ fact, fact_from, fact_to, account_id }: FactFilter) => {
  const parts: [string, string | Date | undefined][] = [
    ["fact = ?", fact],
    ["at >= ?", fact_from],
    ["at < ?", fact_to],
    ["account_id = ?", account_id],
  ]
  const given = parts.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]))
  return {
    sql: given.map(({ sql }) => sql).join(" and "),
    values: given.map(({ value }) => value),
  }
}

/** Narrows a query on `crm_order` to the orders of which the fact has happened. */
export const applyFact = (query: Knex.QueryBuilder, filter: FactFilter): void => {
  const { sql, values } = conditionsOf(filter)
  void query.whereRaw(
    `exists (select from sales_report_order where crm_order_id = crm_order.id and ${sql})`,
    values
  )
}

/**
 * The orders that money went back on, each once, as the index of them lists them by their creation: a
 * table `back (ordered_at, back_id)` that is read no further than a page needs.
 */
export const moneyBackOrders = (
  connection: Knex,
  filter: FactFilter & Pick<OrderFilter, "shop_id">,
  descending: boolean
): Knex.QueryBuilder => {
  const { sql, values } = conditionsOf(filter)
  const direction = descending ? "desc" : "asc"
  const query = connection("sales_report_money_back")
    .distinct({ ordered_at: "created_at", back_id: "crm_order_id" })
    .whereRaw(sql, values)
    .orderBy([
      { column: "ordered_at", order: direction },
      { column: "back_id", order: direction },
    ])
  if (filter.shop_id && filter.shop_id.length > 0) {
    void query.whereIn("shop_id", filter.shop_id)
  }
  return query
}

/**
 * The same, asked of one order after the other: for a walk along the newest orders that ends as soon as
 * the page is full. Written so that PostgreSQL cannot turn it into a join of everything.
 */
export const applyFactOneByOne = (query: Knex.QueryBuilder, filter: FactFilter): void => {
  const { sql, values } = conditionsOf(filter)
  void query.whereRaw(
    `(select true from sales_report_order where crm_order_id = crm_order.id and ${sql} limit 1)`,
    values
  )
  if (filter.fact_to) {
    // Nothing has happened to an order before it came in.
    void query.where("created_at", "<", filter.fact_to)
  }
}

/** The orders of a fact when they are few, else null. */
export const findFew = async (connection: Knex, filter: FactFilter): Promise<string[] | null> => {
  if (filter.fact === "rescued" && !filter.fact_from) {
    // Said of an order's whole life: there are many, and the orders' own range narrows them down.
    return null
  }
  const { sql, values } = conditionsOf(filter)
  const { rows } = await connection.raw<{ rows: { id: string }[] }>(
    `select crm_order_id as id from sales_report_order where ${sql} limit ${FEW_FACTS + 1}`,
    values
  )
  return rows.length > FEW_FACTS ? null : [...new Set(rows.map(({ id }) => id))]
}

/** How many facts there are between two moments, as PostgreSQL's planner expects. */
export const estimateFacts = async (connection: Knex, filter: FactFilter): Promise<number> => {
  const { sql, values } = conditionsOf(filter)
  const plan = await connection.raw(
    `explain (format json) select from sales_report_order where ${sql}`,
    values
  )
  const rows: number = plan.rows[0]["QUERY PLAN"][0].Plan["Plan Rows"]
  return rows
}

/** How large a part of the newest orders of a query has the fact, between 0 and 1. */
export const sampleFact = async (
  connection: Knex,
  newest: Knex.QueryBuilder,
  filter: FactFilter
): Promise<number> => {
  const sample = connection(newest.clone().limit(SAMPLE).as("crm_order"))
  const having = sample.clone().count({ count: "*" })
  applyFactOneByOne(having, filter)
  const [[row], [all]] = await Promise.all([having, sample.clone().count({ count: "*" })])
  return Number(all.count) === 0 ? 0 : Number(row.count) / Number(all.count)
}
