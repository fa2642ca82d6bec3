/**
 * When a customer may be called: by the clock on his wall. The zone is the one his device told the
 * shop; without it, the customer may be anywhere in his country, and it has to be a decent hour
 * wherever in it most people live.
 */

type Hours = { from: string; to: string }

/** Local hours in which customers are called; `to` is the first minute in which they are not. */
export const CALL_HOURS: { everywhere: Hours; countries: Readonly<Record<string, Hours>> } = {
  everywhere: { from: "09:00", to: "20:00" },
  countries: {},
}

/**
 * Countries over several zones, by the outermost ones in which many people live. For any other
 * country every zone that the runtime knows of it counts.
 */
const ZONES_OF_COUNTRY: Readonly<Record<string, readonly string[]>> = {
  AU: ["Australia/Sydney", "Australia/Perth"],
  BR: ["America/Sao_Paulo", "America/Manaus"],
  CA: ["America/Halifax", "America/Vancouver"],
  CL: ["America/Santiago"],
  EC: ["America/Guayaquil"],
  ES: ["Europe/Madrid"],
  FR: ["Europe/Paris"],
  ID: ["Asia/Jakarta", "Asia/Makassar"],
  MX: ["America/Cancun", "America/Tijuana"],
  NZ: ["Pacific/Auckland"],
  PT: ["Europe/Lisbon"],
  RU: ["Europe/Moscow", "Asia/Novosibirsk"],
  US: ["America/New_York", "America/Los_Angeles"],
}

/** Where nothing is known about the country. */
const NOWHERE = ["UTC"]

/** Where a customer is, as it is stored: the zone of his device (maybe none), and his country. */
export type Place = { time_zone: string | null; country: string }

/** The zones whose clocks decide, and whether they are only a guess from the country. */
export type CallZones = { zones: readonly string[]; country: string; is_guess: boolean }

type Clock = { year: number; month: number; day: number; minutes: number }

type LocaleWithZones = Intl.Locale & { timeZones?: string[]; getTimeZones?: () => string[] }

const clocks = new Map<string, Intl.DateTimeFormat | null>()

const clockOf = (zone: string): Intl.DateTimeFormat | null => {
  const known = clocks.get(zone)
  if (known !== undefined) {
    return known
  }
  let clock: Intl.DateTimeFormat | null
  try {
    clock = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    })
  } catch {
    // A shop may send any text as a time zone.
    clock = null
  }
  // Texts of shops must not fill the memory: what is no zone is looked at anew each time.
  if (clock) {
    clocks.set(zone, clock)
  }
  return clock
}

const zonesOfCountry = (country: string): readonly string[] => {
  const listed = ZONES_OF_COUNTRY[country]
  if (listed) {
    return listed
  }
  try {
    const locale: LocaleWithZones = new Intl.Locale(`und-${country}`)
    const zones = locale.timeZones ?? locale.getTimeZones?.() ?? []
    return zones.length > 0 ? zones : NOWHERE
  } catch {
    return NOWHERE
  }
}

/** Whose clocks say whether this customer may be called. */
export const callZonesOf = ({ time_zone, country }: Place): CallZones =>
  time_zone && clockOf(time_zone)
    ? { zones: [time_zone], country, is_guess: false }
    : { zones: zonesOfCountry(country), country, is_guess: true }

const minutesOf = (time: string): number => {
  const [hours, minutes] = time.split(":").map(Number)
  return hours * 60 + minutes
}

const hoursIn = (country: string): { from: number; to: number } => {
  const { from, to } = CALL_HOURS.countries[country] ?? CALL_HOURS.everywhere
  return { from: minutesOf(from), to: minutesOf(to) }
}

const readClock = (zone: string, at: Date): Clock => {
  const parts = clockOf(zone)?.formatToParts(at) ?? []
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value)
  return {
    year: read("year"),
    month: read("month"),
    day: read("day"),
    minutes: read("hour") * 60 + read("minute"),
  }
}

/** The time on a clock in this zone, as `HH:MM`. */
export const localTime = (zone: string, at: Date): string => {
  const { minutes } = readClock(zone, at)
  const two = (number: number): string => String(number).padStart(2, "0")
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

const isOpenIn = (zone: string, country: string, at: Date): boolean => {
  const { from, to } = hoursIn(country)
  const { minutes } = readClock(zone, at)
  return minutes >= from && minutes < to
}

/** Whether it is a decent hour for this customer now. */
export const isCallTime = ({ zones, country }: CallZones, at: Date): boolean =>
  zones.every((zone) => isOpenIn(zone, country, at))

const MINUTE_MS = 60_000

/** By how many minutes the zone's clock is ahead of UTC at this moment. */
const offsetAt = (zone: string, at: Date): number => {
  const { year, month, day, minutes } = readClock(zone, at)
  const shown = Date.UTC(year, month - 1, day, 0, minutes)
  return Math.round((shown - Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS) / MINUTE_MS)
}

/** The moment at which the zone's clock shows this time on that day; `day` may run over the month. */
const momentOf = (zone: string, { year, month, day, minutes }: Clock): Date => {
  const asUtc = Date.UTC(year, month - 1, day, 0, minutes)
  const first = asUtc - offsetAt(zone, new Date(asUtc)) * MINUTE_MS
  // Between the two a clock may have been changed: what holds at the moment itself decides.
  return new Date(asUtc - offsetAt(zone, new Date(first)) * MINUTE_MS)
}

/** The first moment from `at` on in which this zone's clock shows a call hour. */
const nextIn = (zone: string, country: string, at: Date): Date => {
  if (isOpenIn(zone, country, at)) {
    return at
  }
  const { from } = hoursIn(country)
  const clock = readClock(zone, at)
  const day = clock.minutes < from ? clock.day : clock.day + 1
  return momentOf(zone, { ...clock, day, minutes: from })
}

/** Enough rounds for zones that open one after another; more would mean that they never do together. */
const MOST_ROUNDS = 12

/** The first moment from `at` on in which this customer may be called; null when there is none. */
export const nextCallTime = (where: CallZones, at: Date): Date | null => {
  let moment = at
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const openings = where.zones.map((zone) => nextIn(zone, where.country, moment).getTime())
    const latest = new Date(Math.max(moment.getTime(), ...openings))
    if (isCallTime(where, latest)) {
      return latest
    }
    moment = latest
  }
  return null
}
