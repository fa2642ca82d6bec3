import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { Problem } from "../../lib/problem"
import { CUSTOMER_COLUMNS, type CustomerRow } from "./customer-row"
import { customerSearch } from "./customer-search"
import { EXACT_COUNT_LIMIT } from "./order-query"

export const CUSTOMER_STATUSES = ["active", "blocked", "erased"] as const
export type CustomerStatus = (typeof CUSTOMER_STATUSES)[number]

/** What the Customers page can ask for. Whose data were erased is only listed when asked for. */
export type CustomerFilter = {
  q?: string
  status?: CustomerStatus
  from?: Date
  /** Exclusive. */
  to?: Date
}

/** Each sort with the column that has it, and the type in which a place in it is written down. */
const SORTS = {
  joined_at: { table: "customer", type: "timestamptz" },
  name: { table: "customer", type: "text" },
  order_count: { table: "figures", type: "integer" },
  paid_count: { table: "figures", type: "integer" },
  spent_usd: { table: "figures", type: "numeric" },
} as const

export type CustomerSort = keyof typeof SORTS
export const CUSTOMER_SORTS = Object.keys(SORTS) as CustomerSort[]

export type CustomerPage = {
  sort: CustomerSort
  descending: boolean
  limit: number
  /** The place after which the page begins, as the page before it has told it. */
  after?: string
}

export type CustomerListPage = {
  rows: CustomerRow[]
  count: number
  count_is_estimate: boolean
  /** Where the next page begins; null when this is the last. */
  next: string | null
}

type Place = { value: string; id: string }

type Placed = CustomerRow & { place: string }

/** The newest customers that a search looks at first, to see how common the text is. */
const SAMPLE = 2_000

/** Of more expected matches, a page is found by walking along the list. */
const COMMON_MATCHES = 2_000

/** So many more than 10,000 that counting up to there would only cost time. */
const CERTAINLY_MORE = 20_000

/**
 * By its estimates the planner would sort everything, or have several processes look, where a page
 * needs a few rows of an index.
 */
const ALONG_THE_INDEX = [
  ...["seqscan", "bitmapscan", "hashjoin", "mergejoin", "sort"].map((way) => `enable_${way} = off`),
  "max_parallel_workers_per_gather = 0",
]
  .map((setting) => `set local ${setting}`)
  .join("; ")

/** How many rows a file takes at a time. */
const CSV_PAGE = 1_000

/** A place in a list as the page's address carries it. */
const writePlace = (place: Place): string =>
  Buffer.from(JSON.stringify([place.value, place.id])).toString("base64url")

/** @throws Problem 400 `invalid` */
const readPlace = (text: string, sort: CustomerSort): Place => {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"))
    if (Array.isArray(read) && read.length === 2) {
      const [value, id]: unknown[] = read
      const fits = typeof value === "string" && FITS[SORTS[sort].type](value)
      if (typeof value === "string" && fits && typeof id === "string" && !id.includes("\0")) {
        return { value, id }
      }
    }
  } catch {
    // Not one of ours: refused below.
  }
  throw new Problem(400, "invalid", "Something in the request is not right.", {
    fields: [{ path: "after", message: "This is no place in this list: begin at its start." }],
  })
}

const FITS: Record<(typeof SORTS)[CustomerSort]["type"], (value: string) => boolean> = {
  timestamptz: (value) =>
    /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/.test(value),
  text: (value) => !value.includes("\0"),
  integer: (value) => /^-?\d{1,9}$/.test(value),
  numeric: (value) => /^-?\d{1,20}(\.\d{1,4})?$/.test(value),
}

/**
 * The lists and searches of the Customers page: pages by place, so that the last costs what the first
 * does. What is found in few rows is sorted; what is common is met by walking along the list.
 */
export class CustomerList {
  readonly #connection: Knex

  constructor(connection: Knex) {
    this.#connection = connection
  }

