import type { EventActor } from "../crm_order/order-events"
import type { MailKind } from "./kinds"

/**
 * What can be the matter with a message. `queued` (also while it is held), `deferred` (the server was
 * away or asked to wait) and `sending` go on by themselves; `broken` waits for a person to mend the
 * template; the others are final.
 */
export const MESSAGE_STATES = [
  "queued",
  "sending",
  "deferred",
  "broken",
  "sent",
  "failed",
  "bounced",
  "cancelled",
  "suppressed",
  "skipped",
] as const

export type MessageState = (typeof MESSAGE_STATES)[number]

/** Why a message is not (or not yet) on its way; said in words by the staff pages. */
export type MessageReason =
  /** Skipped: this shop does not send this kind. */
  | "switched_off"
  /** Skipped: the order has moved on, been archived or been paid before it was due. */
  | "overtaken"
  /** Suppressed: the address has bounced, complained or been stopped by hand. */
  | "suppressed_address"
  /** Suppressed: the customer wants no reminders. */
  | "unsubscribed"
  /** Skipped or failed: there is no usable address. */
  | "no_address"
  /** Broken: the template does not render. */
  | "template_broken"
  /** Failed: the server refused for good. */
  | "refused"
  /** Failed: the server was away or deferred for as long as we try. */
  | "gave_up"
  | "cancelled_by_staff"
  | "undone"

/** A message about to be written in the transaction of its cause. */
export type NewMessage = {
  kind: MailKind
  crm_order_id: string
  shop_id: string
  /**
   * What it tells about: `received:<order>`, `event:<id of the status change>`, `attempt:<id>`,
   * `link:<attempt>:<n>`, `reminder:<order>[:<n>]`, `resend:<message>:<n>`, `refill:<order>`. One
   * message per cause and kind, for ever.
   */
  cause: string
  /** ISO 639-1: the customer's. */
  language: string
  actor: EventActor
  /** In addition to what is read of the order when it is written, e.g. `attempt_id`. No personal data. */
  data?: Record<string, unknown>
  /** What the sender says about it, e.g. why it is sent again. */
  note?: string | null
  /** A person wants just this letter now: no switch keeps it back and no hold. */
  is_demanded?: boolean
  /** Not before this moment, whatever the hold. */
  not_before?: Date
}

/** A message as the rules let it be written. */
export type PlannedMessage = NewMessage & {
  state: "queued" | "skipped"
  reason: MessageReason | null
  due_at: Date
  /** The sender's, behind the @ of the Message-ID. */
  domain: string
}

export type MessageRow = {
  id: string
  crm_order_id: string | null
  shop_id: string
  kind: MailKind
  cause: string
  language: string
  state: MessageState
  reason: MessageReason | null
  /** Not before this moment: the end of the hold, or the next try. */
  due_at: Date
  tries: number
  account_id: string | null
  /** The Message-ID header without its brackets: the same at every try. */
  internet_message_id: string
  /** The mail server's last words, without addresses. */
  answer: string | null
  data: Record<string, unknown>
  note: string | null
  actor_type: EventActor["type"]
  actor_id: string | null
  created_at: Date
  sent_at: Date | null
  updated_at: Date
}

/** A letter as it goes out; written when it is first rendered, and the same at every try. */
export type MessageContent = {
  message_id: string
  from_address: string
  to_address: string
  reply_to: string | null
  subject: string
  html: string
  text: string
  headers: Record<string, string>
  /** Which wording it was: `shipped` or the version of the template. */
  template: { shop_id: string | null; language: string; version: number | "shipped" }
}

/** One conversation with a mail server about a message. */
export type MessageTry = {
  message_id: string
  number: number
  at: Date
  account_id: string
  outcome: "sent" | "deferred" | "failed" | "unclear"
  /** SMTP reply code and enhanced status code, e.g. 550 and 5.1.1. */
  code: number | null
  enhanced_code: string | null
  answer: string
  duration_ms: number
}

/** One version of a wording. `shop_id` null: for all shops. */
export type TemplateVersion = {
  kind: MailKind
  shop_id: string | null
  language: string
  version: number
  /** Liquid. Null in all three: back to the wording that ships with the product. */
  subject: string | null
  body: string | null
  /** The plain-text part; null: made from the body. */
  text: string | null
  note: string
  created_by: string | null
  created_at: Date
}

/** A mail server that messages go out through; its password is sealed in the vault under the id. */
export type MailAccount = {
  id: string
  name: string
  host: string
  port: number
  /** `tls` from the first byte, `starttls` demanded, or `none` (only for this machine). */
  security: "tls" | "starttls" | "none"
  username: string | null
  max_connections: number
  /** Null: as fast as the server takes them. */
  rate_per_second: number | null
  is_default: boolean
  active: boolean
  /** Comes from SMTP_URL: shown, not edited. */
  from_environment: boolean
  /** Nothing is sent through it before this moment: it could not be reached. */
  resting_until: Date | null
  trouble: string | null
  trouble_since: Date | null
  updated_at: Date
}

/** How a shop writes. Absent values are those of the installation. */
export type MailShop = {
  shop_id: string
  from_name: string | null
  from_address: string | null
  reply_to: string | null
  account_id: string | null
  /** A pending order is reminded of its payment after so many hours; null: never. */
  payment_reminder_hours: number | null
}

/** Whether and when a kind goes out; `shop_id` null: for all shops that say nothing themselves. */
export type MailSwitch = {
  shop_id: string | null
  kind: MailKind
  send: boolean
  hold_seconds: number
}
