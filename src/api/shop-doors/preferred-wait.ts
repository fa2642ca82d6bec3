/** How long an answer waits for the first payment, in seconds, when the shop does not say (decisions, section 4). */
export const DEFAULT_WAIT_SECONDS = 10
export const LONGEST_WAIT_SECONDS = 25

const WAIT = /^\s*wait\s*=\s*"?(\d{1,3})"?\s*$/i

/**
 * Reads `Prefer: wait=N` (RFC 7240), possibly among other preferences. It is a wish: what cannot be
 * understood or is out of range is ignored.
 */
export const readPreferredWait = (header: string | string[] | undefined): number => {
  const preferences = [header ?? []].flat().flatMap((value) => value.split(/[,;]/))
  for (const preference of preferences) {
    const seconds = Number(WAIT.exec(preference)?.[1] ?? Number.NaN)
    if (seconds <= LONGEST_WAIT_SECONDS) {
      return seconds
    }
  }
  return DEFAULT_WAIT_SECONDS
}