  /** One page with the number of matches: exact up to 10,000, then estimated. @throws Problem 400 */
  async read(filter: CustomerFilter, page: CustomerPage): Promise<CustomerListPage> {
    const place = page.after === undefined ? null : readPlace(page.after, page.sort)
    const isSearch = Boolean(filter.q?.trim())
    const expected = await (isSearch ? this.#expect(filter) : this.#estimate(filter))
    if (expected <= COMMON_MATCHES) {
      const found = await this.#sortFew(filter, page, place)
      if (found) {
        return found
      }
    }
    const [rows, count] = await Promise.all([
      this.#walk(filter, page, place),
      isSearch || expected > CERTAINLY_MORE ? null : this.#count(filter),
    ])
    return {
      ...this.#cut(rows, page),
      count: count ?? expected,
      count_is_estimate: count === null,
    }
  }

  /** Every match, page by page: a file of all customers needs no more memory than one of them. */
  async *each(filter: CustomerFilter): AsyncGenerator<CustomerRow[]> {
    const page: CustomerPage = { sort: "joined_at", descending: true, limit: CSV_PAGE }
    let after: string | undefined
    do {
      const place: Place | null = after === undefined ? null : readPlace(after, page.sort)
      const { rows, next } = this.#cut(await this.#walk(filter, page, place), page)
      yield rows
      after = next ?? undefined
    } while (after !== undefined)
  }

  /** How many matches of a search are to be expected: asked of the newest customers. */
  async #expect(filter: CustomerFilter): Promise<number> {
    const newest = this.#connection("crm_customer as customer")
      .orderBy([
        { column: "joined_at", order: "desc" },
        { column: "id", order: "desc" },
      ])
      .limit(SAMPLE)
    const matching = this.#connection(newest.as("customer")).count({ count: "*" }).first()
    applyCustomerFilter(matching, { q: filter.q })
    const [found, all] = await Promise.all([matching, this.#estimate({})])
    return Math.round((Number(found?.count ?? 0) * Math.max(all, SAMPLE)) / SAMPLE)
  }

  /** Page and number from one look at all matches; null when there are more than 10,000. */
  async #sortFew(
    filter: CustomerFilter,
    page: CustomerPage,
    place: Place | null
  ): Promise<CustomerListPage | null> {
    const looked = await this.#connection.transaction(async (connection) => {
      await connection.raw("set local enable_seqscan = off")
      const matching = connection("crm_customer as customer").select("id", "joined_at", "name")
      applyCustomerFilter(matching, filter)
      const ids = connection("matching as customer").select("customer.id")
      inPlace(withFigures(ids), page, place)
      const row: { found: string; ids: string[] } = await connection
        .withMaterialized("matching", matching.limit(EXACT_COUNT_LIMIT + 1))
        .select(
          connection.raw("(select count(*) from matching) as found"),
          connection.raw("array(?) as ids", [ids])
        )
        .first()
      return row
    })
    const count = Number(looked.found)
    if (count > EXACT_COUNT_LIMIT) {
      return null
    }
    const rows = await this.#rows(page, looked.ids)
    return { ...this.#cut(rows, page), count, count_is_estimate: false }
  }

