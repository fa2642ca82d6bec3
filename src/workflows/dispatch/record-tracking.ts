import type { MedusaContainer } from "@medusajs/framework/types"
import { newEntityId } from "../../lib/entity-id"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import type { AttentionKind } from "../../modules/attention/kinds"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor, NewOrderEvent } from "../../modules/crm_order/order-events"
import type { OrderStatus } from "../../modules/crm_order/order-status"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import { recognise } from "../../modules/dispatch/carriers/recognise"
import { keptWords } from "../../modules/dispatch/hand-over-steps"
import type DispatchModuleService from "../../modules/dispatch/service"
import {
  isAllDelivered,
  newsOfParcel,
  pictureOf,
  TROUBLE_TAGS,
  type Picture,
} from "../../modules/dispatch/tracking-rules"
import type {
  ShipmentRow,
  TrackingEventRow,
  TrackingNumberRow,
  TrackingTag,
} from "../../modules/dispatch/types"
import { raiseOnOrder, resolveOnOrder } from "../attention/order-attention"
import { moveOrderWithin } from "../order/move-order"
import { settleParcels } from "./settle-parcels"

/** What a carrier tells about a parcel, in our words. */
export type ToldEvent = Pick<TrackingEventRow, "event_key" | "tag" | "at" | "place" | "words">

export type RecordTrackingInput = {
  /** As it is told; carriers spell numbers as they like. */
  number: string
  events: readonly ToldEvent[]
  source: TrackingEventRow["source"]
  cause: string | null
  actor?: EventActor
}

export type RecordedTracking =
  | { known: false }
  | {
      known: true
      crm_order_id: string
      tracking: TrackingNumberRow
      /** How many of the events were not known yet. */
      new_events: number
      picture: Picture
    }

const SYSTEM: EventActor = { type: "system", id: null }

/** An order becomes delivered from these; from the first two by way of shipped. */
const NOT_SHIPPED_YET: readonly OrderStatus[] = ["approved", "packed"]
const BECOMES_DELIVERED: readonly OrderStatus[] = [...NOT_SHIPPED_YET, "shipped", "reshipped"]

/** Everything of an order that news of one number can change. */
type Situation = {
  order_id: string
  actor: EventActor
  cause: string | null
  parcels: ShipmentRow[]
  /** Live numbers with what their events say. */
  pictures: { tracking: TrackingNumberRow; picture: Picture; words: string | null }[]
}

const readSituation = async (
  container: MedusaContainer,
  transaction: Transaction,
  about: Pick<Situation, "order_id" | "actor" | "cause">
): Promise<Situation> => {
  const { tracking, shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const parcels = await shipments.listForOrder(about.order_id, transaction)
  const numbers = await tracking.listForOrders([about.order_id], transaction)
  const live = numbers.filter(({ removed_at }) => removed_at === null)
  const events = await tracking.listEvents(
    live.map(({ id }) => id),
    transaction
  )
  const now = new Date()
  return {
    ...about,
    parcels,
    pictures: live.map((row) => {
      const own = events.filter(({ tracking_number_id }) => tracking_number_id === row.id)
      return { tracking: row, picture: pictureOf(own, now), words: own.at(-1)?.words ?? null }
    }),
  }
}

/** When each of the order's lost parcels was reported so. */
const lostTimes = async (
  container: MedusaContainer,
  orderId: string,
  parcels: readonly ShipmentRow[]
): Promise<Map<string, Date>> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  if (!parcels.some(({ state }) => state === "lost")) {
    return new Map()
  }
  const reported = await orders.findLastEvent(orderId, "shipment.lost")
  const lost = parcels.filter(({ state }) => state === "lost")
  return new Map(lost.map(({ id, updated_at }) => [id, reported?.at ?? updated_at]))
}

/** Brings the parcels up to what their numbers say, and tells the stream what is new. */
const settleStates = async (
  container: MedusaContainer,
  transaction: Transaction,
  { order_id, actor, cause, parcels, pictures }: Situation
): Promise<ShipmentRow[]> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const lostAt = await lostTimes(container, order_id, parcels)
  const settled: ShipmentRow[] = []
  for (const parcel of parcels) {
    const own = pictures.filter(({ tracking }) => tracking.shipment_id === parcel.id)
    const { state, delivered_at, last_news_at, found } = newsOfParcel(
      parcel,
      own.map(({ picture }) => picture),
      lostAt.get(parcel.id) ?? null
    )
    const isChanged =
      state !== parcel.state || last_news_at?.getTime() !== parcel.last_news_at?.getTime()
    if (isChanged) {
      await shipments.update(transaction, parcel.id, {
        state,
        delivered_at,
        last_news_at,
        // Who carries a parcel has got it: it was handed over, whatever nobody has told us.
        ...(state === "delivered"
          ? {
              handed_over_at: parcel.handed_over_at ?? delivered_at,
              shipped_at: parcel.shipped_at ?? delivered_at,
            }
          : {}),
      })
    }
    const told = { shipment_id: parcel.id, number: parcel.number }
    const events: NewOrderEvent[] = []
    if (found) {
      events.push({ crm_order_id: order_id, kind: "shipment.found", actor, cause, data: told })
    }
    if (state === "delivered" && parcel.state !== "delivered") {
      events.push({
        crm_order_id: order_id,
        kind: "shipment.delivered",
        actor,
        cause,
        data: { ...told, delivered_at },
      })
    }
    await orders.appendEvents(transaction, events)
    settled.push({ ...parcel, state, delivered_at, last_news_at })
  }
  return settled
}

