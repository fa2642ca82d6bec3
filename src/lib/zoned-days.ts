/**
 * Days of the calendar in a time zone. A day is `YYYY-MM-DD`; where it begins depends on the zone, and
 * twice a year on its clocks.
 */

const QUARTER_MS = 15 * 60 * 1000
const DAY_MS = 96 * QUARTER_MS

/** How far a zone's midnight can be from UTC's, with room to spare. */
const WIDEST_MS = 16 * 60 * 60 * 1000

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known) {
    return known
  }
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  })
  formats.set(zone, format)
  return format
}

/** Whether this is a time zone by name, as in IANA's list; bare offsets are not. */
export const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(name)) {
    return false
  }
  try {
    new Intl.DateTimeFormat("en", { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** Whether there is such a day in the calendar. */
export const isDay = (day: string): boolean => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

/** The day of a moment in the zone. */
export const dayOf = (at: Date, zone: string): string => formatOf(zone).format(at)

/** The day so many days later, or earlier. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** The same day so many months later; the month's last day where there is no such day. */
export const addMonths = (day: string, months: number): string => {
  const [year, month, date] = day.split("-").map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
    .toISOString()
    .slice(0, 10)
}

/** The first day of a day's month. */
export const monthOf = (day: string): string => `${day.slice(0, 8)}01`

/**
 * The first moment of a day in the zone. Found among quarters of an hour, at which every zone's days
 * begin, so that neither a midnight that the clocks leave out nor one that comes twice matters.
 */
export const startOfDay = (day: string, zone: string): Date => {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  let before = midnight - WIDEST_MS
  let after = midnight + WIDEST_MS
  while (after - before > QUARTER_MS) {
    const middle = before + Math.floor((after - before) / QUARTER_MS / 2) * QUARTER_MS
    if (dayOf(new Date(middle), zone) >= day) {
      after = middle
    } else {
      before = middle
    }
  }
  return new Date(after)
}
