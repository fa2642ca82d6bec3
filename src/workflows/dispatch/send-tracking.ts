import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor, NewOrderEvent } from "../../modules/crm_order/order-events"
import type { Mover, OrderStatus } from "../../modules/crm_order/order-status"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import { refuseOrderMove } from "../../modules/crm_order/state-machine"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { ShipmentRow, TrackingNumberRow } from "../../modules/dispatch/types"
import type { NewMessage } from "../../modules/mail/types"
import { queueLetters } from "../mail/queue-letters"
import { moveOrdersWithin } from "../order/move-order"
import { queueFulfillmentMirrors } from "./queue-jobs"
import { settleParcels } from "./settle-parcels"

/** Statuses in which an order becomes shipped with its first number. */
const BECOMES_SHIPPED: readonly OrderStatus[] = ["approved", "packed"]

/** Where a letter with a number makes sense when no person has decided so. */
const SENT_BY_ITSELF: readonly OrderStatus[] = [
  "approved",
  "packed",
  "shipped",
  "reshipped",
  "call_center",
]

/** Where not even a person may tell that a parcel is on its way. */
const NEVER_SENT: readonly OrderStatus[] = ["pending", "declined", "cancelled", "closed"]

export type SentBy = { actor: EventActor; cause: string | null }

const moverOf = ({ type }: EventActor): Mover => (type === "staff" ? "manager" : "system")

/** Null when the numbers of an order may be sent to its customer, else the sentence that says why not. */
export const refuseSending = (order: OrderStateRow, { actor }: SentBy): string | null => {
  const status = order.status.replaceAll("_", " ")
  if (order.archived_at) {
    return "The order is archived."
  }
  if (NEVER_SENT.includes(order.status)) {
    return `The order is ${status}: nothing of it is on its way.`
  }
  if (actor.type !== "staff" && !SENT_BY_ITSELF.includes(order.status)) {
    return `The order is ${status}: a person decides whether the customer is told.`
  }
  return BECOMES_SHIPPED.includes(order.status)
    ? refuseOrderMove(order, "shipped", moverOf(actor))
    : null
}

/** Numbers to be sent, with the order and the parcel they belong to. */
export type NumberToSend = {
  order: OrderStateRow
  parcel: Pick<ShipmentRow, "id" | "number" | "kind"> | null
  tracking: TrackingNumberRow
}

/** One letter per parcel: what is sent together of it is told together. */
const lettersOf = (sends: readonly NumberToSend[], { actor, cause }: SentBy): NewMessage[] => {
  const groups = new Map<string, NumberToSend[]>()
  for (const send of sends) {
    const key = `${send.order.id} ${send.parcel?.id ?? send.tracking.id}`
    groups.set(key, [...(groups.get(key) ?? []), send])
  }
  return [...groups.values()].map((group): NewMessage => {
    const [{ order, parcel, tracking }] = group
    // What was sent before is sent once more because somebody presses the button once more.
    const isRepeated = tracking.sent_at !== null
    return {
      kind: parcel?.kind === "reship" ? "reshipped" : "shipped",
      crm_order_id: order.id,
      shop_id: order.shop_id,
      cause: isRepeated ? `tracking:${tracking.id}:${cause}` : `tracking:${tracking.id}`,
      language: order.language,
      actor,
      data: { tracking_ids: group.map((one) => one.tracking.id), from: order.status },
      is_demanded: isRepeated,
    }
  })
}

const eventsOf = (sends: readonly NumberToSend[], { actor, cause }: SentBy): NewOrderEvent[] =>
  sends.map(({ order, parcel, tracking }) => ({
    crm_order_id: order.id,
    kind: "tracking.number_sent",
    actor,
    cause,
    data: {
      shipment_id: tracking.shipment_id,
      number: parcel?.number ?? null,
      tracking_id: tracking.id,
      tracking_number: tracking.number,
      carrier: tracking.carrier,
    },
  }))

/**
 * Tells customers the numbers of their parcels: these are shipped, an order becomes shipped with its
 * first number, and each parcel has its letter. Many orders in one go; they must be held
 * (`lockStates`), and `refuseSending` must have let every one of them pass.
 */
export const sendTogether = async (
  container: MedusaContainer,
  transaction: Transaction,
  sends: readonly NumberToSend[],
  by: SentBy
): Promise<void> => {
  if (sends.length === 0) {
    return
  }
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { tracking }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const parcelIds = sends.flatMap(({ parcel }) => (parcel ? [parcel.id] : []))
  await tracking.shipParcels(transaction, parcelIds)
  await tracking.markSent(
    transaction,
    sends.map((one) => one.tracking.id)
  )
  await orders.appendEvents(transaction, eventsOf(sends, by))
  const concerned = new Map(sends.map(({ order }) => [order.id, order]))
  const shipped = [...concerned.values()].filter(({ status }) => BECOMES_SHIPPED.includes(status))
  await moveOrdersWithin(container, transaction, shipped, {
    to: "shipped",
    mover: moverOf(by.actor),
    actor: by.actor,
    cause: by.cause,
  })
  await queueLetters(container, transaction, lettersOf(sends, by))
  const withParcels = new Set(sends.flatMap(({ order, parcel }) => (parcel ? [order.id] : [])))
  await queueFulfillmentMirrors(transaction, [...withParcels])
  for (const { id, open_attention } of concerned.values()) {
    if (open_attention > 0) {
      await settleParcels(container, transaction, { order_id: id, cause: by.cause })
    }
  }
}

export type SendTrackingInput = SentBy & { order_id: string; tracking_ids: readonly string[] }

/**
 * Sends numbers of one order to its customer; what was sent already is sent once more, because a person
 * wants it so.
 *
 * @throws Problem 404; 409 `not_sendable` with the reason, `removed`
 */
export const sendTracking = (
  container: MedusaContainer,
  { order_id, tracking_ids, ...by }: SendTrackingInput
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const { tracking, shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
    const order = await orders.lockState(transaction, order_id)
    const refusal = refuseSending(order, by)
    if (refusal) {
      throw new Problem(409, "not_sendable", refusal)
    }
    const parcels = await shipments.listForOrder(order_id, transaction)
    const sends: NumberToSend[] = []
    for (const id of tracking_ids) {
      const row = await tracking.read(order_id, id, transaction)
      if (row.removed_at) {
        throw new Problem(409, "removed", `The number ${row.number} is no longer in use.`)
      }
      const parcel = parcels.find((one) => one.id === row.shipment_id) ?? null
      sends.push({ order, parcel, tracking: row })
    }
    await sendTogether(container, transaction, sends, by)
  })
