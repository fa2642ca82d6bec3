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

/** A link that has run out is asked about once more, so long after its end. */
const AFTER_EXPIRY_SECONDS = 30

/** How often a charge that may be tried again later is tried at one account, and after how long. */
export const SAME_LATER = { tries: 3, after_seconds: [MINUTE, 5 * MINUTE] } as const

/** How long a job may be under way before it is believed to be lost. */
export const STUCK_AFTER_SECONDS = 90

let scale: number | undefined

/** What every waiting time is multiplied with: 1, or less where time is short. */
export const timeScale = (): number => (scale ??= readEnvironment().PAYMENT_TIME_SCALE)

/** So many (scaled) seconds after a moment; before it, when negative. */
export const scaledDate = (seconds: number, from = new Date()): Date =>
  new Date(from.getTime() + seconds * 1000 * timeScale())

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
const PENDING_MOMENTS = Object.fromEntries(
  Object.entries(PENDING).map(([method, pauses]) => [method, momentsOf(pauses)])
)

type Waiting = Pick<
  AttemptRow,
  "state" | "kind" | "method" | "sent_at" | "created_at" | "expires_at"
>

/**
 * When the processor is asked next; null when the schedule is over (or there is nothing to ask).
 * Counted from the sending, so that asking in between neither hastens nor delays it.
 */
export const nextCheckAt = (attempt: Waiting, now: Date, factor = timeScale()): Date | null => {
  if (attempt.state !== "unknown" && attempt.state !== "pending") {
    return null
  }
  const moments = attempt.state === "unknown" ? UNKNOWN_MOMENTS : PENDING_MOMENTS[attempt.method]
  const start = (attempt.sent_at ?? attempt.created_at).getTime()
  const times = moments.map((seconds) => start + seconds * 1000 * factor)
  if (attempt.expires_at) {
    times.push(attempt.expires_at.getTime() + AFTER_EXPIRY_SECONDS * 1000 * factor)
    times.sort((one, other) => one - other)
  }
  const next = times.find((time) => time > now.getTime())
  return next === undefined ? null : new Date(next)
}
