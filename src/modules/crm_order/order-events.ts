/**
 * Every kind of fact that the order stream knows, and which of them a reader of the timeline wants
 * to see; the full log shows all. `data` holds ids, codes and amounts only: anything personal lives
 * in `crm_order_event_personal`, which can be erased while the event stays.
 */
export const ORDER_EVENT_KINDS = {
  "order.received": { timeline: true },
  "order.duplicate_received": { timeline: false },
  "order.status_changed": { timeline: true },
  "order.call_center_status_changed": { timeline: true },
  "order.note_added": { timeline: true },
  // data: about (inquiry, refill), result, number (how many calls so far), next_call_at; what was said in `personal`
  "call.made": { timeline: true },
  "order.shipping_address_changed": { timeline: true },
  // data: added, removed
  "order.tags_changed": { timeline: false },
  // who it is now in `personal`
  "order.responsible_changed": { timeline: true },
  "order.archived": { timeline: true },
  "order.unarchived": { timeline: true },
  "order.personal_data_erased": { timeline: true },
  "card.sealed": { timeline: false },
  "bank_account.sealed": { timeline: false },
  "cvv.sealed": { timeline: false },
  "cvv.expired": { timeline: false },
  "cvv.destroyed": { timeline: false },
  "card.destroyed": { timeline: true },
  "bank_account.destroyed": { timeline: true },
  // data: attempt_id, account, way, amount, currency, initiation
  "payment.attempt_created": { timeline: true },
  // data: attempt_id, account, state, code, category, next
  "payment.attempt_answered": { timeline: true },
  // data: attempt_id, account, amount, currency (of a link: address in `personal`)
  "payment.link_created": { timeline: true },
  "payment.link_closed": { timeline: true },
  // data: attempt_id, account, amount, currency, fee
  "payment.captured": { timeline: true },
  "payment.refund_requested": { timeline: true },
  "payment.refunded": { timeline: true },
  "payment.refund_reversed": { timeline: true },
  "payment.refund_declined": { timeline: true },
  "payment.charged_back": { timeline: true },
  "payment.chargeback_reversed": { timeline: true },
  "payment.returned": { timeline: true },
  "payment.undone": { timeline: true },
  // data: attempt_id, number, removed; what it says in `personal`
  "payment.comment_changed": { timeline: true },
  // data: reason
  "payment.cascade_ended": { timeline: true },
  // data: attempt_id, account, state, by (schedule, staff, callback, recovery)
  "payment.checked": { timeline: false },
  // data: callback_id, processor, event_type, result
  "payment.callback_applied": { timeline: false },
  // data: message_id, letter, language, hold_until (null: at once), cause
  "mail.queued": { timeline: false },
  // data: message_id, letter, reason (why it is not sent)
  "mail.skipped": { timeline: true },
  // data: message_id, letter, account, code
  "mail.sent": { timeline: true },
  "mail.deferred": { timeline: false },
  "mail.failed": { timeline: true },
  "mail.broken": { timeline: true },
  // data: message_id, letter, kind (hard, soft), by (callback, staff)
  "mail.bounced": { timeline: true },
  "mail.complained": { timeline: true },
  "mail.cancelled": { timeline: true },
  // data: message_id, letter, of (the message that is sent again); the reason in `personal`
  "mail.resent": { timeline: true },
  // data: via
  "mail.unsubscribed": { timeline: true },
  // data: via, due_at / result
  "refill.planned": { timeline: false },
  "refill.due": { timeline: true },
  "refill.moved": { timeline: true },
  "refill.finished": { timeline: true },
  // data: shipment_id, number, supplier, kind, replaces, lines
  "shipment.planned": { timeline: true },
  // data: shipment_id, number, supplier, batch
  "shipment.handed_over": { timeline: true },
  // data: shipment_id, number, supplier, reference / the supplier's words in `personal`
  "shipment.accepted": { timeline: true },
  "shipment.rejected": { timeline: true },
  "shipment.unclear": { timeline: true },
  "shipment.cancelled": { timeline: true },
  // data: shipment_id, number, tracking_id, tracking_number, carrier, check, source
  "tracking.number_added": { timeline: true },
  "tracking.number_removed": { timeline: true },
  "tracking.number_sent": { timeline: true },
  // data: tracking_id, tag, source
  "tracking.news": { timeline: true },
  "shipment.delivered": { timeline: true },
  "shipment.lost": { timeline: true },
  "shipment.found": { timeline: true },
  // data: callback_id, provider, result
  "tracking.callback_applied": { timeline: false },
  "attention.raised": { timeline: true },
  "attention.resolved": { timeline: false },
} as const satisfies Record<string, { timeline: boolean }>

export type OrderEventKind = keyof typeof ORDER_EVENT_KINDS

export const TIMELINE_KINDS: readonly string[] = Object.entries(ORDER_EVENT_KINDS)
  .filter(([, kind]) => kind.timeline)
  .map(([name]) => name)

/**
 * Facts after which whoever decides about an order must look at it again: its status, its money, its
 * address, its parcels.
 */
export const CHANGING_KINDS = [
  "order.status_changed",
  "order.call_center_status_changed",
  "order.shipping_address_changed",
  "order.archived",
  "order.unarchived",
  "payment.attempt_created",
  "payment.attempt_answered",
  "payment.link_closed",
  "payment.captured",
  "payment.refund_requested",
  "payment.refunded",
  "payment.refund_reversed",
  "payment.refund_declined",
  "payment.charged_back",
  "payment.chargeback_reversed",
  "payment.returned",
  "shipment.planned",
  "shipment.accepted",
  "shipment.rejected",
  "shipment.cancelled",
  "shipment.delivered",
  "shipment.lost",
  "shipment.found",
  "tracking.number_added",
  "tracking.number_removed",
] as const satisfies readonly OrderEventKind[]

/** Who did it: a staff user, a shop's credential, or the system with the job or request behind it. */
export type EventActor = { type: "staff" | "shop" | "system"; id: string | null }

/** A fact about to be written. `personal` goes to the erasable row that the event names by digest. */
export type NewOrderEvent = {
  crm_order_id: string
  kind: OrderEventKind
  actor: EventActor
  /** The id of the request, job or callback that led to it. */
  cause: string | null
  data: Record<string, unknown>
  personal?: Record<string, unknown>
  /** When it happened; now, unless it is told afterwards. */
  at?: Date
}

/** A fact as it is read back; `personal` is null when there was none or when it has been erased. */
export type OrderEvent = {
  id: string
  crm_order_id: string
  kind: string
  actor_type: EventActor["type"]
  actor_id: string | null
  cause: string | null
  at: Date
  data: Record<string, unknown>
  personal: Record<string, unknown> | null
}
