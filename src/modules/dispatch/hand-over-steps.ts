import type { ParcelAnswer } from "../../providers/fulfillment/supplier"
import type { AttentionKind } from "../attention/kinds"
import type { OrderEventKind } from "../crm_order/order-events"
import { PAID_STATUSES, type OrderStatus } from "../crm_order/order-status"
import { OPEN_STATES, STANDING_STATES, WITH_SUPPLIER_STATES } from "./shipment-states"
import type { ShipmentRow } from "./types"

/**
 * What follows from what suppliers say of parcels: pure. Nothing here reads or writes anything, so that
 * every order of answers can be tried in a unit test.
 */

/** From where an answer has come. */
export const ANSWER_SOURCES = ["hand_over", "ask", "callback", "file", "upload", "staff"] as const
export type AnswerSource = (typeof ANSWER_SOURCES)[number]

export type AnswerEffect = {
  changes: Partial<
    Pick<ShipmentRow, "state" | "supplier_reference" | "message" | "handed_over_at" | "answered_at">
  >
  event: OrderEventKind | null
  raise: AttentionKind | null
  resolve: AttentionKind[]
}

type Told = Pick<
  ShipmentRow,
  "state" | "supplier_reference" | "message" | "handed_over_at" | "answered_at"
>

export type AnswerFacts = {
  source: AnswerSource
  at: Date
  /** Another parcel has taken this one's place: the same goods are planned or sent once more. */
  replaced: boolean
}

/** No longer than a person reads; suppliers' words may be pages of HTML. */
const MOST_WORDS = 300

/** A supplier's words as they are kept: one line, of a sensible length. */
export const keptWords = (words: string | null): string | null => {
  const line = words?.replace(/[\p{Cc}\s]+/gu, " ").trim()
  return line ? line.slice(0, MOST_WORDS) : null
}

const NOTHING: AnswerEffect = { changes: {}, event: null, raise: null, resolve: [] }

/** The supplier's own number and words, where they say something new. */
const said = (shipment: Told, { reference, message }: ParcelAnswer): AnswerEffect["changes"] => {
  const words = keptWords(message)
  return {
    ...(reference && reference !== shipment.supplier_reference
      ? { supplier_reference: reference }
      : {}),
    ...(words && words !== shipment.message ? { message: words } : {}),
  }
}

const doubt = (shipment: Told, answer: ParcelAnswer): AnswerEffect => ({
  changes: said(shipment, answer),
  event: shipment.message === keptWords(answer.message) ? null : "shipment.unclear",
  raise: "dispatch_unclear",
  resolve: [],
})

const settled: AttentionKind[] = ["dispatch_unclear", "dispatch_silent"]

const accepted = (shipment: Told, answer: ParcelAnswer, { at, replaced }: AnswerFacts) => {
  const { state, handed_over_at } = shipment
  if (state === "planned" || state === "handing_over" || state === "taken") {
    // Also before the hand-over has been acknowledged: who accepts a parcel has got it.
    return {
      changes: {
        ...said(shipment, answer),
        state: "accepted" as const,
        handed_over_at: handed_over_at ?? at,
        answered_at: at,
      },
      event: "shipment.accepted" as const,
      raise: null,
      resolve: settled,
    }
  }
  if (state === "rejected" && !replaced) {
    return {
      changes: { ...said(shipment, answer), state: "accepted" as const, answered_at: at },
      event: "shipment.accepted" as const,
      raise: null,
      resolve: [...settled, "dispatch_rejected" as const],
    }
  }
  // He ships what was taken back or has been given to another: a person has to stop one of them.
  if (state === "rejected" || state === "cancelled") {
    return doubt(shipment, answer)
  }
  return { ...NOTHING, changes: said(shipment, answer) }
}

const taken = (shipment: Told, answer: ParcelAnswer, { at }: AnswerFacts): AnswerEffect =>
  shipment.state === "planned" || shipment.state === "handing_over"
    ? {
        changes: { ...said(shipment, answer), state: "taken", handed_over_at: at },
        event: "shipment.handed_over",
        raise: null,
        resolve: ["dispatch_unclear"],
      }
    : { ...NOTHING, changes: said(shipment, answer) }

