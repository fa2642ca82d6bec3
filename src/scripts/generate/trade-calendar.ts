/**
 * When orders come in over a year: more every month, fewer at weekends, hardly any at night, a peak
 * in the evening and around the end of November.
 */

const HOUR_MS = 60 * 60 * 1000
const DAYS = 365
const HOURS = DAYS * 24

/** From the first to the last day of the year trade grows to this many times what it was. */
const GROWTH = 2.2

/** Sunday first. */
const WEEKDAYS = [0.82, 1.12, 1.1, 1.06, 1.04, 1, 0.86]

/** Midnight first, UTC. */
// prettier-ignore
const HOURS_OF_DAY = [
  0.45, 0.3, 0.2, 0.16, 0.18, 0.3, 0.5, 0.75, 1, 1.2, 1.3, 1.3,
  1.25, 1.25, 1.2, 1.2, 1.25, 1.35, 1.5, 1.65, 1.7, 1.5, 1.1, 0.75,
]

const weightOf = (at: Date, hour: number): number => {
  const growth = 1 + ((GROWTH - 1) * hour) / HOURS
  const sale = at.getUTCMonth() === 10 && at.getUTCDate() >= 24 ? 1.8 : 1
  const thinning = at.getUTCMonth() === 6 || at.getUTCMonth() === 7 ? 0.88 : 1
  return growth * sale * thinning * WEEKDAYS[at.getUTCDay()] * HOURS_OF_DAY[at.getUTCHours()]
}

export type TradeCalendar = {
  /** The moment of the order at this place, from 0 (the first of the year) to 1 (its end). */
  momentOf: (place: number) => Date
}

/** @param until the end of the year of orders */
export const tradeCalendar = (until: Date): TradeCalendar => {
  const start = until.getTime() - HOURS * HOUR_MS
  const sums = new Float64Array(HOURS + 1)
  for (let hour = 0; hour < HOURS; hour += 1) {
    sums[hour + 1] = sums[hour] + weightOf(new Date(start + hour * HOUR_MS), hour)
  }
  const total = sums[HOURS]
  return {
    momentOf: (place) => {
      const wanted = Math.min(Math.max(place, 0), 1) * total
      let low = 0
      let high = HOURS
      while (high - low > 1) {
        const middle = (low + high) >> 1
        if (sums[middle] <= wanted) {
          low = middle
        } else {
          high = middle
        }
      }
      const part = (wanted - sums[low]) / (sums[high] - sums[low])
      return new Date(Math.floor(start + (low + Math.min(part, 1)) * HOUR_MS))
    },
  }
}
