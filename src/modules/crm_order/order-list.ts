import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { applyOrderFilter, applyVisibility, EXACT_COUNT_LIMIT } from "./order-query"
import { ORDER_TABS, type OrderStatus, type OrderTab } from "./order-status"
import { findFarPage, isTallied, readTally } from "./order-tally"
import type { OrderFilter, OrderListRow, OrderPage, OrderScope } from "./types"

/** A number of orders; beyond 10,000 matches of a filter it is the planner's estimate. */
export type OrderCount = { count: number; count_is_estimate: boolean }

export type TabCounts = Record<OrderTab | "attention", number>

/**
 * A search looks at this many of the newest orders first: what is common is found there, and only
 * what is rare needs the index over all.
 */
const RECENT_ORDERS = 5_000

/** A search that this share of the recent orders match is common: its matches are estimated. */
const COMMON_SHARE = 0.02

/** Offsets up to this are walked through; further ones begin at a day found in the tally. */
const NEAR_OFFSET = 1_000

type Condition = (query: Knex.QueryBuilder) => void

/**
 * The lists, searches and counts of the Orders page. What it answers about once a second per open
 * page must not depend on how many orders there are; docs/performance.md has the figures.
 */
export class OrderList {
  readonly #connection: Knex

  constructor(connection: Knex) {
    this.#connection = connection
  }