const rejected = (shipment: Told, answer: ParcelAnswer, { at }: AnswerFacts): AnswerEffect =>
  OPEN_STATES.includes(shipment.state)
    ? {
        changes: { ...said(shipment, answer), state: "rejected", answered_at: at },
        event: "shipment.rejected",
        raise: "dispatch_rejected",
        resolve: settled,
      }
    : NOTHING

const unknown = (shipment: Told, answer: ParcelAnswer): AnswerEffect =>
  shipment.state === "handing_over" ? doubt(shipment, answer) : NOTHING

/** Before the hand-over is known to have arrived it only says "tell it again" (hand-over.ts). */
const notFound = (shipment: Told, answer: ParcelAnswer): AnswerEffect =>
  shipment.state === "taken" || shipment.state === "accepted" ? doubt(shipment, answer) : NOTHING

const EFFECTS: Record<
  ParcelAnswer["outcome"],
  (shipment: Told, answer: ParcelAnswer, facts: AnswerFacts) => AnswerEffect
> = { accepted, taken, rejected, unknown, not_found: notFound }

/**
 * What a supplier's answer does to a parcel. Answers come in any order and any number of times: what
 * has been learned is never unlearned by an older or poorer one.
 */
export const effectOfAnswer = (
  shipment: Told,
  answer: ParcelAnswer,
  facts: AnswerFacts
): AnswerEffect => {
  // Whoever tells a tracking number has accepted the parcel, whatever word he uses for it.
  const told: ParcelAnswer =
    answer.tracking.length > 0 && answer.outcome !== "rejected"
      ? { ...answer, outcome: "accepted" }
      : answer
  return EFFECTS[told.outcome](shipment, told, facts)
}

type ParcelOf = Pick<ShipmentRow, "state" | "kind" | "reships_id"> & {
  lines: readonly { order_line_id: string; quantity: number }[]
}

/** How many pieces of each order line are in parcels that stand. */
export const standingPieces = (parcels: readonly ParcelOf[]): Map<string, number> => {
  const pieces = new Map<string, number>()
  for (const { state, lines } of parcels) {
    if (STANDING_STATES.includes(state)) {
      for (const { order_line_id, quantity } of lines) {
        pieces.set(order_line_id, (pieces.get(order_line_id) ?? 0) + quantity)
      }
    }
  }
  return pieces
}

/** Parcels that can stand for each other: all first ones, or those that replace the same parcel. */
const alike = (parcel: ParcelOf, all: readonly ParcelOf[]): ParcelOf[] =>
  all.filter(({ kind, reships_id }) => kind === parcel.kind && reships_id === parcel.reships_id)

/** Whether a rejected parcel's goods are still without one that stands. */
export const isUncovered = (parcel: ParcelOf, all: readonly ParcelOf[]): boolean => {
  const pieces = standingPieces(alike(parcel, all))
  return parcel.lines.some(
    ({ order_line_id, quantity }) => (pieces.get(order_line_id) ?? 0) < quantity
  )
}

/**
 * Whether an order's goods all lie with suppliers, so that it is packed: nothing waits to be handed
 * over, nothing is unclear, and what one has rejected another has taken.
 */
export const isWithSuppliers = (parcels: readonly ParcelOf[]): boolean =>
  parcels.some(({ state }) => WITH_SUPPLIER_STATES.includes(state)) &&
  parcels.every(
    (parcel) =>
      WITH_SUPPLIER_STATES.includes(parcel.state) ||
      parcel.state === "cancelled" ||
      (parcel.state === "rejected" && !isUncovered(parcel, parcels))
  )

/** Null when a planned parcel may be handed over, else the sentence that says why it may not. */
export const refuseHandOver = (order: {
  status: OrderStatus
  archived_at: Date | null
}): string | null => {
  if (order.archived_at) {
    return "The order has been archived before the parcel was handed over."
  }
  // Also when another of its parcels has been shipped: one supplier may be quicker than the other.
  return PAID_STATUSES.includes(order.status)
    ? null
    : `The order has become ${order.status.replaceAll("_", " ")} before the parcel was handed over.`
}
