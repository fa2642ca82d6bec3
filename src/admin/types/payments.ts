import type { PaymentMethod } from "./orders"

/** The shapes of payments in `/admin/crm`. Amounts are decimal strings in major units. */

export const PAYMENT_METHODS = [
  "credit_card",
  "paypal",
  "crypto",
  "echeck",
] as const satisfies readonly PaymentMethod[]

export type AttemptState = "created" | "sending" | "unknown" | "pending" | "approved" | "declined"

export type Money = { amount: string; currency: string }

export type NamedAccount = { id: string; name: string }

/** Why a processor account was chosen or left out; `sentence` is the server's own, in English. */
export type PlanReason = {
  account: { id: string; name: string | null }
  chosen: boolean
  sentence: string
  reason: string
  data: Record<string, string | number | null>
}

export type Attempt = {
  id: string
  number: number
  kind: "charge" | "refund"
  way: "direct" | "link" | "outside"
  state: AttemptState
  account: NamedAccount & { processor: string }
  amount: string
  currency: string
  initiation: "customer" | "stored" | "mail_or_telephone" | null
  payment_id: string | null
  code: string | null
  category: string | null
  /** What became of it in a sentence, in English. */
  words: string | null
  next: NextStep | null
  /** The processor's own words. */
  message: string | null
  /** What staff have noted on it. */
  comment: string | null
  redirect_url: string | null
  expires_at: string | null
  fee: Money | null
  /** Recorded by hand, and taken back again. */
  undone: boolean
  with_cvv: boolean | null
  created_at: string
  sent_at: string | null
  finished_at: string | null
  next_check_at: string | null
  checks: number
  parent_id: string | null
  actor: { type: "staff" | "shop" | "system"; id: string | null; name: string | null }
  reasons: PlanReason[]
}

/** One request to a processor and its answer, without card numbers and secrets. */
export type Exchange = {
  id: string
  purpose: string
  method: string
  url: string
  request: unknown
  response_status: number | null
  response: unknown
  error: string | null
  started_at: string
  duration_ms: number
}

export type ManualWay = "stored" | "mail_or_telephone" | "echeck" | "link"

/** `because` is the word for the reason, where the server gives one besides its English sentence. */
export type PaymentAction = { allowed: boolean; why: string | null; because?: string | null }

export type PaymentActions = {
  manual_payment: PaymentAction & { ways: ManualWay[] }
  create_link: PaymentAction
  refund: PaymentAction & { available: string }
  refund_overpayment: PaymentAction & { amount: string | null }
  check_now: PaymentAction
  approve_by_hand: PaymentAction
  chargeback: PaymentAction
  chargeback_reversal: PaymentAction
}

export type PaymentActionName = keyof PaymentActions

export type CallbackState = "received" | "applied" | "ignored" | "failed"

export type Callback = {
  id: string
  processor: string
  account: NamedAccount | null
  event_type: string
  event_id: string
  state: CallbackState
  reason: string | null
  deliveries: number
  tries: number
  received_at: string
  finished_at: string | null
  attempt_id: string | null
  crm_order_id?: string | null
}

export type UnverifiedCallback = CallbackContent & {
  id: string
  processor: string
  reason: string
  address: string | null
  received_at: string
}

/** What a processor sent, as it came in. */
export type CallbackContent = { headers: Record<string, string>; body: string }

export type LedgerLine = {
  at: string
  /** `kind` is the money fact; a fee in another currency is a cause of its own. */
  cause: { type: "payment_fact" | "payment_fee"; id: string; kind: string }
  account: string
  processor_account: { id: string; name: string | null }
  amount: string
  currency: string
  amount_usd: string
}

export type OrderLedger = { lines: LedgerLine[]; balance_usd: string }

export type AccountField = { name: string; label: string; required: boolean }

export type Processor = {
  name: string
  title: string
  capabilities: {
    needs_cvv: boolean
    stored_credential: boolean
    mail_or_telephone: boolean
    refund: boolean
    partial_refund: boolean
    payment_link: boolean
  }
  account_fields: { settings: AccountField[]; secrets: AccountField[] }
  methods: PaymentMethod[]
}

export type FeeRule = {
  id: string
  percent: string
  fixed: string
  chargeback_fee: string
  currency: string
  refund_returns_fee: boolean
  valid_from: string
}

