import type { AttentionKind } from "../../../modules/attention/kinds"
import type { CrmOrderRow } from "../../../modules/crm_order/types"
import type { ShipmentRow } from "../../../modules/dispatch/types"
import type { MessageRow } from "../../../modules/mail/types"
import type { ManualWay } from "../../../modules/payment_cascade/payment-actions"
import type { AttemptRow } from "../../../modules/payment_cascade/types"

/** A charge or refund, with how its account is called. */
export type AttemptFact = Pick<
  AttemptRow,
  | "id"
  | "kind"
  | "way"
  | "state"
  | "method"
  | "amount"
  | "currency"
  | "code"
  | "category"
  | "next"
  | "redirect_url"
  | "expires_at"
  | "checks"
  | "created_at"
  | "sent_at"
  | "finished_at"
> & {
  account: string
  /** Of one that waits: when its processor is asked for the last time. */
  given_up_at: Date | null
}

/** A parcel, with what decides about it. */
export type ParcelFact = Pick<
  ShipmentRow,
  | "id"
  | "number"
  | "state"
  | "message"
  | "created_at"
  | "handed_over_at"
  | "answered_at"
  | "shipped_at"
  | "last_news_at"
  | "updated_at"
> & {
  supplier: {
    id: string
    name: string
    active: boolean
    silent_after_hours: number
    /** Whether he can be asked from here about a parcel. */
    can_ask: boolean
    resting_until: Date | null
    trouble: string | null
    trouble_since: Date | null
  }
  /** Rejected, and nobody else has got its goods. */
  is_uncovered: boolean
  /** Another parcel has taken its place. */
  is_replaced: boolean
  /** Its live tracking numbers and what their carriers say. */
  tracking: { number: string; tag: string | null }[]
}

export type LetterFact = Pick<
  MessageRow,
  | "id"
  | "kind"
  | "language"
  | "state"
  | "reason"
  | "due_at"
  | "answer"
  | "created_at"
  | "updated_at"
>

export type EntryFact = { kind: AttentionKind; data: Record<string, unknown>; since: Date }

/** Everything that can keep an order where it is, as it is at one moment. */
export type WhyFacts = {
  now: Date
  /** What every waiting time of a payment is multiplied with. */
  payment_time_scale: number
  /** A parcel that nothing has been heard of for so long may be lost. */
  silence_days: number
  order: Pick<
    CrmOrderRow,
    "id" | "status" | "payment_state" | "call_center_status" | "archived_at" | "created_at"
  >
  /** Since when the order has its status. */
  status_since: Date
  /** Its open entries for a person. */
  entries: readonly EntryFact[]
  /** In the order in which they were made. */
  attempts: readonly AttemptFact[]
  /** Accounts for its payment method that are passed over for a while. */
  resting_accounts: readonly { account: string; reason: string | null; since: Date | null }[]
  /** The oldest first. */
  parcels: readonly ParcelFact[]
  /** Numbers that belong to no parcel of ours. */
  loose_tracking: readonly { number: string; tag: string | null }[]
  /** What is or was to go out, the newest first; what was skipped or called off is left out. */
  letters: readonly LetterFact[]
  /** Why the mail server of its shop cannot be used; null when it can. */
  mail_trouble: { account_id: string; account: string; words: string } | null
  /** All mail is held. */
  holds_all_mail: boolean
  /** Why the customer's address gets nothing any more; null when it does. */
  address_stopped: { reason: string; since: Date } | null
  /** By which ways the order can be charged by hand now. */
  ways: readonly ManualWay[]
}
