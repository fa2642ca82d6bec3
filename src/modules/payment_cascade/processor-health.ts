import type { DeclineCategory } from "../../providers/payment/processor"
import { timeScale } from "./schedules"
import type { AttemptState } from "./types"

/** How one of the latest charges of an account went. */
export type RecentOutcome = {
  account_id: string
  state: AttemptState
  category: DeclineCategory | null
  at: Date
}

/** Whether an account is left out for a while, since when and why. */
export type AccountHealth = { open: boolean; since: Date | null; reason: string | null }

export type Health = Readonly<Record<string, AccountHealth>>

export const HEALTHY: AccountHealth = { open: false, since: null, reason: null }

/** What says something about the processor and not about the card. */
const FAILURES: readonly DeclineCategory[] = [
  "processor_unavailable",
  "rate_limited",
  "account_setup",
  "never_arrived",
]

/** So many failures in a row and nothing else in between leave an account out. */
const FAILURES_IN_A_ROW = 3
/** So long after the last failure it is tried again: one charge then shows how it is. */
const REST_SECONDS = 60
/** Older outcomes say nothing about now. */
export const HEALTH_WINDOW_SECONDS = 15 * 60

const failureOf = ({ state, category }: RecentOutcome): string | null => {
  if (state === "unknown") {
    return "no_answer"
  }
  return state === "declined" && category !== null && FAILURES.includes(category) ? category : null
}

/**
 * The circuit breaker: which accounts have failed so often in a row that the cascade passes them
 * over, judged by their latest charges alone.
 *
 * @param outcomes of all accounts, the newest first
 */
export const healthOf = (
  outcomes: readonly RecentOutcome[],
  now: Date,
  factor = timeScale()
): Health => {
  const byAccount = new Map<string, RecentOutcome[]>()
  for (const outcome of outcomes) {
    byAccount.set(outcome.account_id, [...(byAccount.get(outcome.account_id) ?? []), outcome])
  }
  return Object.fromEntries(
    [...byAccount].map(([account, latest]) => [account, judge(latest, now, factor)])
  )
}

const judge = (latest: RecentOutcome[], now: Date, factor: number): AccountHealth => {
  const row = latest.slice(0, FAILURES_IN_A_ROW)
  const [last] = row
  const hasFailed =
    row.length === FAILURES_IN_A_ROW && row.every((outcome) => failureOf(outcome) !== null)
  const isResting = now.getTime() - last.at.getTime() < REST_SECONDS * 1000 * factor
  return hasFailed && isResting ? { open: true, since: last.at, reason: failureOf(last) } : HEALTHY
}