export type EcheckApprovedWhen = "settled" | "accepted"

export type ProcessorAccount = {
  id: string
  processor: string
  name: string
  methods: PaymentMethod[]
  base_url: string
  settings: Record<string, string>
  /** The names of the secrets that are kept; their values never leave the server. */
  secrets_set: string[]
  /** Those without which the account cannot be used. */
  missing_secrets: string[]
  echeck_approved_when: EcheckApprovedWhen
  active: boolean
  callback_url: string
  fee_rule: FeeRule | null
  fee_rules: FeeRule[]
  approval_rate: { days: number; approved: number; declined: number; rate: number | null }
  health: { open: boolean; since: string | null; reason: string | null }
}

export type ProcessorsAnswer = { processors: Processor[]; accounts: ProcessorAccount[] }

export type AccountInput = {
  processor?: string
  name: string
  methods: PaymentMethod[]
  base_url?: string
  settings: Record<string, string>
  /** Only those that are given are replaced. */
  secrets?: Record<string, string>
  echeck_approved_when: EcheckApprovedWhen
  active?: boolean
}

export type FeeRuleInput = Omit<FeeRule, "id" | "valid_from"> & { valid_from?: string }

export type RoutingConditions = {
  currencies?: string[]
  countries?: string[]
  shop_ids?: string[]
  brands?: string[]
  min_usd?: string
  max_usd?: string
}

export type RoutingEntry = {
  account_id: string
  /** The lowest number comes first; entries with the same number share by weight. */
  priority: number
  weight: number
  when: RoutingConditions
}

export type RoutingRules = Record<PaymentMethod, RoutingEntry[]>

export type PolicyVersion = { version: number; note: string | null; by: string | null; at: string }

export type RoutingAnswer = {
  /** 0 while nobody has saved any. */
  version: number
  rules: RoutingRules
  history: PolicyVersion[]
  accounts: (NamedAccount & { processor: string; methods: PaymentMethod[]; active: boolean })[]
}

export type RoutingExample = {
  method: PaymentMethod
  currency: string
  amount_usd: string
  country: string
  shop_id: string
  brand: string | null
}

export const NEXT_STEPS = ["stop", "next_processor", "same_later", "ask_customer"] as const
export type NextStep = (typeof NEXT_STEPS)[number]

export type PaymentCode = {
  processor: string
  code: string
  category: string
  next: NextStep
  default: { category: string; next: NextStep }
  overridden: boolean
  /** Ours rather than the processor's: what it means is not up to anybody. */
  editable: boolean
}

export type CodeOverrides = Record<string, Record<string, { category: string; next: NextStep }>>

export type CodesAnswer = {
  version: number
  overrides: CodeOverrides
  codes: PaymentCode[]
  history: PolicyVersion[]
}

/** What people read as "in", "given back" and "cost". */
export const BALANCE_COLUMNS = [
  "sales",
  "overpayments",
  "refunds",
  "chargebacks",
  "fees",
  "dispute_fees",
] as const
/** The receivable is what the others come to: the balance. */
export type BalanceLine = (typeof BALANCE_COLUMNS)[number] | "receivable"

export type BalanceAccount = {
  account: { id: string; name: string | null }
  currency: string
  /** What has moved in the range; `receivable` is the sum of the others. */
  lines: Record<BalanceLine, string>
  balance: string
  balance_usd: string
}

export type BalanceAnswer = {
  /** At the end of the range, whatever its beginning. */
  balance_usd: string
  /** What has moved in the range. */
  lines_usd: Record<BalanceLine, string>
  accounts: BalanceAccount[]
  by_shop: { shop: { id: string; name: string | null }; balance_usd: string }[]
  at: string
}

export type AttentionButton =
  | "open_order"
  | "check_now"
  | "manual_payment"
  | "create_link"
  | "refund_overpayment"
  | "retry_refund"
  | "refund"
  | "open_account"
  | "open_routing"
  | "replay_callback"
  | "open_template"
  | "open_message"
  | "open_mail_settings"
  | "refill_called"
  | "open_catalogue"
  | "open_supplier"
  | "send_to_shipper"
  | "ask_supplier"
  | "reship"
  | "open_shipping_callback"
  | "open_shop_requests"
  | "none"
