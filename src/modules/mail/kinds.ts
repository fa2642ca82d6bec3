import type { OrderStatus } from "../crm_order/order-status"

/** What each kind of letter is for, and how it behaves. The one table of what customers hear from us. */
type MailKindRules = {
  /** The status that sends it; null for letters that something else sends off. */
  status: OrderStatus | null
  /** How long it waits before it goes out, unless a shop's rule says otherwise; it can be cancelled meanwhile. */
  hold_seconds: number
  /** A letter nobody needs to know how his order goes: may be unsubscribed from (RFC 8058). */
  is_reminder: boolean
}

/** What a person sets off can be taken back for a minute (bulk moves are undone by it). */
const UNDO_SECONDS = 60

const forStatus = (status: OrderStatus, hold_seconds: number): MailKindRules => ({
  status,
  hold_seconds,
  is_reminder: false,
})

/** The letters of requirements T3-39 to T3-50 and those about payments and refills. */
export const MAIL_KINDS = {
  pending: forStatus("pending", 0),
  approved: forStatus("approved", UNDO_SECONDS),
  declined: forStatus("declined", UNDO_SECONDS),
  cancelled: forStatus("cancelled", UNDO_SECONDS),
  packed: forStatus("packed", UNDO_SECONDS),
  shipped: forStatus("shipped", UNDO_SECONDS),
  reshipped: forStatus("reshipped", UNDO_SECONDS),
  delivered: forStatus("delivered", UNDO_SECONDS),
  refunded: forStatus("refunded", UNDO_SECONDS),
  chargeback: forStatus("chargeback", UNDO_SECONDS),
  closed: forStatus("closed", UNDO_SECONDS),
  payment_link: { status: null, hold_seconds: 0, is_reminder: false },
  payment_reminder: { status: null, hold_seconds: 0, is_reminder: true },
  refill_reminder: { status: null, hold_seconds: 0, is_reminder: true },
} as const satisfies Record<string, MailKindRules>

export type MailKind = keyof typeof MAIL_KINDS

export const MAIL_KIND_NAMES = Object.keys(MAIL_KINDS) as MailKind[]

/** The letter that a status sends; none for Call Center. */
export const mailKindOf = (status: OrderStatus): MailKind | null =>
  MAIL_KIND_NAMES.find((kind) => MAIL_KINDS[kind].status === status) ?? null

/** The languages that every letter has a wording in from the beginning. */
export const MAIL_LANGUAGES = ["en", "ru", "pl", "de", "fr", "es"] as const

export type MailLanguage = (typeof MAIL_LANGUAGES)[number]