  /** The number of matches, from an index alone; null when there are more than 10,000. */
  async #count(filter: CustomerFilter): Promise<number | null> {
    const matching = this.#connection("crm_customer as customer").select("id")
    applyCustomerFilter(matching, filter)
    const row = await this.#connection
      .count({ count: "*" })
      .from(matching.limit(EXACT_COUNT_LIMIT + 1).as("matching"))
      .first()
    const count = Number(row?.count ?? 0)
    return count > EXACT_COUNT_LIMIT ? null : count
  }

  /** A page along the index of its sort, from which alone it sees who joined when. */
  async #walk(filter: CustomerFilter, page: CustomerPage, place: Place | null): Promise<Placed[]> {
    const found: { id: string }[] = await this.#connection.transaction(async (connection) => {
      await connection.raw(ALONG_THE_INDEX)
      const ids = connection("crm_customer as customer").select("customer.id")
      applyCustomerFilter(ids, filter)
      if (SORTS[page.sort].table === "figures") {
        joinedWithin(withFigures(ids), "figures", filter)
      }
      inPlace(ids, page, place)
      return ids
    })
    return this.#rows(
      page,
      found.map(({ id }) => id)
    )
  }

  /** The rows of a page whose customers are known. */
  async #rows(page: CustomerPage, ids: readonly string[]): Promise<Placed[]> {
    const rows = withFigures(this.#connection("crm_customer as customer"))
      .select([
        ...CUSTOMER_COLUMNS,
        this.#connection.raw("??::text as place", [`${SORTS[page.sort].table}.${page.sort}`]),
      ])
      .whereIn("customer.id", [...ids])
    inPlace(rows, page, null)
    return rows
  }

  #cut(found: readonly Placed[], { limit }: CustomerPage): Pick<CustomerListPage, "rows" | "next"> {
    const shown = found.slice(0, limit)
    const last = shown.at(-1)
    return {
      rows: shown.map(({ place: _place, ...row }) => row),
      next: found.length > limit && last ? writePlace({ value: last.place, id: last.id }) : null,
    }
  }

  /** How many rows PostgreSQL's planner expects. */
  async #estimate(filter: CustomerFilter): Promise<number> {
    const matching = this.#connection("crm_customer as customer").select(this.#connection.raw("1"))
    applyCustomerFilter(matching, filter)
    const { sql, bindings } = matching.toSQL()
    const plan = await this.#connection.raw(`explain (format json) ${sql}`, [...bindings])
    const rows: number = plan.rows[0]["QUERY PLAN"][0].Plan["Plan Rows"]
    return rows
  }
}

const withFigures = <Query extends Knex.QueryBuilder>(query: Query): Query => {
  void query.join("crm_customer_figures as figures", "figures.crm_customer_id", "customer.id")
  return query
}

/** Sorts as asked and leaves what comes after the place; one row more tells whether there is a next page. */
const inPlace = (
  query: Knex.QueryBuilder,
  { sort, descending, limit }: CustomerPage,
  place: Place | null
): void => {
  const { table, type } = SORTS[sort]
  const column = `${table}.${sort}`
  // The index of a sort has the id of its own table.
  const id = table === "customer" ? "customer.id" : "figures.crm_customer_id"
  const order = descending ? "desc" : "asc"
  void query
    .orderBy([
      { column, order },
      { column: id, order },
    ])
    .limit(limit + 1)
  if (place) {
    void query.whereRaw(`(??, ??) ${descending ? "<" : ">"} (?::${type}, ?)`, [
      ...[column, id],
      ...[place.value, place.id],
    ])
  }
}

/** Narrows a query to who joined in the asked range, by the table that is to see it. */
const joinedWithin = (
  query: Knex.QueryBuilder,
  table: "customer" | "figures",
  { from, to }: CustomerFilter
): void => {
  if (from) {
    void query.where(`${table}.joined_at`, ">=", from)
  }
  if (to) {
    void query.where(`${table}.joined_at`, "<", to)
  }
}

/** Narrows a query on `crm_customer as customer` to what was asked for. */
const applyCustomerFilter = (
  query: Knex.QueryBuilder,
  { q, status, from, to }: CustomerFilter
): void => {
  if (status === "erased") {
    void query.whereNotNull("customer.erased_at")
  } else {
    void query.whereNull("customer.erased_at")
  }
  if (status === "blocked") {
    void query.where("customer.is_blocked", true)
  }
  if (status === "active") {
    void query.where("customer.is_blocked", false)
  }
  joinedWithin(query, "customer", { from, to })
  for (const { sql, bindings } of customerSearch(q ?? "")) {
    void query.whereRaw(sql, bindings)
  }
}
