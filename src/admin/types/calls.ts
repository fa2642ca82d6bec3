import type { CallCenterStatus } from "./orders"

/** The shapes of `/admin/crm/call-center` and of the calls on an order's card. */

export const CALL_RESULTS = [
  "reached",
  "no_answer",
  "busy",
  "voicemail",
  "wrong_number",
  "call_back",
] as const
export type CallResult = (typeof CALL_RESULTS)[number]

export type CallKind = "inquiry" | "refill"

/** What the customer's clock says; of several zones of a country there are several times. */
export type LocalTime = {
  zones: string[]
  times: string[]
  /** Only the country is known. */
  is_guess: boolean
  is_call_time: boolean
  opens_at: string | null
}

export type OpenCall = {
  kind: CallKind
  reason: string
  /** The server's own words for the reason. */
  why: string
  due_at: string
  attempts: number
  unanswered: number
  last_result: CallResult | null
  last_at: string | null
  suggests: CallCenterStatus | null
  held: { by: string | null; until: string } | null
  local: LocalTime
}

export type ListedCall = OpenCall & {
  order: { id: string; display_id: number | null; call_center_status: CallCenterStatus | null }
  shop: { id: string; name: string }
  customer: { name: string; phone: string }
  country: string
}

export type MadeCall = {
  id: string
  at: string
  by: string | null
  about: CallKind
  result: CallResult
  number: number
  next_call_at: string | null
  note: string | null
}

export type OrderCalls = {
  open: OpenCall[]
  count: number
  made: MadeCall[]
  local: LocalTime
  results: { result: CallResult; next_in_minutes: number | null }[]
  unanswered_before_failed: number
}

export type CallDesk = {
  mine: ListedCall | null
  due: number
  later: number
  refills: number
  next_at: string | null
}

export type NextCallAnswer = { call: ListedCall | null; is_same: boolean; next_at: string | null }
