import type { OrderStatus } from "./orders"

/** The shapes of dispatch in `/admin/crm`: parcels, suppliers, catalogue, tracking numbers. */

export const SHIPMENT_STATES = [
  "planned",
  "handing_over",
  "taken",
  "accepted",
  "rejected",
  "shipped",
  "delivered",
  "lost",
  "cancelled",
] as const
export type ShipmentState = (typeof SHIPMENT_STATES)[number]

export const RESHIP_REASONS = ["lost", "damaged", "returned", "wrong"] as const
export type ReshipReason = (typeof RESHIP_REASONS)[number]

export const TRACKING_TAGS = [
  "info_received",
  "in_transit",
  "out_for_delivery",
  "available_for_pickup",
  "attempt_failed",
  "exception",
  "delivered",
  "expired",
  "returned",
] as const
export type TrackingTag = (typeof TRACKING_TAGS)[number]

export type TrackingSource = "typed" | "import" | "callback" | "file" | "poll" | "answer"
export type NumberCheck = "checked" | "unknown" | "overridden"

export type TrackingEvent = {
  at: string
  tag: TrackingTag
  place: string | null
  words: string | null
  source: string
}

export type TrackingNumber = {
  id: string
  number: string
  carrier: string | null
  carrier_name: string | null
  url: string
  state: TrackingTag | null
  check: NumberCheck
  source: TrackingSource
  created_at: string
  sent_at: string | null
  removed_at: string | null
  removed_reason: string | null
  /** The newest first. */
  events: TrackingEvent[]
}

export type ShipmentLine = {
  order_line_id: string
  sku: string
  supplier_sku: string
  name: string
  option: string | null
  quantity: number
  cost: string | null
  cost_currency: string | null
}

/** `because` is the word for the reason, where the server gives one besides its English sentence. */
export type DispatchAction = { allowed: boolean; why: string | null; because?: string | null }

export const ORDER_ACTIONS = [
  "send_to_shipper",
  "add_tracking",
  "send_tracking",
  "reship",
  "report_lost",
  "cancel",
] as const
export type OrderActionName = (typeof ORDER_ACTIONS)[number]

export const PARCEL_ACTIONS = ["ask", "retry", "cancel", "lost", "found"] as const
export type ParcelActionName = (typeof PARCEL_ACTIONS)[number]

export type Shipment = {
  id: string
  number: string
  supplier: { id: string; name: string }
  kind: "first" | "reship"
  reships: { id: string; number: string } | null
  reship_reason: ReshipReason | null
  insured: boolean
  /** Insured, and lost or broken: the carrier owes its value. */
  claim?: boolean
  state: ShipmentState
  supplier_reference: string | null
  /** The supplier's last words. */
  message: string | null
  created_at: string
  handed_over_at: string | null
  answered_at: string | null
  shipped_at: string | null
  delivered_at: string | null
  lines: ShipmentLine[]
  tracking: TrackingNumber[]
}

export type Logistics = {
  shipments: Shipment[]
  /** Numbers that belong to no parcel of ours. */
  tracking?: TrackingNumber[]
  actions: Record<OrderActionName, DispatchAction>
}

export const DISPATCH_TABS = [
  "to_send",
  "waiting",
  "rejected",
  "silent",
  "travelling",
  "lost",
] as const
export type DispatchTab = (typeof DISPATCH_TABS)[number]

/** An order in a list of parcels. */
export type DispatchOrder = {
  id: string
  display_id: number
  shop_id: string
  customer_name: string | null
  country: string | null
  status: OrderStatus
  created_at: string
}

/** A parcel in a list of parcels. */
export type DispatchParcel = Pick<
  Shipment,
  | "id"
  | "number"
  | "kind"
  | "reship_reason"
  | "insured"
  | "state"
  | "supplier"
  | "message"
  | "created_at"
  | "handed_over_at"
  | "answered_at"
  | "shipped_at"
> & {
  last_news_at: string | null
  tracking: Pick<TrackingNumber, "id" | "number" | "carrier_name" | "url" | "state">[]
}

/** An order to send has no parcel yet. */
export type DispatchRow = { order: DispatchOrder; shipment: DispatchParcel | null }

export type DispatchAnswer = {
  rows: DispatchRow[]
  count: number
  counts: Partial<Record<DispatchTab, number>>
}

export type StayingLine = { order_line_id: string; sku: string; code: string }

export type DispatchPreview = {
  total: number
  /** Orders of which everything is on its way already. */
  already: number
  goes: { supplier: { id: string; name: string }; parcels: number; orders: number }[]
  stays_count: number
  /** The first of those that stay. */
  stays: {
    order: { id: string; display_id: number | null; status: OrderStatus }
    code: string
    why: string
    lines: StayingLine[]
    country: string
  }[]
}

export type SendAnswer = { job_id: string; total: number }

export type FormatMatch = {
  carrier: string
  name: string
  carrier_name?: string | null
  check: "digit" | "pattern"
  url: string
}

