import { readEnvironment } from "../../lib/environment"

/**
 * When letters are tried again and how long who holds what, as data; in seconds, multiplied with
 * MAIL_TIME_SCALE.
 */
const MINUTE = 60
const HOUR = 60 * MINUTE

/**
 * How long a letter waits after each try that the server has put off. Two days in all: RFC 5321 (4.5.4)
 * asks for four or five of a relay, but news of an order is no news any more by then.
 */
const PAUSES: readonly number[] = [
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  8 * HOUR,
  8 * HOUR,
  8 * HOUR,
  8 * HOUR,
]

/** How long an account rests that could not be used, by how long it has been in trouble. */
const RESTS: readonly (readonly [inTroubleFor: number, rest: number])[] = [
  [0, 10],
  [8, 30],
  [35, MINUTE],
  [90, 2 * MINUTE],
  [200, 5 * MINUTE],
]

/** From then on a person is told that an account cannot be used. */
const TELL_OF_TROUBLE_SECONDS = 3 * MINUTE

/** How long a process may send a message before others believe that it is gone. Renewed while it lives. */
const LEASE_SECONDS = 90

let scale: number | undefined

/** What every waiting time of mail is multiplied with: 1, or less where time is short. */
export const mailTimeScale = (): number => (scale ??= readEnvironment().MAIL_TIME_SCALE)

const after = (seconds: number, now: Date, factor: number): Date =>
  new Date(now.getTime() + seconds * 1000 * factor)

/** When a letter is tried again after so many tries; null when it is given up. */
export const nextTryAt = (tries: number, now: Date, factor = mailTimeScale()): Date | null => {
  const pause = PAUSES[Math.max(tries, 1) - 1]
  return pause === undefined ? null : after(pause, now, factor)
}

/** Until when an account rests that has just failed (again). */
export const restUntil = (troubleSince: Date | null, now: Date, factor = mailTimeScale()): Date => {
  const inTrouble = troubleSince ? (now.getTime() - troubleSince.getTime()) / 1000 / factor : 0
  const rests = RESTS.filter(([from]) => from <= Math.max(inTrouble, 0))
  return after(rests[rests.length - 1][1], now, factor)
}

/** Whether an account has been in trouble for so long that a person should know. */
export const isLongTrouble = (
  troubleSince: Date | null,
  now: Date,
  factor = mailTimeScale()
): boolean =>
  troubleSince !== null &&
  now.getTime() - troubleSince.getTime() >= TELL_OF_TROUBLE_SECONDS * 1000 * factor

export const leaseMs = (factor = mailTimeScale()): number => LEASE_SECONDS * 1000 * factor
