import type { MedusaContainer } from "@medusajs/framework/types"
import type { Transaction } from "../../lib/unit-of-work"
import type { EventActor } from "../../modules/crm_order/order-events"
import type { AnswerSource } from "../../modules/dispatch/hand-over-steps"
import type { ShipmentRow, TrackingSource } from "../../modules/dispatch/types"
import type { TrackingTold } from "../../providers/fulfillment/supplier"
import { addTrackingNumbersWithin, tellConflict } from "./add-tracking-number"

/** How a number is known that comes with a supplier's answer. */
const SOURCES: Record<AnswerSource, TrackingSource> = {
  hand_over: "answer",
  ask: "poll",
  callback: "callback",
  file: "file",
  upload: "file",
  staff: "answer",
}

export type ToldNumbers = {
  parcel: Pick<ShipmentRow, "id" | "crm_order_id">
  told: readonly TrackingTold[]
  source: AnswerSource
  actor: EventActor
  cause: string | null
}

/**
 * Adds the tracking numbers that a supplier tells about a parcel, and tells the customer, in the
 * transaction of his answer. One that cannot be right becomes an entry for a person and does not hold up
 * the others. The order must be held.
 */
export const addToldNumbersWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  { parcel, told, source, actor, cause }: ToldNumbers
): Promise<void> => {
  if (told.length === 0) {
    return
  }
  const inputs = told.map(({ number, carrier }) => ({
    order_id: parcel.crm_order_id,
    shipment_id: parcel.id,
    number,
    carrier,
    source: SOURCES[source],
    actor,
    cause,
    send: true,
  }))
  const outcomes = await addTrackingNumbersWithin(container, transaction, inputs, { actor, cause })
  for (const [index, outcome] of outcomes.entries()) {
    if (!outcome.ok) {
      await tellConflict(container, transaction, inputs[index], outcome.problem)
    }
  }
}
