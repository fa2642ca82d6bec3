import type { MedusaContainer } from "@medusajs/framework/types"
import { newEntityId } from "../../lib/entity-id"
import { enqueue } from "../../lib/enqueue"
import { notFound, Problem, problemOf } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type { OrderStatus } from "../../modules/crm_order/order-status"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import { judgeNumber, type JudgedNumber } from "../../modules/dispatch/judge-number"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { NewTrackingNumber } from "../../modules/dispatch/tracking-numbers"
import type { ShipmentRow, TrackingNumberRow, TrackingSource } from "../../modules/dispatch/types"
import { raiseOnOrder } from "../attention/order-attention"
import { chooseParcel } from "./choose-parcel"
import { POLL_TRACKING_TASK } from "./poll-tracking-task"
import { refuseSending, sendTogether, type NumberToSend } from "./send-tracking"

export type AddTrackingNumberInput = {
  order_id: string
  /** The parcel, when it is known; otherwise the only one that waits for a number. */
  shipment_id?: string | null
  /** As it was typed, pasted or told. */
  number: string
  /** In whatever words. */
  carrier?: string | null
  /** A person insists on a number that looks wrong. */
  override?: boolean
  source: TrackingSource
  actor: EventActor
  /** The customer is told at once, and the order becomes shipped. */
  send?: boolean
  cause?: string | null
}

export type AddedTrackingNumber = {
  tracking: TrackingNumberRow
  /** False: this number was known for this order already. */
  is_new: boolean
  is_sent: boolean
  /** Why it was not sent although that was wanted. */
  not_sent: string | null
}

/** What became of one of many numbers. */
export type NumberOutcome = ({ ok: true } & AddedTrackingNumber) | { ok: false; problem: Problem }

/** Numbers of these sources are what somebody typed. */
const BY_PERSON: readonly TrackingSource[] = ["typed", "import"]

/** Nothing of such an order has left: a number for it is a mistake. */
const NOTHING_ON_ITS_WAY: readonly OrderStatus[] = ["pending", "declined", "cancelled", "closed"]

const CODES = {
  doubtful: "tracking_number_doubtful",
  no_number: "tracking_number_invalid",
  unknown_carrier: "carrier_unknown",
} as const

const doubtOf = ({ why, words, number, formats, near }: JudgedNumber & { ok: false }): Problem =>
  new Problem(422, CODES[why], words, {
    fields: [{ path: why === "unknown_carrier" ? "carrier" : "number", message: words }],
    extra: { number, formats, near, can_override: why === "doubtful" },
  })

const takenBy = (row: TrackingNumberRow, displayId: number | undefined): Problem =>
  new Problem(
    409,
    "tracking_number_taken",
    `The number ${row.number} belongs to order ${displayId ?? row.crm_order_id}.`,
    { extra: { order: { id: row.crm_order_id, display_id: displayId ?? null } } }
  )

const refuseOrder = ({ status, archived_at }: OrderStateRow): Problem | null => {
  if (archived_at) {
    return new Problem(409, "archived", "The order is archived.")
  }
  return NOTHING_ON_ITS_WAY.includes(status)
    ? new Problem(
        409,
        "nothing_on_its_way",
        `The order is ${status.replaceAll("_", " ")}: nothing of it is on its way.`
      )
    : null
}

const parcelOf = (
  parcels: readonly ShipmentRow[],
  live: readonly TrackingNumberRow[],
  wanted: string | null | undefined
): ShipmentRow | null => {
  if (!wanted) {
    const chosen = chooseParcel(parcels, live)
    return parcels.find(({ id }) => id === chosen?.id) ?? null
  }
  const parcel = parcels.find(({ id }) => id === wanted)
  if (!parcel) {
    throw notFound("parcel of this order")
  }
  if (parcel.state === "cancelled" || parcel.state === "rejected") {
    const words = `The parcel ${parcel.number} is ${parcel.state}: it has no tracking number.`
    throw new Problem(409, "parcel_not_standing", words)
  }
  return parcel
}

/** What adding is decided upon: read once for all numbers, brought up to date with each of them. */
type Known = {
  orders: ReadonlyMap<string, OrderStateRow>
  parcels: ReadonlyMap<string, ShipmentRow[]>
  /** The live numbers of each order. */
  live: Map<string, TrackingNumberRow[]>
  /** The live rows by number, of whatever order. */
  byNumber: Map<string, TrackingNumberRow>
  displayIds: ReadonlyMap<string, number>
}

