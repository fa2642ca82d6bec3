import type { EventActor } from "../crm_order/order-events"

/**
 * How far a parcel is. `planned`: a job will hand it over; `handing_over`: the supplier is being told
 * (or nobody knows whether he was); `taken`: it lies with him; `accepted`: he has said yes; `rejected`:
 * he has said no; `shipped`: it has a tracking number; `delivered`, `lost`, `cancelled` are final
 * (a lost one can still turn up).
 */
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

/** One parcel: from the decision who ships it until it has arrived. */
export type ShipmentRow = {
  id: string
  /** What the supplier and the labels call it: the order's id and a number, `T3-AB12-CD34-EF56-P1`. */
  number: string
  crm_order_id: string
  shop_id: string
  supplier_id: string
  kind: "first" | "reship"
  reships_id: string | null
  reship_reason: ReshipReason | null
  insured: boolean
  state: ShipmentState
  supplier_reference: string | null
  batch_id: string | null
  /** The supplier's last words, or why it could not be handed over. */
  message: string | null
  tries: number
  handed_over_at: Date | null
  answered_at: Date | null
  shipped_at: Date | null
  delivered_at: Date | null
  /** The newest event of its carrier; silence counts from here. */
  last_news_at: Date | null
  created_at: Date
  updated_at: Date
}

export type ShipmentLine = {
  shipment_id: string
  position: number
  order_line_id: string
  sku: string
  supplier_sku: string
  name: string
  option: string | null
  quantity: number
  /** What the supplier takes for one, or null when the catalogue does not say. */
  cost: string | null
  cost_currency: string | null
}

/** A supplier as staff enter it; secrets are sealed in the vault under its id. */
export type SupplierRow = {
  id: string
  /** Which kind: a key of the registry of suppliers. */
  provider: string
  name: string
  settings: Record<string, unknown>
  active: boolean
  /** An unanswered hand-over needs a person after so many hours. */
  silent_after_hours: number
  resting_until: Date | null
  trouble: string | null
  trouble_since: Date | null
  created_at: Date
  updated_at: Date
}

/** The shop's SKU at one supplier. `shop_id` null: for all shops. */
export type CatalogueRow = {
  id: string
  shop_id: string | null
  sku: string
  supplier_id: string
  supplier_sku: string
  cost: string | null
  cost_currency: string | null
  /** Null: the supplier does not say. */
  stock: number | null
  active: boolean
  updated_at: Date
}

/** Who ships what: the first rule that fits decides the supplier's priority; lower goes first. */
export type ShippingRule = {
  supplier_id: string
  priority: number
  when: { countries?: string[]; skus?: string[]; shop_ids?: string[] }
}

export type TrackingSource = "typed" | "import" | "callback" | "file" | "poll" | "answer"

export type TrackingNumberRow = {
  id: string
  shipment_id: string | null
  crm_order_id: string
  number: string
  /** A courier's code of the carrier table, or null when nobody knows it. */
  carrier: string | null
  /**
   * `checked`: it fits a carrier's format, with its check digit where that has one; `unknown`: there is
   * no format to check it by; `overridden`: a person insisted.
   */
  check: "checked" | "unknown" | "overridden"
  source: TrackingSource
  actor_type: EventActor["type"]
  actor_id: string | null
  /** When the customer was told. */
  sent_at: Date | null
  /** When another number took its place; history is kept. */
  removed_at: Date | null
  removed_reason: string | null
  next_poll_at: Date | null
  created_at: Date
}

/** What carriers tell, in our words (AfterShip's tags). */
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

export type TrackingEventRow = {
  id: string
  tracking_number_id: string
  /** Unique per number: the same event told twice is one. */
  event_key: string
  tag: TrackingTag
  at: Date
  place: string | null
  words: string | null
  source: "callback" | "poll" | "staff" | "supplier"
  received_at: Date
}