/** Puts trouble before a person, and takes back what better news has settled. */
const settleEntries = async (
  container: MedusaContainer,
  transaction: Transaction,
  { order_id, actor, cause, pictures }: Situation,
  parcels: readonly ShipmentRow[],
  news: { tracking_id: string; tags: readonly TrackingTag[] }
): Promise<void> => {
  const about = { crm_order_id: order_id, actor, cause }
  const troubled = pictures.filter(({ tracking, picture }) => {
    const parcel = parcels.find(({ id }) => id === tracking.shipment_id)
    // Of a parcel that was given up already nobody needs to be told again.
    return picture.trouble !== null && parcel?.state !== "lost"
  })
  const own = troubled.find(({ tracking }) => tracking.id === news.tracking_id)
  if (own && news.tags.some((tag) => TROUBLE_TAGS.includes(tag))) {
    const { tracking, picture, words } = own
    await raiseOnOrder(container, transaction, about, [
      {
        kind: "parcel_exception",
        data: {
          tracking_id: tracking.id,
          shipment_id: tracking.shipment_id,
          tracking_number: tracking.number,
          tag: picture.trouble,
          words: words ?? String(picture.trouble).replaceAll("_", " "),
        },
      },
    ])
  }
  const isHeard = news.tags.length > 0
  const settled: AttentionKind[] = [
    ...(troubled.length === 0 ? (["parcel_exception"] as const) : []),
    ...(isHeard && parcels.every(({ state }) => state !== "lost")
      ? (["parcel_maybe_lost"] as const)
      : []),
  ]
  await resolveOnOrder(container, transaction, about, settled)
}

/** An order is delivered when all of it is; one that nobody had told "shipped" becomes that on the way. */
const settleOrder = async (
  container: MedusaContainer,
  transaction: Transaction,
  { order_id, actor, cause, pictures }: Situation,
  parcels: readonly ShipmentRow[]
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const loose = pictures.filter(({ tracking }) => tracking.shipment_id === null)
  const isDelivered = isAllDelivered(
    parcels,
    loose.map(({ picture }) => picture)
  )
  const { status, archived_at } = await orders.readState(order_id, "all", transaction)
  if (!isDelivered || archived_at || !BECOMES_DELIVERED.includes(status)) {
    return
  }
  const move = { id: order_id, mover: "system" as const, actor, cause, reason: null }
  if (NOT_SHIPPED_YET.includes(status)) {
    await moveOrderWithin(container, transaction, {
      ...move,
      to: "shipped",
      is_told_alongside: true,
    })
  }
  await moveOrderWithin(container, transaction, { ...move, to: "delivered" })
}

/**
 * What follows for an order from everything that is known of its numbers now. The order must be held
 * (`lockState`).
 */
export const settleTracking = async (
  container: MedusaContainer,
  transaction: Transaction,
  about: Pick<Situation, "order_id" | "actor" | "cause">,
  news: { tracking_id: string; tags: readonly TrackingTag[] }
): Promise<Situation> => {
  const situation = await readSituation(container, transaction, about)
  const parcels = await settleStates(container, transaction, situation)
  await settleEntries(container, transaction, situation, parcels, news)
  await settleOrder(container, transaction, situation, parcels)
  const isMoved = parcels.some(({ state }, index) => state !== situation.parcels[index].state)
  if (isMoved) {
    const { order_id, cause } = about
    await settleParcels(container, transaction, { order_id, cause })
  }
  return situation
}

/**
 * Records what a carrier tells about a number: the one place where anything is learned of a parcel on
 * its way, whether a callback, a question or a person has told it. The same event again changes nothing,
 * a late one never takes anything back; the parcel, its order, the letters and what needs a person follow
 * in the same transaction.
 */
export const recordTracking = async (
  container: MedusaContainer,
  { number, events, source, cause, actor = SYSTEM }: RecordTrackingInput
): Promise<RecordedTracking> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { tracking }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const plain = recognise(number).number
  const found = (await tracking.findLive([plain])).get(plain)
  if (!found) {
    return { known: false }
  }
  return unitOfWork(container, async (transaction): Promise<RecordedTracking> => {
    const { crm_order_id } = found
    await orders.lockState(transaction, crm_order_id)
    // Somebody may have taken the number away before the order was held.
    const row = await tracking.read(crm_order_id, found.id, transaction)
    if (row.removed_at) {
      return { known: false }
    }
    const rows = events.map((event) => ({
      ...event,
      id: newEntityId("trev"),
      tracking_number_id: row.id,
      place: keptWords(event.place),
      words: keptWords(event.words),
      source,
    }))
    const inserted = new Set((await tracking.insertEvents(transaction, rows)).map(({ id }) => id))
    const fresh = rows.filter(({ id }) => inserted.has(id))
    const tags = [...new Set(fresh.map(({ tag }) => tag))]
    await orders.appendEvents(
      transaction,
      // One line for each thing that has happened; how often a parcel was scanned is on its own timeline.
      tags.map((tag) => ({
        crm_order_id,
        kind: "tracking.news" as const,
        actor,
        cause,
        data: {
          shipment_id: row.shipment_id,
          tracking_id: row.id,
          tracking_number: row.number,
          tag,
          source,
        },
      }))
    )
    const about = { order_id: crm_order_id, actor, cause }
    const { pictures } =
      fresh.length > 0
        ? await settleTracking(container, transaction, about, { tracking_id: row.id, tags })
        : await readSituation(container, transaction, about)
    const own = pictures.find((one) => one.tracking.id === row.id)
    return {
      known: true,
      crm_order_id,
      tracking: row,
      new_events: fresh.length,
      picture: own?.picture ?? pictureOf([], new Date()),
    }
  })
}
