import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import {
  applyFactOneByOne,
  estimateFacts,
  findFew,
  isMoneyBack,
  moneyBackOrders,
  sampleFact,
  withoutFact,
} from "./order-facts"
import {
  applyOrderFilter,
  applyVisibility,
  EXACT_COUNT_LIMIT,
  hasPart,
  rarePart,
} from "./order-query"
import { CALL_CENTER_STATUSES, ORDER_TABS, type OrderStatus, type OrderTab } from "./order-status"
import { findFarPage, isCounted, isTallied, readCounts } from "./order-tally"
import type { OrderFilter, OrderListRow, OrderPage, OrderScope } from "./types"

/** A number of orders; beyond 10,000 matches of a filter it is the planner's estimate. */
type OrderCount = { count: number; count_is_estimate: boolean }

export type OrderListPage = OrderCount & { rows: OrderListRow[] }

type PageOfIds = OrderCount & { ids: string[] }

export type TabCounts = Record<OrderTab | "attention", number>

/** A search looks at this many of the newest orders first, to see how common the text is. */
const SAMPLE = 5_000

/**
 * A search of which more matches are to be expected is common: its page is found by walking along the
 * list, and its number is estimated. Reading that many orders to count them takes half of the time
 * that any search may take.
 */
const COMMON_MATCHES = 5_000

/** A part of a text that no more orders of the sample have is rare. */
const RARE_IN_SAMPLE = 5

/** Rows of one page when all matches are read. */
const PAGE_OF_ALL = 1_000

/** Offsets up to this are walked through; further ones begin at a day found in the tally. */
const NEAR_OFFSET = 1_000

/** What the newest orders say about a search: how many matches to expect, and a rare part of it. */
type Sample = {
  expected: { status: OrderStatus; orders: number; attention: number }[]
  total: number
  part: string | undefined
}

type StatusCount = { status: OrderStatus; orders: string; attention: string }