  /** One page of the list. The order for a descending sort is that of the ascending one, reversed. */
  async readPage(
    columns: readonly (keyof OrderListRow)[],
    filter: OrderFilter,
    scope: OrderScope,
    page: OrderPage
  ): Promise<OrderListRow[]> {
    const ids = filter.q?.trim()
      ? await this.#searchIds(filter, scope, page)
      : this.#pageOfIds(filter, scope, page, await this.#begin(filter, scope, page))
    // The ids come from an index alone; whole rows are fetched of the page's orders only.
    return this.#sorted(
      this.#connection("crm_order")
        .select([...columns])
        .whereIn("id", ids),
      page
    )
  }

  /** How many orders match: exact for tabs and up to 10,000, else estimated, and said so. */
  async count(filter: OrderFilter, scope: OrderScope): Promise<OrderCount> {
    if (isTallied(filter)) {
      const rows = await readTally(this.#connection, filter, scope)
      const counted = filter.tab === "attention" ? "attention" : "orders"
      return { count: sum(rows.map((row) => row[counted])), count_is_estimate: false }
    }
    const count = await this.#countUpToLimit(filter, scope)
    return count === null
      ? { count: await this.#estimate(filter, scope), count_is_estimate: true }
      : { count, count_is_estimate: false }
  }

  /** The numbers on the tabs, for a filter without its tab. */
  async countTabs(
    filter: OrderFilter,
    scope: OrderScope
  ): Promise<{ counts: TabCounts; counts_are_estimates: boolean }> {
    const anyTab = { ...filter, tab: undefined }
    if (isTallied(anyTab)) {
      const rows = await readTally(this.#connection, anyTab, scope)
      return { counts: tabCountsOf(rows), counts_are_estimates: false }
    }
    if ((await this.#countUpToLimit(anyTab, scope)) !== null) {
      return { counts: await this.#countMatchesByTab(anyTab, scope), counts_are_estimates: false }
    }
    const tabs = [...(Object.keys(ORDER_TABS) as OrderTab[]), "attention" as const]
    const estimates = await Promise.all(
      tabs.map(async (tab) => [tab, await this.#estimate({ ...filter, tab }, scope)] as const)
    )
    return { counts: Object.fromEntries(estimates) as TabCounts, counts_are_estimates: true }
  }

  /** The values of a column that occur, without reading the orders between two values. */
  async distinctValues(column: "country" | "shop_id", scope: OrderScope): Promise<string[]> {
    const next = (condition: string): string =>
      `(select ${column} from crm_order where archived_at is null ${condition}
         order by ${column} limit 1)`
    const result = await this.#connection.raw<{ rows: { value: string }[] }>(
      `with recursive found (value) as (
         select ${next("")}
         union all
         select ${next(`and ${column} > found.value`)} from found where found.value is not null
       )
       select value from found where value is not null ${
         scope === "call_center"
           ? `and exists (select from crm_order where ${column} = found.value
                and call_center_since is not null and archived_at is null)`
           : ""
       } order by value`
    )
    return result.rows.map(({ value }) => value)
  }

  #sorted(query: Knex.QueryBuilder, { sort, descending }: OrderPage): Knex.QueryBuilder {
    const direction = descending ? "desc" : "asc"
    if (sort === "created_at") {
      return query.orderBy([
        { column: "created_at", order: direction },
        { column: "id", order: direction },
      ])
    }
    // As the indexes have it: within one status, country or name the newest come first.
    const reverse = descending ? "asc" : "desc"
    return query.orderBy([
      { column: sort, order: direction },
      { column: "created_at", order: reverse },
      { column: "id", order: reverse },
    ])
  }

  /** Where the page begins: for far pages of plain lists the day is known. */
  async #begin(
    filter: OrderFilter,
    scope: OrderScope,
    { sort, descending, offset }: OrderPage
  ): Promise<{ condition: Condition; offset: number }> {
    const isPlain = sort === "created_at" && filter.tab !== "attention" && isTallied(filter)
    if (offset <= NEAR_OFFSET || !isPlain) {
      return { condition: () => undefined, offset }
    }
    const place = await findFarPage(this.#connection, filter, scope, { descending, offset })
    return {
      condition: (query) => {
        if (place.before) {
          void query.where("created_at", "<", place.before)
        }
        if (place.from) {
          void query.where("created_at", ">=", place.from)
        }
      },
      offset: place.offset,
    }
  }

  #pageOfIds(
    filter: OrderFilter,
    scope: OrderScope,
    page: OrderPage,
    { condition, offset }: { condition: Condition; offset: number }
  ): Knex.QueryBuilder {
    const query = this.#sorted(this.#connection("crm_order").select("id"), page)
    applyOrderFilter(query, filter, scope)
    condition(query)
    return query.limit(page.limit).offset(offset)
  }

  /** The newest orders that the asker may see, whatever else is asked for. */
  #recent(filter: OrderFilter, scope: OrderScope): Knex.QueryBuilder {
    const query = this.#connection("crm_order")
      .orderBy([
        { column: "created_at", order: "desc" },
        { column: "id", order: "desc" },
      ])
      .limit(RECENT_ORDERS)
    applyVisibility(query, filter, scope)
    return query
  }

  /**
   * The orders of one page of a search. A common text fills the page from the newest orders; for a
   * rare one the index finds all matches, which are then few enough to sort. Left to itself the
   * planner takes the one way for the other when its estimate is wrong.
   */
  async #searchIds(filter: OrderFilter, scope: OrderScope, page: OrderPage): Promise<string[]> {
    const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id)
    if (page.sort === "created_at" && page.descending) {
      const recent = this.#sorted(
        this.#connection(this.#recent(filter, scope).as("crm_order")).select("id"),
        page
      )
      applyOrderFilter(recent, filter, scope)
      const found: { id: string }[] = await recent.limit(page.limit).offset(page.offset)
      if (found.length === page.limit) {
        return idsOf(found)
      }
    }
    return this.#withoutFullScan(async (connection) => {
      const matching = connection("crm_order").select("id", "created_at")
      if (page.sort !== "created_at") {
        void matching.select(page.sort)
      }
      applyOrderFilter(matching, filter, scope)
      const query = this.#sorted(
        connection.withMaterialized("matching", matching).select("id").from("matching"),
        page
      )
      const found: { id: string }[] = await query.limit(page.limit).offset(page.offset)
      return idsOf(found)
    })
  }

  /** The number of matches, or null when there are more than 10,000 or a search is that common. */
  async #countUpToLimit(filter: OrderFilter, scope: OrderScope): Promise<number | null> {
    const countFrom = async (connection: Knex): Promise<number> => {
      const matching = connection("crm_order").select(connection.raw("1"))
      applyOrderFilter(matching, filter, scope)
      const row = await connection
        .count({ count: "*" })
        .from(matching.limit(EXACT_COUNT_LIMIT + 1).as("matching"))
        .first()
      return Number(row?.count ?? 0)
    }
    if (filter.q?.trim() && (await this.#isCommon(filter, scope))) {
      return null
    }
    const count = filter.q?.trim()
      ? await this.#withoutFullScan(countFrom)
      : await countFrom(this.#connection)
    return count > EXACT_COUNT_LIMIT ? null : count
  }

  async #isCommon(filter: OrderFilter, scope: OrderScope): Promise<boolean> {
    const query = this.#connection(this.#recent(filter, scope).as("crm_order")).count({
      count: "*",
    })
    applyOrderFilter(query, filter, scope)
    const row = await query.first()
    return Number(row?.count ?? 0) > RECENT_ORDERS * COMMON_SHARE
  }

  async #countMatchesByTab(filter: OrderFilter, scope: OrderScope): Promise<TabCounts> {
    const countFrom = async (connection: Knex): Promise<TabCounts> => {
      const query = connection("crm_order")
        .select<{ status: OrderStatus; orders: string; attention: string }[]>(
          "status",
          connection.raw("count(*) as orders"),
          connection.raw("count(*) filter (where open_attention > 0) as attention")
        )
        .groupBy("status")
      applyOrderFilter(query, filter, scope)
      const rows = await query
      return tabCountsOf(
        rows.map((row) => ({
          status: row.status,
          orders: Number(row.orders),
          attention: Number(row.attention),
        }))
      )
    }
    return filter.q?.trim() ? this.#withoutFullScan(countFrom) : countFrom(this.#connection)
  }

  /** How many rows PostgreSQL's planner expects. */
  async #estimate(filter: OrderFilter, scope: OrderScope): Promise<number> {
    const matching = this.#connection("crm_order").select(this.#connection.raw("1"))
    applyOrderFilter(matching, filter, scope)
    const { sql, bindings } = matching.toSQL()
    const plan = await this.#connection.raw(`explain (format json) ${sql}`, [...bindings])
    const rows: number = plan.rows[0]["QUERY PLAN"][0].Plan["Plan Rows"]
    return rows
  }

  /** For searches whose matches are few: reading every order to find them would be the slow way. */
  #withoutFullScan<Result>(work: (connection: Knex) => Promise<Result>): Promise<Result> {
    return this.#connection.transaction(async (transaction) => {
      await transaction.raw("set local enable_seqscan = off")
      return work(transaction)
    })
  }
}

const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0)

const tabCountsOf = (
  rows: readonly { status: OrderStatus; orders: number; attention: number }[]
): TabCounts => {
  const ofStatuses = (statuses: readonly OrderStatus[] | null): number =>
    sum(
      rows
        .filter(({ status }) => statuses === null || statuses.includes(status))
        .map(({ orders }) => orders)
    )
  const tabs = Object.entries(ORDER_TABS).map(
    ([tab, statuses]) => [tab, ofStatuses(statuses)] as const
  )
  return {
    ...(Object.fromEntries(tabs) as Record<OrderTab, number>),
    attention: sum(rows.map(({ attention }) => attention)),
  }
}
