const SHORTEST_MS = 10_000
const LONGEST_MS = 15 * 60_000

/**
 * Until when a supplier in trouble is left alone: as long again as his trouble has lasted, but no
 * less than ten seconds and no more than a quarter of an hour. A day of trouble is some hundred tries.
 *
 * @param since when the trouble began; null when it begins now
 */
export const restUntil = (since: Date | null, now: Date): Date => {
  const lasted = since ? now.getTime() - since.getTime() : 0
  return new Date(now.getTime() + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, lasted)))
}

/** Trouble that lasts for so long needs a person; shorter one is over before anybody looks. */
export const TROUBLE_NEEDS_PERSON_MS = 5 * 60_000