export type NearMiss = {
  carrier: string
  name: string
  carrier_name?: string | null
  fault: string
}

/** Whose number it may be, the most certain one first; what was near to be one where there is none. */
export type Recognition = { number: string; formats: FormatMatch[]; near: NearMiss[] }

export type Carrier = { code: string; name: string }

export type SettingKind =
  "text" | "number" | "choice" | "map" | "columns" | "template" | "secret" | "flag"

export type SettingField = {
  name: string
  label: string
  kind: SettingKind
  choices?: string[]
  required: boolean
  default?: unknown
}

export type AnswerWay = "at_once" | "callback" | "files" | "upload"

export type SupplierCapabilities = {
  batch: number
  by_hand: boolean
  cancel: boolean
  ask: boolean
  answers: AnswerWay[]
}

export type SupplierKind = {
  name: string
  title: string
  capabilities: SupplierCapabilities
  fields: SettingField[]
}

export type ListedSupplier = {
  id: string
  provider: string
  name: string
  settings: Record<string, unknown>
  active: boolean
  silent_after_hours: number
  resting_until: string | null
  trouble: string | null
  trouble_since: string | null
  parcels: Partial<Record<ShipmentState, number>> | null
  secrets_set: string[]
  missing_secrets: string[]
  capabilities: SupplierCapabilities | null
  callback_url: string | null
}

export type SuppliersAnswer = { providers: SupplierKind[]; suppliers: ListedSupplier[] }

export type SupplierInput = {
  provider?: string
  name: string
  settings: Record<string, unknown>
  /** Only those that are given are replaced. */
  secrets?: Record<string, string>
  silent_after_hours: number
  active?: boolean
}

export type SupplierFile = {
  id: string
  path: string
  size: number
  source: "collected" | "uploaded"
  rows: number
  applied: number
  faults: { line: number; fault: string }[]
  received_at: string
  finished_at: string | null
}

export type SupplierExchange = {
  id: string
  at: string
  what: string
  outcome: string
  duration_ms: number
}

export type AnswersPreview = {
  rows: number
  usable: number
  shown: {
    line: number
    number: string
    order_id: string | null
    state: ShipmentState | null
    outcome: string
    reference: string | null
    message: string | null
    tracking: { number: string; carrier: string | null }[]
  }[]
  faults: { line: number; fault: string }[]
  fault_count: number
}

type Named = { id: string; name: string }

export type CatalogueRow = {
  id: string
  /** Null: for all shops. */
  shop: Named | null
  supplier: Named
  sku: string
  supplier_sku: string
  cost: string | null
  cost_currency: string | null
  /** Null: the supplier does not say. */
  stock: number | null
  active: boolean
  updated_at: string
}

export type CatalogueInput = Omit<CatalogueRow, "id" | "updated_at" | "shop" | "supplier"> & {
  shop_id: string | null
  supplier_id: string
}

/** What saving a row has made possible: orders that waited for somebody to ship this SKU. */
export type SavedCatalogueRow = { waiting_orders: string[] }

export type CatalogueImport = {
  total: number
  new: number
  changed: number
  unchanged: number
  bad_count: number
  /** The first of those that cannot be used. */
  bad: { line: number; fault: string }[]
  /** The first differences. */
  rows: CatalogueDifference[]
}

export type CatalogueDifference = {
  line: number
  what: "new" | "changed"
  row: CatalogueInput
  before: CatalogueInput | null
}

export type ShippingRule = {
  supplier_id: string
  priority: number
  when: { countries?: string[]; skus?: string[]; shop_ids?: string[] }
}

export type ShippingRulesAnswer = {
  version: number
  rules: ShippingRule[]
  history: { version: number; note: string | null; by: string | null; at: string }[]
}

/** `known`: the order has this number already. */
export type TrackingImportWhat = "new" | "known" | "doubtful" | "bad"

export type TrackingImportRow = {
  line: number
  /** The order's or the parcel's number as the row says it. */
  reference: string
  number: string
  carrier: string | null
  carrier_name?: string | null
  /** What would happen; a row that an import could not use has none. */
  what?: TrackingImportWhat
  /** What is wrong. */
  words: string | null
  crm_order_id: string | null
}

export type TrackingImportPreview = {
  total: number
  counts: Record<TrackingImportWhat, number>
  /** The first of each kind. */
  rows: TrackingImportRow[]
}

export type TrackingImportJob = {
  id: string
  state: "running" | "done"
  total: number
  done: number
  ok: number
  failed: number
  /** The first of those that could not be used. */
  rows: TrackingImportRow[]
}

export type ShippingCallback = {
  id: string
  provider: string
  /** What the provider is called. */
  sender: string
  event_type: string | null
  event_id: string
  verified: boolean
  state: "received" | "applied" | "ignored" | "failed"
  reason: string | null
  deliveries: number
  tries: number
  received_at: string
  finished_at: string | null
  crm_order_id: string | null
  address: string | null
}
