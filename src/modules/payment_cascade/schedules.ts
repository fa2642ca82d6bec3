import { readEnvironment } from "../../lib/environment"
import type { PaymentMethod } from "../crm_order/types"
import type { AttemptRow } from "./types"

/**
 * When a processor is asked about what is not decided, as data. A row is a pause in seconds and how
 * often it is made; the pauses follow one another from the moment the attempt was sent. After the
 * last one a person is told.
 */
type Pauses = readonly (readonly [seconds: number, times: number])[]

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Nobody knows what became of it. */
const UNKNOWN: Pauses = [
  [30, 1],
  [2 * MINUTE, 1],
  [10 * MINUTE, 1],
  [HOUR, 1],
  [6 * HOUR, 1],
  [DAY, 5],
]

/** It is known to wait: for the customer, the bank, the chain. */
const PENDING: Readonly<Record<PaymentMethod, Pauses>> = {
  credit_card: [
    [MINUTE, 5],
    [5 * MINUTE, 11],
  ],
  paypal: [
    [15 * MINUTE, 4],
    [HOUR, 71],
  ],
  crypto: [
    [5 * MINUTE, 24],
    [HOUR, 22],
  ],
  echeck: [[DAY, 10]],
}

/** What was paid as soon as the bank had accepted it may still come back. */
const RETURNS: Pauses = [[DAY, 10]]

/** A charge of which nobody knows for so long is put before a person, though it is still asked about. */
const TELL_OF_UNKNOWN_SECONDS = 10 * MINUTE

/** A link that has run out is asked about once more, so long after its end. */
const AFTER_EXPIRY_SECONDS = 30

/** How often a charge that may be tried again later is tried at one account, and after how long. */
export const SAME_LATER = { tries: 3, after_seconds: [MINUTE, 5 * MINUTE] } as const

/** Longer than any call to a processor: what is still being sent after it has been lost. Never scaled. */
export const STUCK_AFTER_SECONDS = 90

/** A request on its way takes real time: no scale makes the wait for it shorter than this. */
const SHORTEST_GRACE_SECONDS = 5

let scale: number | undefined

/** What every waiting time is multiplied with: 1, or less where time is short. */
export const timeScale = (): number => (scale ??= readEnvironment().PAYMENT_TIME_SCALE)

/** So many (scaled) seconds after a moment; before it, when negative. */
export const scaledDate = (seconds: number, from = new Date()): Date =>
  new Date(from.getTime() + seconds * 1000 * timeScale())

/**
 * How long "never seen" may still mean "not yet seen", in milliseconds.
 *
 * @param graceSeconds the processor's own (`Capabilities.not_found_grace_seconds`)
 * @param isBeingSent whether the call may be under way in a process that lives
 */
export const notFoundGraceMs = (
  graceSeconds: number,
  isBeingSent: boolean,
  factor = timeScale()
): number => {
  const scaled = Math.max(graceSeconds * factor, Math.min(graceSeconds, SHORTEST_GRACE_SECONDS))
  return (isBeingSent ? STUCK_AFTER_SECONDS : scaled) * 1000
}

/** The moments at which a schedule asks, in seconds after the sending. */
const momentsOf = (pauses: Pauses): number[] => {
  const moments: number[] = []
  let at = 0
  for (const [seconds, times] of pauses) {
    for (let turn = 0; turn < times; turn += 1) {
      at += seconds
      moments.push(at)
    }
  }
  return moments
}

const UNKNOWN_MOMENTS = momentsOf(UNKNOWN)
const RETURN_MOMENTS = momentsOf(RETURNS)
const PENDING_MOMENTS = Object.fromEntries(
  Object.entries(PENDING).map(([method, pauses]) => [method, momentsOf(pauses)])
)

type Waiting = Pick<AttemptRow, "state" | "method" | "sent_at" | "created_at" | "expires_at">

const scheduleOf = ({ state, method }: Waiting): readonly number[] => {
  switch (state) {
    case "unknown":
      return UNKNOWN_MOMENTS
    case "pending":
      return PENDING_MOMENTS[method]
    case "approved":
      return method === "echeck" ? RETURN_MOMENTS : []
    default:
      return []
  }
}

const startOf = ({ sent_at, created_at }: Waiting): Date => sent_at ?? created_at

/**
 * When the processor is asked next; null when the schedule is over (or there is nothing to ask).
 * Counted from the sending, so that asking in between neither hastens nor delays it.
 */
export const nextCheckAt = (attempt: Waiting, now: Date, factor = timeScale()): Date | null => {
  const start = startOf(attempt).getTime()
  const times = scheduleOf(attempt).map((seconds) => start + seconds * 1000 * factor)
  if (attempt.expires_at && attempt.state === "pending") {
    times.push(attempt.expires_at.getTime() + AFTER_EXPIRY_SECONDS * 1000 * factor)
    times.sort((one, other) => one - other)
  }
  const next = times.find((time) => time > now.getTime())
  return next === undefined ? null : new Date(next)
}

/** When the processor of what waits is asked for the last time; null when it is not asked at all. */
export const lastCheckAt = (attempt: Waiting, factor = timeScale()): Date | null => {
  const seconds = scheduleOf(attempt).at(-1)
  return seconds === undefined
    ? null
    : new Date(startOf(attempt).getTime() + seconds * 1000 * factor)
}

/** What of a charge without a result a person should be told by now; null while it is usual. */
export const overdueOf = (
  attempt: Waiting,
  now: Date,
  factor = timeScale()
): "payment_unknown" | "payment_pending_too_long" | null => {
  const age = now.getTime() - startOf(attempt).getTime()
  if (attempt.state === "unknown") {
    return age >= TELL_OF_UNKNOWN_SECONDS * 1000 * factor ? "payment_unknown" : null
  }
  return attempt.state === "pending" && nextCheckAt(attempt, now, factor) === null
    ? "payment_pending_too_long"
    : null
}
