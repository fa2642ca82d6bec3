import type { FigureFilter } from "../types/dashboard"

/** Ranges of days that are chosen by name; `thisMonth` is what the page opens with. */
export const PRESETS = [
  "today",
  "yesterday",
  "last7",
  "last30",
  "thisMonth",
  "lastMonth",
  "thisYear",
] as const
export type Preset = (typeof PRESETS)[number]

export type Days = { from: string; to: string }

/** What the dashboard shows; the address of the page says the same. Empty days mean this month. */
export type DashboardView = Days & { shop_id: string }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const DAY_MS = 24 * 60 * 60 * 1000

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

const addDays = (day: string, days: number): string => toDay(at(day) + days * DAY_MS)

/** The first day of the month so many months later. */
const monthStart = (day: string, later = 0): string => {
  const [year, month] = day.split("-").map(Number)
  return toDay(Date.UTC(year, month - 1 + later, 1))
}

/** Today's date in a time zone. */
export const todayIn = (zone: string): string =>
  new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(new Date())

/** The days of a preset, on the day that it is. */
export const daysOf = (preset: Preset, today: string): Days => {
  switch (preset) {
    case "today":
      return { from: today, to: today }
    case "yesterday":
      return { from: addDays(today, -1), to: addDays(today, -1) }
    case "last7":
      return { from: addDays(today, -6), to: today }
    case "last30":
      return { from: addDays(today, -29), to: today }
    case "thisMonth":
      return { from: monthStart(today), to: addDays(monthStart(today, 1), -1) }
    case "lastMonth":
      return { from: monthStart(today, -1), to: addDays(monthStart(today), -1) }
    case "thisYear":
      return { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` }
  }
}

/** The preset that these days are, if they are one. */
export const presetOf = (days: Days, today: string): Preset | null =>
  PRESETS.find((preset) => {
    const { from, to } = daysOf(preset, today)
    return from === days.from && to === days.to
  }) ?? null

const readDay = (value: string | null): string =>
  value && DAY.test(value) && !Number.isNaN(at(value)) ? value : ""

/** An address typed by hand may hold anything: half a range or one that ends before it begins is none. */
export const readView = (search: URLSearchParams): DashboardView => {
  const from = readDay(search.get("from"))
  const to = readDay(search.get("to"))
  const isRange = from !== "" && to !== "" && from <= to
  return {
    from: isRange ? from : "",
    to: isRange ? to : "",
    shop_id: search.get("shop_id") ?? "",
  }
}

export const writeView = (view: DashboardView): URLSearchParams => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(view)) {
    if (value) {
      search.set(name, value)
    }
  }
  return search
}

/** The page with exactly the orders behind a figure. */
export const ordersAddress = (filter: FigureFilter): string =>
  `/orders?${new URLSearchParams(filter as Record<string, string>).toString()}`
