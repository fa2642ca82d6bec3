/** The shapes of mail in `/admin/crm`. */

export const MAIL_KINDS = [
  "pending",
  "approved",
  "declined",
  "cancelled",
  "packed",
  "shipped",
  "reshipped",
  "delivered",
  "refunded",
  "chargeback",
  "closed",
  "payment_link",
  "payment_reminder",
  "refill_reminder",
] as const
export type MailKind = (typeof MAIL_KINDS)[number]

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

export type MessageReason =
  | "switched_off"
  | "overtaken"
  | "suppressed_address"
  | "unsubscribed"
  | "no_address"
  | "template_broken"
  | "refused"
  | "gave_up"
  | "cancelled_by_staff"
  | "undone"

/** `because` is the word for the reason, where the server gives one besides its English sentence. */
export type MailAction = { allowed: boolean; why: string | null; because?: string | null }

export type ListedMessage = {
  id: string
  order: { id: string; display_id: number } | null
  shop: { id: string; name: string }
  kind: MailKind
  language: string
  state: MessageState
  reason: MessageReason | null
  to: string | null
  /** Null until the letter is written, which is when it is first sent. */
  subject: string | null
  due_at: string
  tries: number
  /** The mail server's last words. */
  answer: string | null
  created_at: string
  sent_at: string | null
}

export type MessageContent = {
  from: string
  to: string
  reply_to: string | null
  subject: string
  html: string
  text: string
  headers: Record<string, string>
  template: { shop_id: string | null; language: string; version: number | "shipped" } | null
}

export type MessageTry = {
  number: number
  at: string
  account: { id: string; name: string } | null
  outcome: "sent" | "deferred" | "failed" | "unclear"
  code: number | null
  enhanced_code: string | null
  answer: string
  duration_ms: number
}

export const MESSAGE_ACTIONS = ["send_now", "retry", "cancel", "resend"] as const
export type MessageActionName = (typeof MESSAGE_ACTIONS)[number]

export type MessageAnswer = {
  message: ListedMessage & {
    note: string | null
    actor: { type: "staff" | "shop" | "system"; id: string | null; name: string | null }
    account: { id: string; name: string } | null
    internet_message_id: string
  }
  content: MessageContent | null
  tries: MessageTry[]
  actions: Record<MessageActionName, MailAction>
}

export type MessagesAnswer = {
  messages: ListedMessage[]
  count: number
  counts: Partial<Record<MessageState, number>>
}

export type OrderMessagesAnswer = {
  messages: ListedMessage[]
  actions: { payment_reminder: MailAction; payment_link: MailAction }
}

export type LetterKind = {
  kind: MailKind
  /** The status that sends it; null for letters that something else sends off. */
  status: string | null
  hold_seconds: number
  is_reminder: boolean
}

export type OwnTemplate = {
  kind: MailKind
  shop_id: string | null
  language: string
  version: number
  changed_at: string
  changed_by: string | null
}

export type TemplatesAnswer = {
  kinds: LetterKind[]
  languages: string[]
  own: OwnTemplate[]
  broken: { kind: MailKind; shop_id: string | null; language: string; count: number }[]
}

/** The wording that ships with the product, or the number of one of our own. */
export type TemplateVersionName = number | "shipped"

export type Wording = { subject: string; body: string; text: string | null }

export type TemplateSource = {
  shop_id: string | null
  language: string
  version: TemplateVersionName
}

export type TemplateVersion = {
  version: TemplateVersionName
  note: string | null
  created_at: string | null
  created_by: string | null
} & Partial<Wording>

/** What something is for, in the languages of the staff. */
export type Meaning = { en: string; ru: string }

/** `a[].b` is `b` of each entry of the list `a`. */
export type TemplateVariable = {
  name: string
  kind: "text" | "amount" | "number" | "link" | "list"
  /** May be empty. */
  optional: boolean
  meanings: Meaning
  example: string
}

/** A ready block; `usage` is what is written to have it. */
export type TemplatePartial = { name: string; usage: string; meanings: Meaning }

export type TemplateAnswer = {
  template: Wording & { version: TemplateVersionName; source: TemplateSource }
  versions: TemplateVersion[]
  variables: TemplateVariable[]
  partials: TemplatePartial[]
}

export type TemplateFault = {
  part: "subject" | "body" | "text"
  line: number
  column: number
  code: string
  /** In English; what it is about stands in it between quotes or angle brackets. */
  message: string
}

export type TemplateScope = { kind: MailKind; shop_id: string | null; language: string }

/** `order_id` null: an invented order that has everything. */
export type PreviewInput = TemplateScope & Wording & { order_id: string | null }

export type PreviewAnswer = {
  subject: string
  html: string
  text: string
  faults: TemplateFault[]
  order: { id: string; display_id: number } | null
}

export type TestAnswer = { outcome: MessageTry["outcome"]; answer: string }

export type MailSwitch = {
  shop_id: string | null
  kind: MailKind
  send: boolean
  hold_seconds: number
}

/** `send` null takes back what a shop says itself. */
export type MailSwitchChange = Omit<MailSwitch, "send"> & { send: boolean | null }

export type Sender = {
  shop: { id: string; name: string }
  from_name: string | null
  from_address: string | null
  reply_to: string | null
  account_id: string | null
  payment_reminder_hours: number | null
  effective: { from: string | null }
}

export type SenderFields = Omit<Sender, "shop" | "effective">

export type MailRules = {
  hold_all: boolean
  changed_by: string | null
  changed_at: string | null
  kinds: LetterKind[]
  switches: MailSwitch[]
  shops: Sender[]
}

export const MAIL_SECURITIES = ["tls", "starttls", "none"] as const
export type MailSecurity = (typeof MAIL_SECURITIES)[number]

export type MailAccount = {
  id: string
  name: string
  host: string
  port: number
  security: MailSecurity
  username: string | null
  password_set: boolean
  max_connections: number
  rate_per_second: number | null
  is_default: boolean
  active: boolean
  from_environment: boolean
  resting_until: string | null
  trouble: string | null
  trouble_since: string | null
  waiting: number
  sent_today: number
  failed_today: number
}

export type MailAccountInput = Partial<
  Pick<
    MailAccount,
    | "name"
    | "host"
    | "port"
    | "security"
    | "username"
    | "max_connections"
    | "rate_per_second"
    | "is_default"
    | "active"
  >
> & { password?: string }

export type Suppression = {
  address: string
  reason: "bounced" | "complained" | "by_hand"
  note: string | null
  created_by: string | null
  created_at: string
}

export type CaughtMessage = {
  id: string
  from: string
  to: string[]
  subject: string
  at: string
}

export type CaughtContent = CaughtMessage & {
  html: string | null
  text: string | null
  /** The lines of the letter's head. */
  headers: string[]
}

/** What became of the customer's wish to be reminded of the next order. */
export type Refill = {
  via: "email" | "phone"
  period_days: number
  due_at: string
  state: RefillState
  reason: string | null
  note: string | null
}

export const REFILL_STATES = ["waiting", "call_due", "sent", "called", "cancelled"] as const
export type RefillState = (typeof REFILL_STATES)[number]

export type ListedRefill = Refill & {
  order: { id: string; display_id: number | null }
  shop: { id: string; name: string }
  customer: { name: string; phone: string | null; email: string } | null
  finished_at: string | null
  finished_by: string | null
}