/** The orders of many facts whose statuses are looked at. */
const FACT_SAMPLE = 100

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

  /** One page of the list and the number of matches: exact for what is counted and up to 10,000, else estimated. */
  async read(
    columns: readonly (keyof OrderListRow)[],
    wanted: OrderFilter,
    scope: OrderScope,
    page: OrderPage
  ): Promise<OrderListPage> {
    const filter = sortable(wanted, page)
    const { ids, ...counted } = await this.#find(filter, scope, page)
    // The ids come from an index alone; whole rows are fetched of the page's orders only.
    const rows: OrderListRow[] = await this.#sorted(
      this.#connection("crm_order")
        .select([...columns])
        .whereIn("id", ids),
      page
    )
    return { rows, ...counted }
  }

  async #find(filter: OrderFilter, scope: OrderScope, page: OrderPage): Promise<PageOfIds> {
    if (filter.q?.trim()) {
      return this.#search(filter, scope, page)
    }
    return filter.fact ? this.#browseFact(filter, scope, page) : this.#browse(filter, scope, page)
  }

  /**
   * Every match, the newest first, a page after the other: each begins behind the last row of the one
   * before, so the last page costs what the first one does.
   */
  async *each(
    columns: readonly (keyof OrderListRow)[],
    filter: OrderFilter,
    scope: OrderScope
  ): AsyncGenerator<OrderListRow[]> {
    let last: OrderListRow | undefined
    let exactly = ""
    do {
      const query = this.#connection("crm_order")
        .select([...columns])
        .select(this.#connection.raw("created_at::text as exactly"))
        .orderBy([
          { column: "created_at", order: "desc" },
          { column: "id", order: "desc" },
        ])
        .limit(PAGE_OF_ALL)
      applyOrderFilter(query, filter, scope)
      if (last) {
        // As text: a Date of JavaScript has no microseconds, and would leave rows out.
        void query.whereRaw("(created_at, id) < (?::timestamptz, ?)", [exactly, last.id])
      }
      const rows: (OrderListRow & { exactly: string })[] = await query
      if (rows.length > 0) {
        yield rows
      }
      last = rows.length < PAGE_OF_ALL ? undefined : rows.at(-1)
      exactly = rows.at(-1)?.exactly ?? ""
    } while (last)
  }

  /** The numbers on the tabs, for a filter without its tab. */
  async countTabs(
    filter: OrderFilter,
    scope: OrderScope
  ): Promise<{ counts: TabCounts; counts_are_estimates: boolean }> {
    const anyTab = { ...filter, tab: undefined }
    if (isCounted(anyTab)) {
      const rows = await readCounts(this.#connection, anyTab, scope)
      return { counts: tabCountsOf(rows), counts_are_estimates: false }
    }
    if (anyTab.fact && !anyTab.q?.trim()) {
      return this.#countFactTabs(anyTab, scope)
    }
    const sample = filter.q?.trim() ? await this.#sample(anyTab, scope) : null
    if (sample && isCommon(sample)) {
      return { counts: tabCountsOf(sample.expected), counts_are_estimates: true }
    }
    const counts = await this.#countMatchesByTab(anyTab, scope, sample?.part)
    if (counts) {
      return { counts, counts_are_estimates: false }
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

  /** A list without a search: ids from the index that has the asked order, the number from the tally. */
  async #browse(filter: OrderFilter, scope: OrderScope, page: OrderPage): Promise<PageOfIds> {
    const [{ condition, offset }, counted] = await Promise.all([
      this.#begin(filter, scope, page),
      this.#count(filter, scope),
    ])
    const query = this.#sorted(this.#connection("crm_order").select("id"), page)
    applyOrderFilter(query, filter, scope)
    condition(query)
    return { ids: idsOf(await query.limit(page.limit).offset(offset)), ...counted }
  }

  /**
   * The orders of a fact (a refund, a declined charge …). The orders of few facts are looked up; of many
   * the page is filled by walking along the list, and their number is estimated.
   */
  async #browseFact(filter: OrderFilter, scope: OrderScope, page: OrderPage): Promise<PageOfIds> {
    if (isMoneyBack(filter) && page.sort === "created_at") {
      return this.#browseMoneyBack(filter, scope, page)
    }
    const few = await findFew(this.#connection, filter)
    if (few) {
      const found = await this.#without(["enable_seqscan", "enable_indexonlyscan"], (connection) =>
        this.#pageOf(
          connection,
          page,
          (matching) => {
            void matching.whereRaw("id = any(?)", [few])
            applyOrderFilter(matching, withoutFact(filter), scope)
          },
          few.length
        )
      )
      return { ...found, count_is_estimate: false }
    }
    const matching = this.#connection("crm_order").select("id")
    applyFactOneByOne(matching, filter)
    applyOrderFilter(matching, withoutFact(filter), scope)
    const [ids, counted] = await Promise.all([
      this.#sorted(matching, page).limit(page.limit).offset(page.offset),
      this.#countFacts(filter, scope),
    ])
    return { ids: idsOf(ids), ...counted }
  }

  /** The orders that money went back on: a page, and their number, along an index of them alone. */
  async #browseMoneyBack(
    filter: OrderFilter,
    scope: OrderScope,
    { descending, limit, offset }: OrderPage
  ): Promise<PageOfIds> {
    const matching = this.#moneyBack(filter, scope, descending)
    const [ids, counted] = await Promise.all([
      matching.clone().select("crm_order.id").limit(limit).offset(offset),
      this.#countMoneyBack(filter, scope, matching),
    ])
    return { ids: idsOf(ids), ...counted }
  }

  #moneyBack(filter: OrderFilter, scope: OrderScope, descending: boolean): Knex.QueryBuilder {
    const direction = descending ? "desc" : "asc"
    const matching = this.#connection
      .from(moneyBackOrders(this.#connection, filter, descending).as("back"))
      .join("crm_order", "crm_order.id", "back.back_id")
      .orderBy([
        { column: "ordered_at", order: direction },
        { column: "back_id", order: direction },
      ])
    // The shop is known of the fact itself.
    applyOrderFilter(matching, { ...withoutFact(filter), shop_id: undefined }, scope)
    return matching
  }

  async #countMoneyBack(
    filter: OrderFilter,
    scope: OrderScope,
    matching: Knex.QueryBuilder
  ): Promise<OrderCount> {
    const { shop_id: _shop, tab = "all", ...others } = withoutFact(filter)
    const isPlain = scope === "all" && tab === "all" && isTallied(others) && !others.status?.length
    // Archived orders are few: they are left out without a look at the others.
    const counted = isPlain
      ? this.#connection
          .select("back_id")
          .from(moneyBackOrders(this.#connection, filter, true).clearOrder().as("back"))
          .whereRaw("back_id not in (select id from crm_order where archived_at is not null)")
      : matching.clone().clearOrder().select("crm_order.id")
    const found = await this.#countAll(counted.limit(EXACT_COUNT_LIMIT + 1))
    return found.count > EXACT_COUNT_LIMIT
      ? { count: await estimateFacts(this.#connection, filter), count_is_estimate: true }
      : found
  }

  /** The page and the number of matches from one look at all of them, or at so many. */
  async #pageOf(
    connection: Knex,
    page: OrderPage,
    narrow: Condition,
    most = EXACT_COUNT_LIMIT + 1
  ): Promise<{ ids: string[]; count: number }> {
    const matching = connection("crm_order").select("id", "created_at")
    if (page.sort !== "created_at") {
      void matching.select(page.sort)
    }
    narrow(matching)
    const ids = this.#sorted(connection.select("id").from("matching"), page)
      .limit(page.limit)
      .offset(page.offset)
    const row: { found: string; ids: string[] } = await connection
      .withMaterialized("matching", matching.limit(most))
      .select(
        connection.raw("(select count(*) from matching) as found"),
        connection.raw("array(?) as ids", [ids])
      )
      .first()
    return { ids: row.ids, count: Number(row.found) }
  }

  async #countAll(matching: Knex.QueryBuilder): Promise<OrderCount> {
    const row = await this.#connection
      .count({ count: "*" })
      .from(matching.clone().as("matching"))
      .first()
    return { count: Number(row?.count ?? 0), count_is_estimate: false }
  }

  /** The number of orders of many facts: of how many orders they can be, and how many of those have one. */
  async #countFacts(filter: OrderFilter, scope: OrderScope): Promise<OrderCount> {
    const others = withoutFact(filter)
    if (filter.fact !== "rescued" && !others.from && !others.to) {
      const count = await estimateFacts(this.#connection, filter)
      return { count, count_is_estimate: true }
    }
    const among = await this.#count(others, scope)
    const matching = this.#connection("crm_order").select("id")
    applyOrderFilter(matching, others, scope)
    if (!among.count_is_estimate && among.count <= EXACT_COUNT_LIMIT) {
      applyFactOneByOne(matching, filter)
      return this.#countAll(matching)
    }
    const newest = this.#connection("crm_order")
      .select("id", "created_at")
      .orderBy("created_at", "desc")
    applyOrderFilter(newest, others, scope)
    const part = await sampleFact(this.#connection, newest, filter)
    return { count: Math.round(among.count * part), count_is_estimate: true }
  }

  /** The numbers on the tabs for the orders of a fact; of many facts as the newest of them are spread. */
  async #countFactTabs(
    filter: OrderFilter,
    scope: OrderScope
  ): Promise<{ counts: TabCounts; counts_are_estimates: boolean }> {
    const { matching, total } = await this.#spreadOfFact(filter, scope)
    if (total) {
      void matching.limit(FACT_SAMPLE)
    }
    const rows: StatusCount[] = await this.#connection
      .from(matching.as("matching"))
      .select(...this.#statusCounts())
      .groupBy("status")
    const found = sum(rows.map(({ orders }) => Number(orders)))
    const scale = total && found > 0 ? total.count / found : 1
    return {
      counts: tabCountsOf(
        rows.map(({ status, orders, attention }) => ({
          status,
          orders: Math.round(Number(orders) * scale),
          attention: Math.round(Number(attention) * scale),
        }))
      ),
      counts_are_estimates: total !== null,
    }
  }

  /** The orders of a fact; where they are too many to count, the newest first and their expected number. */
  async #spreadOfFact(
    filter: OrderFilter,
    scope: OrderScope
  ): Promise<{ matching: Knex.QueryBuilder; total: OrderCount | null }> {
    const columns = ["status", "open_attention"]
    if (isMoneyBack(filter)) {
      const matching = this.#moneyBack(filter, scope, true)
      const total = await this.#countMoneyBack(filter, scope, matching)
      return {
        matching: matching.select(columns),
        total: total.count_is_estimate ? total : null,
      }
    }
    const matching = this.#connection("crm_order").select(columns)
    applyOrderFilter(matching, withoutFact(filter), scope)
    const few = await findFew(this.#connection, filter)
    if (few) {
      return { matching: matching.whereRaw("id = any(?)", [few]), total: null }
    }
    applyFactOneByOne(matching, filter)
    const total = await this.#countFacts(filter, scope)
    return { matching: matching.orderBy("created_at", "desc"), total }
  }

  async #count(filter: OrderFilter, scope: OrderScope): Promise<OrderCount> {
    if (isCounted(filter)) {
      const rows = await readCounts(this.#connection, filter, scope)
      const counted = filter.tab === "attention" ? "attention" : "orders"
      return { count: sum(rows.map((row) => row[counted])), count_is_estimate: false }
    }
    const matching = this.#connection("crm_order").select(this.#connection.raw("1"))
    applyOrderFilter(matching, filter, scope)
    const row = await this.#connection
      .count({ count: "*" })
      .from(matching.limit(EXACT_COUNT_LIMIT + 1).as("matching"))
      .first()
    const count = Number(row?.count ?? 0)
    return count > EXACT_COUNT_LIMIT
      ? { count: await this.#estimate(filter, scope), count_is_estimate: true }
      : { count, count_is_estimate: false }
  }

  /** How common a search is: asked of the newest orders, and of how many there are. */
  async #sample(filter: OrderFilter, scope: OrderScope): Promise<Sample> {
    const part = rarePart(filter.q ?? "")
    const newest = this.#connection("crm_order")
      .orderBy([
        { column: "created_at", order: "desc" },
        { column: "id", order: "desc" },
      ])
      .limit(SAMPLE)
    applyVisibility(newest, filter, scope)
    const matching = this.#connection(newest.clone().as("crm_order"))
      .select<StatusCount[]>(...this.#statusCounts())
      .groupBy("status")
    applyOrderFilter(matching, filter, scope)
    const having = this.#connection(newest.clone().as("crm_order"))
      .count({ count: "*" })
      .whereRaw(hasPart, [part ?? ""])
    const visible: OrderFilter = filter.tab === "archived" ? { tab: "archived" } : {}
    const [rows, near, { count: all }] = await Promise.all([
      matching,
      part ? having.first() : null,
      this.#count(visible, scope),
    ])
    const scale = (number: string): number =>
      Math.round((Number(number) * Math.max(all, SAMPLE)) / SAMPLE)
    const expected = rows.map(({ status, orders, attention }) => ({
      status,
      orders: scale(orders),
      attention: scale(attention),
    }))
    return {
      expected,
      total: sum(expected.map(({ orders }) => orders)),
      part: near && Number(near.count) <= RARE_IN_SAMPLE ? part : undefined,
    }
  }

  #statusCounts() {
    return [
      "status",
      this.#connection.raw("count(*) as orders"),
      this.#connection.raw("count(*) filter (where open_attention > 0) as attention"),
    ]
  }

  /**
   * A search with its number of matches. A common text fills the page by walking along the list; for
   * a rare one the index finds all matches, which are then few enough to sort and count. Left to
   * itself the planner takes the one way for the other when its estimate is wrong.
   */
  async #search(filter: OrderFilter, scope: OrderScope, page: OrderPage): Promise<PageOfIds> {
    const sample = await this.#sample(filter, scope)
    if (!isCommon(sample)) {
      const found = await this.#searchIndex(filter, scope, page, sample.part)
      if (found) {
        return found
      }
    }
    const ids = await this.#without(["enable_seqscan", "enable_bitmapscan"], async (connection) => {
      const query = this.#sorted(connection("crm_order").select("id"), page)
      applyOrderFilter(query, filter, scope)
      return idsOf(await query.limit(page.limit).offset(page.offset))
    })
    return { ids, count: sample.total, count_is_estimate: true }
  }

  /**
   * Every match from the trigram index: the page and the number from one look at it. Null when there
   * are more than 10,000, whatever the sample said.
   */
  async #searchIndex(
    filter: OrderFilter,
    scope: OrderScope,
    page: OrderPage,
    part: string | undefined
  ): Promise<PageOfIds | null> {
    return this.#without(["enable_seqscan"], async (connection) => {
      const { ids, count } = await this.#pageOf(connection, page, (matching) =>
        applyOrderFilter(matching, filter, scope, part)
      )
      return count > EXACT_COUNT_LIMIT ? null : { ids, count, count_is_estimate: false }
    })
  }

  /** The numbers on the tabs from the matches themselves; null when there are more than 10,000. */
  async #countMatchesByTab(
    filter: OrderFilter,
    scope: OrderScope,
    part: string | undefined
  ): Promise<TabCounts | null> {
    const countFrom = async (connection: Knex): Promise<TabCounts | null> => {
      const matching = connection("crm_order").select("status", "open_attention")
      applyOrderFilter(matching, filter, scope, part)
      const rows: StatusCount[] = await connection
        .from(matching.limit(EXACT_COUNT_LIMIT + 1).as("matching"))
        .select(...this.#statusCounts())
        .groupBy("status")
      const counted = rows.map((row) => ({
        status: row.status,
        orders: Number(row.orders),
        attention: Number(row.attention),
      }))
      const all = sum(counted.map(({ orders }) => orders))
      return all > EXACT_COUNT_LIMIT ? null : tabCountsOf(counted)
    }
    return filter.q?.trim()
      ? this.#without(["enable_seqscan"], countFrom)
      : countFrom(this.#connection)
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

  /** Keeps the planner from a way that it would choose by a wrong estimate. */
  #without<Result>(
    ways: readonly ("enable_seqscan" | "enable_bitmapscan" | "enable_indexonlyscan")[],
    work: (connection: Knex) => Promise<Result>
  ): Promise<Result> {
    return this.#connection.transaction(async (transaction) => {
      await transaction.raw(ways.map((way) => `set local ${way} = off`).join("; "))
      return work(transaction)
    })
  }
}

/** By its call-centre status only an order is sorted that has one. */
const sortable = (filter: OrderFilter, { sort }: OrderPage): OrderFilter =>
  sort === "call_center_status" && !filter.call_center_status?.length
    ? { ...filter, call_center_status: [...CALL_CENTER_STATUSES] }
    : filter

const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id)

const isCommon = ({ total }: Sample): boolean => total > COMMON_MATCHES

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
