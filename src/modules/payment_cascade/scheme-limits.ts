/**
 * How often a declined card may be tried again, over all processors, as the card schemes have it:
 * Visa Core Rules of 18 April 2026, table 7-2 (20 tries in 30 days); Mastercard's Transaction
 * Processing Excellence (10 declines a day, 35 in 30 days). More costs a fee for every try.
 */
type SchemeLimit = { declines: number; days: number }

const SCHEME_LIMITS: Readonly<Record<string, readonly SchemeLimit[]>> = {
  visa: [{ declines: 20, days: 30 }],
  mastercard: [
    { declines: 10, days: 1 },
    { declines: 35, days: 30 },
  ],
}

/** Mastercard Merchant Advice Codes that forbid another try: 03 (do not try again), 21 (stop). */
export const NEVER_AGAIN_ADVICE: readonly string[] = ["03", "21"]

const DAY_MS = 24 * 60 * 60 * 1000

/** The limits of a card's brand; most brands have none. */
export const schemeLimitsOf = (brand: string | null): readonly SchemeLimit[] =>
  SCHEME_LIMITS[brand ?? ""] ?? []

/** Since when the declines of each limit count. */
export const countedSince = (limits: readonly SchemeLimit[], now: Date): Date[] =>
  limits.map(({ days }) => new Date(now.getTime() - days * DAY_MS))

/** The first limit that a card has reached, or null. */
export const reachedLimit = (
  limits: readonly SchemeLimit[],
  counts: readonly number[]
): SchemeLimit | null =>
  limits.find(({ declines }, index) => (counts[index] ?? 0) >= declines) ?? null
