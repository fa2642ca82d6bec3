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
  tag: string[]
  responsible_id: string[]
  /** What a figure of the dashboard has narrowed the list down to. */
  figure: FigureConditions
  /** Days of the business that move with the calendar. */
  period: Period | ""
  /**
   * Days, `YYYY-MM-DD`, in the reader's time zone, both ends included; or exact moments, the end
   * excluded, where a figure of the dashboard has opened the list.
   */
  from: string
  to: string
  order: string
  page: number
  limit: number
}

/** Ranges of days by name; which days they are the server says, whenever it is asked. */
export const PERIODS = [
  "today",
  "yesterday",
  "last_7_days",
  "last_30_days",
  "this_month",
  "last_month",
] as const
export type Period = (typeof PERIODS)[number]

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

/** Whenever the orders came in. */
export const NO_DAYS = { period: "", from: "", to: "" } as const

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

const readPeriod = (value: unknown): Period | "" => PERIODS.find((period) => period === value) ?? ""

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
    tag: list("tag"),
    responsible_id: list("responsible_id"),
    figure: figureConditions((name) => search.get(name) ?? ""),
    period: readPeriod(search.get("period")),
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
  set("period", query.period)
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
  tag: query.tag,
  responsible_id: query.responsible_id,
  ...given(query.figure),
  period: query.period || undefined,
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

/** Whether the list is narrowed down to when the orders came in. */
export const hasDays = ({ period, from, to }: OrderQuery): boolean => Boolean(period || from || to)

export const hasConditions = (query: OrderQuery): boolean =>
  query.q !== "" ||
  hasDays(query) ||
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
  tag: [],
  responsible_id: [],
  figure: NO_FIGURE,
  ...NO_DAYS,
  page: 1,
})

/** The day of the reader's calendar that begins at a moment, or the one before; else the moment. */
const dayFrom = (text: string, later = 0): string => {
  const date = new Date(text)
  if (text === "" || Number.isNaN(date.getTime())) {
    return ""
  }
  const moment = date.toISOString()
  date.setDate(date.getDate() - later)
  const two = (part: number) => String(part).padStart(2, "0")
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return startOfDay(day, later) === moment ? day : moment
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

/** The list that a kept filter means; what it does not name is anything. */
export const queryOfKept = (filter: Record<string, unknown>, query: OrderQuery): OrderQuery => {
  const text = (name: string): string => {
    const value = filter[name]
    return typeof value === "string" ? value : ""
  }
  return {
    ...query,
    page: 1,
    q: text("q"),
    tab: ORDER_TABS.find((tab) => tab === filter.tab) ?? "all",
    status: listOf(filter.status),
    call_center_status: listOf(filter.call_center_status),
    shop_id: listOf(filter.shop_id),
    country: listOf(filter.country),
    payment_method: listOf(filter.payment_method),
    tag: listOf(filter.tag),
    responsible_id: listOf(filter.responsible_id),
    figure: figureConditions(text),
    period: readPeriod(filter.period),
    from: dayFrom(text("from")),
    to: dayFrom(text("to"), 1),
  }
}
