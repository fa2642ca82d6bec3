import type { Query } from "./client"
import type { OrderTab } from "../types/orders"
import { ORDER_TABS } from "../types/orders"

/** What a person has asked the list for; the address of the page says the same. */
export type OrderQuery = {
  tab: OrderTab
  q: string
  status: string[]
  call_center_status: string[]
  shop_id: string[]
  country: string[]
  payment_method: string[]
  /** What a figure of the dashboard has narrowed the list down to. */
  figure: FigureConditions
  /**
   * Days, `YYYY-MM-DD`, in the reader's time zone, both ends included; or exact moments, the end
   * excluded, where a figure of the dashboard has opened the list.
   */
  tag: string[]
  responsible_id: string[]
  /** Days, `YYYY-MM-DD`, in the reader's time zone; both ends included. */
  from: string
  to: string
  order: string
  page: number
  limit: number
}

/** Narrows the list down to the orders behind a figure; empty texts mean "any". */
export const FIGURE_CONDITIONS = [
  "sales",
  "device",
  "fact",
  "fact_from",
  "fact_to",
  "account_id",
] as const
export type FigureConditions = Record<(typeof FIGURE_CONDITIONS)[number], string>

const figureConditions = (valueOf: (name: keyof FigureConditions) => string): FigureConditions =>
  Object.fromEntries(FIGURE_CONDITIONS.map((name) => [name, valueOf(name)])) as FigureConditions

export const NO_FIGURE: FigureConditions = figureConditions(() => "")

export const LIST_FILTERS = [
  "status",
  "call_center_status",
  "shop_id",
  "country",
  "payment_method",
  "tag",
  "responsible_id",
] as const
export type ListFilter = (typeof LIST_FILTERS)[number]

export const SORT_KEYS = [
  "created_at",
  "display_id",
  "customer_name",
  "total_usd",
  "status",
  "country",
  "payment_method",
  "call_center_status",
] as const
export type SortKey = (typeof SORT_KEYS)[number]

export const PAGE_SIZES = [20, 50, 100]
export const DEFAULT_ORDER = "-created_at"
const DAY = /^\d{4}-\d{2}-\d{2}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{3})?)?Z$/

const readOrder = (value: string | null): string =>
  value && SORT_KEYS.some((key) => key === value.replace(/^-/, "")) ? value : DEFAULT_ORDER

const readDay = (value: string | null): string =>
  value && (DAY.test(value) || MOMENT.test(value)) ? value : ""

/** An address typed by hand may hold anything: what makes no sense counts as not given. */
export const readOrderQuery = (search: URLSearchParams): OrderQuery => {
  const list = (name: ListFilter) => search.getAll(name).filter(Boolean)
  const page = Number(search.get("page"))
  const limit = Number(search.get("limit"))
  return {
    tab: ORDER_TABS.find((tab) => tab === search.get("tab")) ?? "all",
    q: search.get("q") ?? "",
    status: list("status"),
    call_center_status: list("call_center_status"),
    shop_id: list("shop_id"),
    country: list("country"),
    payment_method: list("payment_method"),
    figure: figureConditions((name) => search.get(name) ?? ""),
    tag: list("tag"),
    responsible_id: list("responsible_id"),
    from: readDay(search.get("from")),
    to: readDay(search.get("to")),
    order: readOrder(search.get("order")),
    page: Number.isInteger(page) && page > 0 ? page : 1,
    limit: PAGE_SIZES.includes(limit) ? limit : PAGE_SIZES[0],
  }
}

/** The shortest address that means the same: defaults are left out. */
export const writeOrderQuery = (query: OrderQuery): URLSearchParams => {
  const search = new URLSearchParams()
  const set = (name: string, value: string, usual = "") => {
    if (value !== usual) {
      search.set(name, value)
    }
  }
  set("tab", query.tab, "all")
  set("q", query.q)
  for (const name of LIST_FILTERS) {
    query[name].forEach((value) => search.append(name, value))
  }
  for (const name of FIGURE_CONDITIONS) {
    set(name, query.figure[name])
  }
  set("from", query.from)
  set("to", query.to)
  set("order", query.order, DEFAULT_ORDER)
  set("page", String(query.page), "1")
  set("limit", String(query.limit), String(PAGE_SIZES[0]))
  return search
}

/**
 * The instant a day of the reader's calendar begins, or the one after it (the end is exclusive). An
 * exact moment stays what it is.
 */
export const startOfDay = (day: string, later = 0): string | undefined => {
  if (MOMENT.test(day)) {
    return day
  }
  const date = new Date(`${day}T00:00:00`)
  if (!day || Number.isNaN(date.getTime())) {
    return undefined
  }
  date.setDate(date.getDate() + later)
  return date.toISOString()
}

/** What is asked for; an empty text would be a value of its own in a body. */
const given = (figure: FigureConditions): Query =>
  Object.fromEntries(Object.entries(figure).filter(([, value]) => value !== ""))

export type OrderConditions = Query & { [name in ListFilter]: string[] }

/** What chooses orders, without the tab: the counts on the tabs are asked with this. */
export const conditionsOf = (query: OrderQuery): OrderConditions => ({
  q: query.q || undefined,
  status: query.status,
  call_center_status: query.call_center_status,
  shop_id: query.shop_id,
  country: query.country,
  payment_method: query.payment_method,
  ...given(query.figure),
  tag: query.tag,
  responsible_id: query.responsible_id,
  from: startOfDay(query.from),
  to: startOfDay(query.to, 1),
})

export const listParametersOf = (query: OrderQuery): Query => ({
  ...conditionsOf(query),
  tab: query.tab,
  order: query.order,
  limit: query.limit,
  offset: (query.page - 1) * query.limit,
})

export const hasConditions = (query: OrderQuery): boolean =>
  Boolean(query.q || query.from || query.to) ||
  FIGURE_CONDITIONS.some((name) => query.figure[name] !== "") ||
  LIST_FILTERS.some((name) => query[name].length > 0)

export const withoutConditions = (query: OrderQuery): OrderQuery => ({
  ...query,
  q: "",
  status: [],
  call_center_status: [],
  shop_id: [],
  country: [],
  payment_method: [],
  figure: NO_FIGURE,
  tag: [],
  responsible_id: [],
  from: "",
  to: "",
  page: 1,
})

/** The day of the reader's calendar in which a moment lies. */
const dayOf = (moment: number): string => {
  const date = new Date(moment)
  const two = (part: number) => String(part).padStart(2, "0")
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === "string" ? [value] : []

/** What is kept of the list by a name: its conditions and its tab, not the page or the order of rows. */
export const keptFilterOf = (query: OrderQuery): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({ ...conditionsOf(query), tab: query.tab }).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)
    )
  )

/** The list that a kept filter means; the end of its time is exclusive. */
export const queryOfKept = (filter: Record<string, unknown>, query: OrderQuery): OrderQuery => {
  const from = Date.parse(String(filter.from ?? ""))
  const to = Date.parse(String(filter.to ?? ""))
  return {
    ...query,
    page: 1,
    q: typeof filter.q === "string" ? filter.q : "",
    tab: ORDER_TABS.find((tab) => tab === filter.tab) ?? "all",
    status: listOf(filter.status),
    call_center_status: listOf(filter.call_center_status),
    shop_id: listOf(filter.shop_id),
    country: listOf(filter.country),
    payment_method: listOf(filter.payment_method),
    from: Number.isNaN(from) ? "" : dayOf(from),
    to: Number.isNaN(to) ? "" : dayOf(to - 1),
  }
}
