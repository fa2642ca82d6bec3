import type { CallCenterStatus } from "../order-status"

/** What a customer is called for: what a manager handed over, or the next order that he wanted. */
export const CALL_KINDS = ["inquiry", "refill"] as const
export type CallKind = (typeof CALL_KINDS)[number]

/**
 * Which call comes next: the first of these reasons for which one is due, and of those the one that
 * has been due longest. The words are answered as the reason why it was this one.
 */
export const CALL_PRIORITIES = [
  { reason: "call_back", why: "The customer asked to be called at this time." },
  { reason: "new_inquiry", why: "Nobody has spoken with this customer yet." },
  { reason: "retry", why: "The customer was not reached before." },
  { reason: "awaiting_response", why: "The customer's answer is awaited." },
  { reason: "refill", why: "The customer wanted to be called about the next order." },
] as const satisfies readonly { reason: string; why: string }[]

export type CallReason = (typeof CALL_PRIORITIES)[number]["reason"]

/** How long a call belongs to the operator who took it; then it is free again by itself. */
export const CALL_LEASE_MINUTES = 15

/** A call that is put back unmade is not offered again at once. */
export const PUT_BACK_MINUTES = 15

/** After this many unanswered calls in a row the order may be given up. */
export const UNANSWERED_BEFORE_FAILED = 5

export const CALL_RESULTS = [
  "reached",
  "no_answer",
  "busy",
  "voicemail",
  "wrong_number",
  "call_back",
] as const
export type CallResult = (typeof CALL_RESULTS)[number]

type ResultRule = {
  /** Whether somebody spoke with the customer: then the row of unanswered calls is broken. */
  answered: boolean
  /** Why the next call is made. */
  next: CallReason
  /** When the next call is made if nobody says otherwise; null where it has to be said. */
  after_minutes: number | null
  /** The status that this result suggests at once. */
  suggests?: CallCenterStatus
}

const HOUR = 60
const DAY = 24 * HOUR

// prettier-ignore
export const RESULT_RULES: Readonly<Record<CallResult, ResultRule>> = {
  reached:      { answered: true,  next: "awaiting_response", after_minutes: DAY },
  no_answer:    { answered: false, next: "retry",             after_minutes: 2 * HOUR },
  busy:         { answered: false, next: "retry",             after_minutes: 15 },
  voicemail:    { answered: false, next: "retry",             after_minutes: DAY },
  wrong_number: { answered: false, next: "retry",             after_minutes: DAY, suggests: "failed" },
  call_back:    { answered: true,  next: "call_back",         after_minutes: null },
}

/** The farthest day for which a call may be planned. */
export const FARTHEST_CALL_DAYS = 365

/** What a call that was made does to the call that is next. */
export const callAfter = (
  result: CallResult,
  { kind, unanswered }: { kind: CallKind; unanswered: number },
  wanted: Date | null,
  now: Date
): { reason: CallReason; due_at: Date; unanswered: number } | null => {
  const rule = RESULT_RULES[result]
  const due_at =
    wanted ??
    (rule.after_minutes === null ? null : new Date(now.getTime() + rule.after_minutes * 60_000))
  if (!due_at) {
    return null
  }
  // A promise to call at a time is kept first, whatever the call is about.
  const reason = kind === "refill" && rule.next !== "call_back" ? "refill" : rule.next
  return { reason, due_at, unanswered: rule.answered ? 0 : unanswered + 1 }
}

/** The status that the calls so far suggest; a person decides. */
export const suggestedStatus = (
  unanswered: number,
  last: CallResult | null
): CallCenterStatus | null => {
  const suggested = last ? RESULT_RULES[last].suggests : undefined
  return suggested ?? (unanswered >= UNANSWERED_BEFORE_FAILED ? "failed" : null)
}
