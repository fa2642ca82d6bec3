import type { MedusaContainer } from "@medusajs/framework/types"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import { carrierName, trackingUrl } from "../../modules/dispatch/carriers/recognise"
import type DispatchModuleService from "../../modules/dispatch/service"
import { pictureOf } from "../../modules/dispatch/tracking-rules"
import type { TrackingEventRow, TrackingNumberRow, TrackingTag } from "../../modules/dispatch/types"

/** A live number of an order, as customers, shops and letters know it. */
export type Tracking = {
  id: string
  shipment_id: string | null
  number: string
  carrier: string | null
  carrier_name: string | null
  /** The carrier's page for this number. */
  url: string
  /** What its carrier says now; null before he has said anything. */
  state: TrackingTag | null
  /** When the customer was told. */
  sent_at: Date | null
}

const eventsByNumber = (
  events: readonly TrackingEventRow[]
): ReadonlyMap<string, TrackingEventRow[]> => {
  const grouped = new Map<string, TrackingEventRow[]>()
  for (const event of events) {
    grouped.set(event.tracking_number_id, [...(grouped.get(event.tracking_number_id) ?? []), event])
  }
  return grouped
}

const readRows = async (
  container: MedusaContainer,
  orderIds: readonly string[]
): Promise<{ rows: TrackingNumberRow[]; events: ReadonlyMap<string, TrackingEventRow[]> }> => {
  const { tracking }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const rows = await tracking.listForOrders(orderIds)
  const events = rows.length > 0 ? await tracking.listEvents(rows.map(({ id }) => id)) : []
  return { rows, events: eventsByNumber(events) }
}

/** The live tracking numbers of many orders, by order, the oldest first. */
export const readTrackingOf = async (
  container: MedusaContainer,
  orderIds: readonly string[]
): Promise<Map<string, Tracking[]>> => {
  const { rows, events } = await readRows(container, orderIds)
  const now = new Date()
  const found = new Map<string, Tracking[]>(orderIds.map((id) => [id, []]))
  for (const row of rows.filter(({ removed_at }) => removed_at === null)) {
    const { id, shipment_id, number, carrier, sent_at } = row
    found.get(row.crm_order_id)?.push({
      id,
      shipment_id,
      number,
      carrier,
      carrier_name: carrierName(carrier),
      url: trackingUrl(carrier, number),
      state: pictureOf(events.get(id) ?? [], now).tag,
      sent_at,
    })
  }
  return found
}

/** The live tracking numbers of an order, the oldest first. */
export const readTracking = async (
  container: MedusaContainer,
  orderId: string
): Promise<Tracking[]> => (await readTrackingOf(container, [orderId])).get(orderId) ?? []

/** A number as staff see it: also one that is out of use, with all that its carrier has told. */
export type TrackingHistory = Tracking &
  Pick<TrackingNumberRow, "check" | "source" | "created_at" | "removed_at" | "removed_reason"> & {
    events: Pick<TrackingEventRow, "at" | "tag" | "place" | "words" | "source">[]
  }

/** All numbers that an order has had, the oldest first, with their events, the newest first. */
export const readTrackingHistory = async (
  container: MedusaContainer,
  orderId: string
): Promise<TrackingHistory[]> => {
  const { rows, events } = await readRows(container, [orderId])
  const now = new Date()
  return rows.map((row) => {
    const own = events.get(row.id) ?? []
    return {
      id: row.id,
      shipment_id: row.shipment_id,
      number: row.number,
      carrier: row.carrier,
      carrier_name: carrierName(row.carrier),
      url: trackingUrl(row.carrier, row.number),
      state: pictureOf(own, now).tag,
      check: row.check,
      source: row.source,
      created_at: row.created_at,
      sent_at: row.sent_at,
      removed_at: row.removed_at,
      removed_reason: row.removed_reason,
      events: own
        .map(({ at, tag, place, words, source }) => ({ at, tag, place, words, source }))
        .reverse(),
    }
  })
}