const groupBy = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> => {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  }
  return groups
}

const readKnown = async (
  container: MedusaContainer,
  transaction: Transaction,
  orderIds: readonly string[],
  numbers: readonly string[]
): Promise<Known> => {
  const service: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { shipments, tracking }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const orders = await service.lockStates(transaction, orderIds)
  const parcels = await shipments.listForOrders(orderIds, transaction)
  const own = await tracking.listForOrders(orderIds, transaction)
  const byNumber = await tracking.findLive(numbers, transaction)
  const foreign = [...byNumber.values()].map(({ crm_order_id }) => crm_order_id)
  return {
    orders,
    parcels: groupBy(parcels, ({ crm_order_id }) => crm_order_id),
    live: groupBy(
      own.filter(({ removed_at }) => removed_at === null),
      ({ crm_order_id }) => crm_order_id
    ),
    byNumber,
    displayIds: await service.displayIds(foreign),
  }
}

type Decision =
  { problem: Problem } | { known: TrackingNumberRow } | { fresh: TrackingNumberRow; is_fresh: true }

/** What is to be done with one number. Nothing is written yet. */
const decide = (input: AddTrackingNumberInput, judged: JudgedNumber, known: Known): Decision => {
  const order = known.orders.get(input.order_id)
  if (!order) {
    return { problem: notFound("order") }
  }
  if (!judged.ok) {
    return { problem: doubtOf(judged) }
  }
  const existing = known.byNumber.get(judged.number)
  if (existing) {
    return existing.crm_order_id === order.id
      ? { known: existing }
      : { problem: takenBy(existing, known.displayIds.get(existing.crm_order_id)) }
  }
  const refusal = refuseOrder(order)
  if (refusal) {
    return { problem: refusal }
  }
  try {
    const live = known.live.get(order.id) ?? []
    const parcel = parcelOf(known.parcels.get(order.id) ?? [], live, input.shipment_id)
    const fresh: TrackingNumberRow = {
      id: newEntityId("trk"),
      shipment_id: parcel?.id ?? null,
      crm_order_id: order.id,
      number: judged.number,
      carrier: judged.carrier,
      check: judged.check,
      source: input.source,
      actor_type: input.actor.type,
      actor_id: input.actor.id,
      sent_at: null,
      removed_at: null,
      removed_reason: null,
      next_poll_at: null,
      created_at: new Date(),
    }
    known.live.set(order.id, [...live, fresh])
    known.byNumber.set(fresh.number, fresh)
    return { fresh, is_fresh: true }
  } catch (error) {
    const problem = problemOf(error)
    if (!problem) {
      throw error
    }
    return { problem }
  }
}

const newRow = (row: TrackingNumberRow): NewTrackingNumber => ({
  id: row.id,
  shipment_id: row.shipment_id,
  crm_order_id: row.crm_order_id,
  number: row.number,
  carrier: row.carrier,
  check: row.check,
  source: row.source,
  actor_type: row.actor_type,
  actor_id: row.actor_id,
})

/**
 * Adds tracking numbers to orders and sends those that are to be sent, of many orders with as many
 * statements as of one. What cannot be added is told per number and changes nothing. Takes the orders'
 * locks, in one order of their ids; all numbers have one actor and one cause.
 */
