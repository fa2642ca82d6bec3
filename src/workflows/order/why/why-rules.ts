import type { DeclineCategory } from "../../../providers/payment/processor"
import type { AttentionKind } from "../../../modules/attention/kinds"
import type { CallCenterStatus, OrderStatus } from "../../../modules/crm_order/order-status"
import type { ShipmentState } from "../../../modules/dispatch/types"
import type { MessageState } from "../../../modules/mail/types"
import type { HelpButtonName } from "./help-buttons"
import type { AttemptFact, LetterFact, ParcelFact, WhyFacts } from "./why-facts"

/**
 * "Why is this order here?" as one ordered table: the first row whose condition holds says why, with
 * what its sentence names, since when, and the button that helps. Pure: a row sees a snapshot of facts
 * and nothing else. The sentences are the pages' (`why.<kind>` in both languages).
 *
 * The order of the rows is what a person would look at first: money that nobody knows about, then what
 * waits for a decision, then what failed, then what simply takes its time, then what is done.
 */

type Data = Record<string, unknown>

/** What a row has found: since when it is so, and what its sentence names. */
export type Found = { since: Date; data: Data }

export type WhyRule = {
  kind: string
  /** In the order of preference: the first that can be pressed now is offered. */
  buttons: readonly HelpButtonName[]
  when: (facts: WhyFacts) => Found | null
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A processor that has said nothing for so long has probably lost its callback. */
const NO_CALLBACK_MS = 40 * MINUTE_MS

/** A new order is charged within seconds; later than this nothing is under way. */
const NOT_STARTED_MS = MINUTE_MS

const found = (since: Date | null, data: Data = {}): Found | null => since && { since, data }

const row = (kind: string, buttons: readonly HelpButtonName[], when: WhyRule["when"]): WhyRule => ({
  kind,
  buttons,
  when,
})

// --- Entries for a person ---------------------------------------------------------------------------

const entryOf = ({ entries }: WhyFacts, kind: AttentionKind): Found | null => {
  const entry = entries.find((one) => one.kind === kind)
  return entry ? { since: entry.since, data: entry.data } : null
}

/** What was put before a person already: its sentence and its data are known. */
const entry = (kind: AttentionKind, ...buttons: HelpButtonName[]): WhyRule =>
  row(kind, buttons, (facts) => entryOf(facts, kind))

// --- Payments ---------------------------------------------------------------------------------------

const aboutAttempt = (attempt: AttemptFact): Data => ({
  attempt_id: attempt.id,
  account: attempt.account,
  amount: attempt.amount,
  currency: attempt.currency,
  method: attempt.method,
})

const sinceOf = ({ sent_at, created_at }: AttemptFact): Date => sent_at ?? created_at

const newest = (
  { attempts }: WhyFacts,
  isMeant: (attempt: AttemptFact) => boolean
): AttemptFact | undefined => attempts.findLast(isMeant)

const attemptRow = (
  kind: string,
  buttons: readonly HelpButtonName[],
  isMeant: (attempt: AttemptFact, facts: WhyFacts) => boolean,
  more: (attempt: AttemptFact) => Data = () => ({})
): WhyRule =>
  row(kind, buttons, (facts) => {
    const attempt = newest(facts, (one) => isMeant(one, facts))
    return attempt ? found(sinceOf(attempt), { ...aboutAttempt(attempt), ...more(attempt) }) : null
  })

const isCharge = ({ kind }: AttemptFact): boolean => kind === "charge"

const waits = (attempt: AttemptFact): boolean => isCharge(attempt) && attempt.state === "pending"

const isUnderWay = ({ state }: AttemptFact): boolean => state === "created" || state === "sending"

const isExpired = ({ expires_at }: AttemptFact, { now }: WhyFacts): boolean =>
  expires_at !== null && expires_at <= now

const isOverdue = (attempt: AttemptFact, { now, payment_time_scale }: WhyFacts): boolean =>
  now.getTime() - sinceOf(attempt).getTime() >= NO_CALLBACK_MS * payment_time_scale

/** The last word of a processor about an order that it has declined. */
const lastDecline = (facts: WhyFacts): AttemptFact | undefined => {
  const last = newest(facts, isCharge)
  return last?.state === "declined" ? last : undefined
}

/** Declined, and the cascade goes on by itself. */
const goingOn = (facts: WhyFacts): AttemptFact | undefined => {
  const { order, status_since } = facts
  const declined = order.status === "pending" ? lastDecline(facts) : undefined
  const isAutomatic = declined?.next === "next_processor" || declined?.next === "same_later"
  return isAutomatic && declined.finished_at && declined.finished_at >= status_since
    ? declined
    : undefined
}

/** It waits for its payment, and nobody tries one: also when a person has set it back to pending. */
const isLeftAlone = ({ order, attempts, now, payment_time_scale }: WhyFacts): boolean =>
  order.status === "pending" &&
  attempts.every(({ state }) => state === "declined" || state === "approved") &&
  now.getTime() - order.created_at.getTime() >= NOT_STARTED_MS * payment_time_scale

const RETRY: readonly HelpButtonName[] = ["manual_payment", "create_link"]
/** The customer chooses the card and the moment; the same card may have money later. */
const OTHERWISE: readonly HelpButtonName[] = ["create_link", "manual_payment"]
const ANOTHER_CARD: readonly HelpButtonName[] = ["create_link"]

/** What helps after each kind of decline: the same card once more, or another one from the customer. */
const DECLINE_BUTTONS: Readonly<Record<DeclineCategory, readonly HelpButtonName[]>> = {
  insufficient_funds: OTHERWISE,
  limit_exceeded: OTHERWISE,
  do_not_honor: RETRY,
  lost_or_stolen: ANOTHER_CARD,
  closed_account: ANOTHER_CARD,
  expired_card: ANOTHER_CARD,
  wrong_number: ANOTHER_CARD,
  wrong_details: ANOTHER_CARD,
  wrong_cvv: ANOTHER_CARD,
  fraud_suspected: ANOTHER_CARD,
  not_permitted: ANOTHER_CARD,
  authentication_required: ANOTHER_CARD,
  authentication_failed: ANOTHER_CARD,
  cancelled_by_customer: ANOTHER_CARD,
  expired: ANOTHER_CARD,
  duplicate: RETRY,
  invalid_request: RETRY,
  account_setup: RETRY,
  rate_limited: RETRY,
  processor_unavailable: RETRY,
  never_arrived: RETRY,
  returned_by_bank: RETRY,
  other: RETRY,
}

const declinedBecause = (category: string | null, buttons: readonly HelpButtonName[]): WhyRule =>
  row(`declined_${category ?? "by_hand"}`, buttons, (facts) => {
    if (facts.order.status !== "declined") {
      return null
    }
    const attempt = lastDecline(facts)
    if (category === null) {
      return found(facts.status_since, {})
    }
    return attempt && (attempt.category ?? "other") === category
      ? found(attempt.finished_at ?? facts.status_since, {
          ...aboutAttempt(attempt),
          category,
          code: attempt.code,
        })
      : null
  })

// --- Call centre --------------------------------------------------------------------------------------

const atCallCenter = (
  kind: string,
  statuses: readonly (CallCenterStatus | null)[],
  ...buttons: HelpButtonName[]
): WhyRule =>
  row(kind, buttons, ({ order, status_since }) =>
    order.status === "call_center" && statuses.includes(order.call_center_status)
      ? found(status_since, { status: order.call_center_status })
      : null
  )

// --- Parcels ----------------------------------------------------------------------------------------

const aboutParcel = (parcel: ParcelFact): Data => ({
  shipment_id: parcel.id,
  number: parcel.number,
  supplier: parcel.supplier.name,
  supplier_id: parcel.supplier.id,
})

const parcelRow = (
  kind: string,
  buttons: readonly HelpButtonName[],
  isMeant: (parcel: ParcelFact, facts: WhyFacts) => boolean,
  tell: (parcel: ParcelFact, facts: WhyFacts) => { since: Date | null; data?: Data }
): WhyRule =>
  row(kind, buttons, (facts) => {
    const parcel = facts.parcels.find((one) => !one.is_replaced && isMeant(one, facts))
    if (!parcel) {
      return null
    }
    const { since, data } = tell(parcel, facts)
    return found(since ?? parcel.created_at, { ...aboutParcel(parcel), ...data })
  })

const waitsForHandOver = ({ state }: ParcelFact): boolean =>
  state === "planned" || state === "handing_over"

const newsOf = ({ last_news_at, shipped_at, updated_at }: ParcelFact): Date =>
  last_news_at ?? shipped_at ?? updated_at

const silentDays = (parcel: ParcelFact, { now }: WhyFacts): number =>
  Math.floor((now.getTime() - newsOf(parcel).getTime()) / DAY_MS)

const isSilent = ({ handed_over_at, supplier }: ParcelFact, { now }: WhyFacts): boolean =>
  handed_over_at !== null &&
  now.getTime() - handed_over_at.getTime() >= supplier.silent_after_hours * HOUR_MS

const inStates =
  (...states: ShipmentState[]) =>
  ({ state }: ParcelFact): boolean =>
    states.includes(state)

const trackingOf = ({ tracking }: Pick<ParcelFact, "tracking">): Data => ({
  tracking_number: tracking.at(-1)?.number ?? null,
  tag: tracking.at(-1)?.tag ?? null,
})

// --- Letters -------------------------------------------------------------------------------------------

const aboutLetter = (letter: LetterFact): Data => ({
  message_id: letter.id,
  letter: letter.kind,
  language: letter.language,
})

/** Its time has not come: the hold after what led to it. */
const isHeld = ({ state, due_at }: LetterFact, { now }: WhyFacts): boolean =>
  state === "queued" && due_at > now

/** About the newest letter, or the newest whose time has come: what became of older ones is history. */
const letterRow = (
  kind: string,
  buttons: readonly HelpButtonName[],
  states: readonly MessageState[],
  isMeant: (letter: LetterFact, facts: WhyFacts) => boolean,
  more: (letter: LetterFact, facts: WhyFacts) => Data = () => ({})
): WhyRule =>
  row(kind, buttons, (facts) => {
    const letter = facts.letters.find((one) => states.includes("queued") || !isHeld(one, facts))
    return letter && states.includes(letter.state) && isMeant(letter, facts)
      ? found(letter.updated_at, { ...aboutLetter(letter), ...more(letter, facts) })
      : null
  })

// --- Statuses that say it all ---------------------------------------------------------------------------

const inStatus = (kind: string, status: OrderStatus, ...buttons: HelpButtonName[]): WhyRule =>
  row(kind, buttons, ({ order, status_since }) =>
    order.status === status ? found(status_since) : null
  )

/** Statuses of an order whose goods are on their way. */
const ON_ITS_WAY: readonly OrderStatus[] = ["shipped", "reshipped"]

// prettier-ignore
export const WHY_RULES: readonly WhyRule[] = [
  row("archived", ["unarchive"], ({ order }) => found(order.archived_at)),

  // Money that moves, or of which nobody knows.
  attemptRow("payment_unknown", ["check_now"], (one) => isCharge(one) && one.state === "unknown", ({ checks }) => ({ checks })),
  attemptRow("refund_unknown", ["check_now"], (one) => !isCharge(one) && one.state === "unknown"),
  attemptRow("payment_under_way", [], (one) => isCharge(one) && isUnderWay(one)),
  attemptRow("refund_under_way", ["check_now"], (one) => !isCharge(one) && (isUnderWay(one) || one.state === "pending")),

  // Money that a person has to decide about.
  entry("callback_failed", "replay_callback"),
  entry("payment_mismatch", "refund", "decide_status"),
  entry("payment_overpaid", "refund_overpayment"),
  entry("payment_on_closed_order", "refund_overpayment"),
  entry("refund_failed", "refund"),
  entry("refund_came_back", "refund"),
  entry("chargeback_on_order", "decide_status"),
  entry("payment_returned", "decide_status"),
  entry("payment_underpaid", "create_link"),

  // The call centre has it.
  atCallCenter("call_not_made", ["new_inquiry", null], "record_call"),
  atCallCenter("call_awaiting", ["awaiting_response"], "record_call"),
  atCallCenter("call_refund_wanted", ["refund_initiated"], "refund"),
  atCallCenter("call_reship_wanted", ["reship_initiated"], "reship"),
  atCallCenter("call_center_outcome", ["resolved", "cancelled", "failed", "closed", "refunded", "reshipped"], "decide_status"),

  // The payment does not come about. Neither button is there while the customer is blocked.
  entry("customer_blocked", "manual_payment", "create_link"),
  entry("payment_cvv_expired", "create_link"),
  entry("payment_card_unreadable", "create_link"),
  row("account_resting", RETRY, (facts) => {
    const declined = facts.order.status === "declined" ? lastDecline(facts) : undefined
    const resting = declined && facts.resting_accounts.find(({ account }) => account === declined.account)
    return resting ? found(resting.since, { account: resting.account, reason: resting.reason }) : null
  }),
  entry("payment_no_processor", "create_link", "manual_payment"),
  entry("payment_pending_too_long", "check_now"),
  ...Object.entries(DECLINE_BUTTONS).map(([category, buttons]) => declinedBecause(category, buttons)),
  declinedBecause(null, RETRY),

  // The goods do not get away, or do not arrive.
  entry("shipping_callback_failed", "open_shipping_callback"),
  entry("dispatch_unknown_sku", "open_catalogue"),
  parcelRow("dispatch_rejected", ["send_to_shipper"], (one) => one.state === "rejected" && one.is_uncovered,
    ({ answered_at, message }) => ({ since: answered_at, data: { words: message ?? "" } })),
  entry("dispatch_unclear", "ask_supplier", "open_supplier"),
  parcelRow("dispatch_silent", ["ask_supplier", "open_supplier"], (one, facts) => one.state === "taken" && isSilent(one, facts),
    ({ handed_over_at }) => ({ since: handed_over_at, data: { since: handed_over_at } })),
  parcelRow("supplier_off", ["open_supplier"], (one) => waitsForHandOver(one) && !one.supplier.active,
    ({ created_at }) => ({ since: created_at })),
  parcelRow("supplier_away", ["retry_parcel"], (one) => waitsForHandOver(one) && one.supplier.trouble_since !== null,
    ({ supplier }) => ({ since: supplier.trouble_since, data: { words: supplier.trouble ?? "", until: supplier.resting_until } })),
  entry("tracking_conflict", "add_tracking"),
  parcelRow("parcel_lost", ["reship"], inStates("lost"), (parcel) => ({ since: parcel.updated_at, data: trackingOf(parcel) })),
  entry("parcel_exception", "reship"),
  parcelRow("parcel_maybe_lost", ["reship"], (one, facts) => one.state === "shipped" && silentDays(one, facts) >= facts.silence_days,
    (parcel, facts) => ({ since: newsOf(parcel), data: { ...trackingOf(parcel), days: silentDays(parcel, facts) } })),

  // The customer does not hear of it.
  entry("mail_broken", "open_template"),
  letterRow("address_stopped", ["release_address"], ["suppressed", "bounced"], (letter, { address_stopped }) => address_stopped !== null && letter.reason !== "unsubscribed",
    (_letter, { address_stopped }) => ({ reason: address_stopped?.reason })),
  entry("mail_failed", "retry_message"),
  entry("mail_bounced", "resend_message"),
  letterRow("mail_not_sent", ["resend_message"], ["suppressed"], ({ reason }) => reason !== "unsubscribed"),
  letterRow("mail_account_down", ["check_mail_server"], ["queued", "deferred"], (_letter, { mail_trouble }) => mail_trouble !== null,
    (_letter, { mail_trouble }) => ({ ...mail_trouble })),
  letterRow("mail_deferred", ["retry_message"], ["deferred"], () => true, ({ due_at, answer }) => ({ until: due_at, words: answer ?? "" })),
  letterRow("mail_all_held", ["open_mail_settings"], ["queued"], (_letter, { holds_all_mail }) => holds_all_mail),

  // It takes its time.
  attemptRow("link_expired", ["create_link"], (one, facts) => waits(one) && one.redirect_url !== null && isExpired(one, facts), ({ expires_at }) => ({ expires_at })),
  attemptRow("waiting_echeck", ["check_now"], (one) => waits(one) && one.method === "echeck" && one.way === "direct", ({ given_up_at }) => ({ until: given_up_at })),
  attemptRow("no_callback", ["check_now"], (one, facts) => waits(one) && one.way === "direct" && isOverdue(one, facts)),
  attemptRow("waiting_3ds", ["check_now"], (one) => waits(one) && one.way === "direct" && one.redirect_url !== null),
  attemptRow("waiting_crypto", ["remind_payment"], (one) => waits(one) && one.method === "crypto", ({ expires_at }) => ({ until: expires_at })),
  attemptRow("waiting_link", ["remind_payment"], (one) => waits(one) && one.way === "link", ({ expires_at }) => ({ until: expires_at })),
  attemptRow("waiting_bank", ["check_now"], waits),
  row("between_attempts", [], (facts) => {
    const declined = goingOn(facts)
    return declined ? found(declined.finished_at, { ...aboutAttempt(declined), category: declined.category ?? "other" }) : null
  }),
  row("payment_not_started", RETRY, (facts) => (isLeftAlone(facts) ? found(facts.status_since) : null)),

  row("paid_not_sent", ["send_to_shipper"], ({ order, parcels, status_since }) =>
    order.status === "approved" && parcels.every(({ state }) => state === "cancelled") ? found(status_since) : null),
  parcelRow("handing_over", [], waitsForHandOver, ({ created_at }) => ({ since: created_at })),
  parcelRow("with_supplier", ["ask_supplier"], inStates("taken", "accepted"), ({ handed_over_at }) => ({ since: handed_over_at })),
  row("packed_by_hand", ["add_tracking"], ({ order, status_since }) => (order.status === "packed" ? found(status_since) : null)),
  parcelRow("on_its_way", [], inStates("shipped"), (parcel) => ({ since: newsOf(parcel), data: trackingOf(parcel) })),
  row("on_its_way", [], ({ order, loose_tracking, status_since }) =>
    ON_ITS_WAY.includes(order.status) && loose_tracking.length > 0 ? found(status_since, trackingOf({ tracking: [...loose_tracking] })) : null),
  row("no_tracking", ["add_tracking"], ({ order, status_since }) => (ON_ITS_WAY.includes(order.status) ? found(status_since) : null)),
  letterRow("mail_held", ["send_message_now"], ["queued"], isHeld, ({ due_at }) => ({ until: due_at })),

  // Nothing is left to do.
  inStatus("delivered", "delivered"),
  inStatus("refunded", "refunded"),
  inStatus("chargeback", "chargeback", "decide_status"),
  inStatus("cancelled", "cancelled"),
  inStatus("closed", "closed"),
  row("just_arrived", [], ({ status_since }) => found(status_since)),
]

/** Every kind of reason, in the order of the table. */
export const WHY_KINDS: readonly string[] = [...new Set(WHY_RULES.map(({ kind }) => kind))]

export type Reason = Found & Pick<WhyRule, "kind" | "buttons">

/** Why the order is where it is: what the first row that fits says. */
export const whyIsItHere = (facts: WhyFacts): Reason => {
  for (const { kind, buttons, when } of WHY_RULES) {
    const reason = when(facts)
    if (reason) {
      return { kind, buttons, ...reason }
    }
  }
  throw new Error("The last row of the table fits every order.")
}
