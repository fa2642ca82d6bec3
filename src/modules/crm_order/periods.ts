import { addDays, addMonths, dayOf, monthOf, startOfDay } from "../../lib/zoned-days"

type Days = {
  from: string
  /** The first day that no longer belongs to it. */
  before: string
}

/**
 * Spans of days that move with the calendar: a filter that is kept means today's orders tomorrow too.
 * Each says which days it is on the day that it is.
 */
const DAYS_OF = {
  today: (today) => ({ from: today, before: addDays(today, 1) }),
  yesterday: (today) => ({ from: addDays(today, -1), before: today }),
  last_7_days: (today) => ({ from: addDays(today, -6), before: addDays(today, 1) }),
  last_30_days: (today) => ({ from: addDays(today, -29), before: addDays(today, 1) }),
  this_month: (today) => ({ from: monthOf(today), before: addMonths(monthOf(today), 1) }),
  last_month: (today) => ({ from: addMonths(monthOf(today), -1), before: monthOf(today) }),
} satisfies Record<string, (today: string) => Days>

export type Period = keyof typeof DAYS_OF

export const PERIODS = Object.keys(DAYS_OF) as Period[]

/** From when until when (exclusive) a period lasts, in a time zone, as seen at the moment `now`. */
export const rangeOfPeriod = (
  period: Period,
  now: Date,
  zone: string
): { from: Date; before: Date } => {
  const { from, before } = DAYS_OF[period](dayOf(now, zone))
  return { from: startOfDay(from, zone), before: startOfDay(before, zone) }
}