export const addTrackingNumbersWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  inputs: readonly AddTrackingNumberInput[],
  by: { actor: EventActor; cause: string | null }
): Promise<NumberOutcome[]> => {
  const service: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { tracking }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const judged = inputs.map(({ number, carrier, override, source }) =>
    judgeNumber({
      number,
      carrier: carrier ?? null,
      override: override ?? false,
      by_person: BY_PERSON.includes(source),
    })
  )
  const known = await readKnown(
    container,
    transaction,
    inputs.map(({ order_id }) => order_id),
    judged.map(({ number }) => number)
  )
  const decisions = inputs.map((input, index) => decide(input, judged[index], known))

  const fresh = decisions.flatMap((one) => ("fresh" in one ? [one.fresh] : []))
  const stored = new Map(
    (await tracking.insert(transaction, fresh.map(newRow))).map((row) => [row.id, row])
  )
  const parcelsById = new Map([...known.parcels.values()].flat().map((row) => [row.id, row]))
  await service.appendEvents(
    transaction,
    fresh
      .filter(({ id }) => stored.has(id))
      .map((row) => ({
        crm_order_id: row.crm_order_id,
        kind: "tracking.number_added" as const,
        ...by,
        data: {
          shipment_id: row.shipment_id,
          number: parcelsById.get(row.shipment_id ?? "")?.number ?? null,
          tracking_id: row.id,
          tracking_number: row.number,
          carrier: row.carrier,
          check: row.check,
          source: row.source,
        },
      }))
  )
  if (stored.size > 0) {
    await enqueue(transaction, POLL_TRACKING_TASK, {}, { key: POLL_TRACKING_TASK })
  }

  const sends = new Map<string, NumberToSend>()
  const outcomes = decisions.map((decision, index): NumberOutcome => {
    const { send, order_id } = inputs[index]
    if ("problem" in decision) {
      return { ok: false, problem: decision.problem }
    }
    const row = "known" in decision ? decision.known : stored.get(decision.fresh.id)
    const order = known.orders.get(order_id)
    if (!row || !order) {
      const words = `Somebody else has just entered the number ${judged[index].number}.`
      return { ok: false, problem: new Problem(409, "tracking_number_taken", words) }
    }
    const refusal = send && row.sent_at === null ? refuseSending(order, by) : null
    if (send && row.sent_at === null && refusal === null) {
      const parcel = parcelsById.get(row.shipment_id ?? "") ?? null
      sends.set(row.id, { order, parcel, tracking: row })
    }
    return {
      ok: true,
      tracking: row,
      is_new: "fresh" in decision,
      is_sent: row.sent_at !== null || sends.has(row.id),
      not_sent: refusal,
    }
  })
  await sendTogether(container, transaction, [...sends.values()], by)
  return outcomes
}

/** One number as a part of a larger transaction. @throws Problem see `addTrackingNumber` */
export const addTrackingNumberWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  input: AddTrackingNumberInput
): Promise<AddedTrackingNumber> => {
  const by = { actor: input.actor, cause: input.cause ?? null }
  const [outcome] = await addTrackingNumbersWithin(container, transaction, [input], by)
  if (!outcome.ok) {
    throw outcome.problem
  }
  const { ok: _ok, ...added } = outcome
  return added
}

const SOURCE_WORDS: Record<TrackingSource, string> = {
  typed: "A person",
  import: "An import",
  callback: "A message of the supplier",
  file: "A file of the supplier",
  poll: "The supplier",
  answer: "The supplier",
}

/**
 * What a supplier tells and cannot be true is put before a person, and work goes on: the number of
 * another order, a wrong check digit, an order of which nothing is on its way.
 */
export const tellConflict = (
  container: MedusaContainer,
  transaction: Transaction,
  { order_id, number, source, actor, cause }: AddTrackingNumberInput,
  problem: Problem
): Promise<void> =>
  raiseOnOrder(container, transaction, { crm_order_id: order_id, actor, cause: cause ?? null }, [
    {
      kind: "tracking_conflict",
      data: {
        source: SOURCE_WORDS[source],
        tracking_number: number.trim().slice(0, 60),
        code: problem.code,
        words: problem.message.replace(/\.$/, "").replace(/^The /, "the "),
        ...problem.extra,
        formats: undefined,
        near: undefined,
      },
    },
  ])

/**
 * Adds a tracking number to an order: recognises the carrier, checks the digits, keeps the history, and
 * with `send` tells the customer, by which the order becomes shipped. The same number again adds
 * nothing. Of what a supplier tells, a refusal also becomes an entry for a person.
 *
 * @throws Problem 404; 422 `tracking_number_doubtful` (can be overridden), `tracking_number_invalid`,
 * `carrier_unknown`, `parcel_needed`; 409 `tracking_number_taken` naming the order,
 * `parcel_not_standing`, `nothing_on_its_way`, `archived`, `not_sendable`
 */
export const addTrackingNumber = async (
  container: MedusaContainer,
  input: AddTrackingNumberInput
): Promise<AddedTrackingNumber> => {
  const by = { actor: input.actor, cause: input.cause ?? null }
  const isByPerson = BY_PERSON.includes(input.source)
  const outcome = await unitOfWork(container, async (transaction) => {
    const [one] = await addTrackingNumbersWithin(container, transaction, [input], by)
    if (!one.ok && !isByPerson && one.problem.status !== 404) {
      await tellConflict(container, transaction, input, one.problem)
    }
    if (one.ok && one.not_sent && isByPerson) {
      throw new Problem(409, "not_sendable", one.not_sent)
    }
    return one
  })
  if (!outcome.ok) {
    throw outcome.problem
  }
  const { ok: _ok, ...added } = outcome
  return added
}
