import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor, NewOrderEvent } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import {
  effectOfAnswer,
  isUncovered,
  keptWords,
  type AnswerEffect,
  type AnswerSource,
} from "../../modules/dispatch/hand-over-steps"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { ShipmentRow } from "../../modules/dispatch/types"
import type { ParcelAnswer } from "../../providers/fulfillment/supplier"
import { raiseOnOrder, resolveOnOrder } from "../attention/order-attention"
import { addToldNumbersWithin } from "./add-told-numbers"
import { readParcels, settleParcels } from "./settle-parcels"

export type RecordAnswerInput = {
  /** The parcel, if its id is known; else it is the one that the answer names. */
  shipment_id?: string
  /** Another name than the answer's own, e.g. of a row in a file. */
  number?: string
  answer: ParcelAnswer
  source: AnswerSource
  /** Who says so: an answer about another supplier's parcel is refused. */
  supplier_id: string
  /** The system, unless a person has entered it. */
  actor?: EventActor
  cause: string | null
}

const SYSTEM: EventActor = { type: "system", id: null }

const findParcel = async (
  container: MedusaContainer,
  { shipment_id, number, answer, supplier_id }: RecordAnswerInput
): Promise<ShipmentRow> => {
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const found = shipment_id
    ? await shipments.read(shipment_id)
    : await shipments.findByNumber((number ?? answer.number).trim())
  // One sentence for both: a supplier is not told what others ship.
  if (!found || found.supplier_id !== supplier_id) {
    throw new Problem(404, "unknown_parcel", "This supplier has no parcel with this number.")
  }
  return found
}

/**
 * Keeps what has been learned of a parcel from its supplier, and lets everything follow: the parcel's
 * state, the stream, entries for a person, the order's status. The one place for it, whether it came
 * with the hand-over, by a question, a callback, a file or a person. Answers may come twice, late and in
 * any order.
 *
 * @returns the parcel as it is then
 * @throws Problem 404 `unknown_parcel`
 */
export const recordParcelAnswer = async (
  container: MedusaContainer,
  input: RecordAnswerInput
): Promise<ShipmentRow> => {
  const { id, crm_order_id } = await findParcel(container, input)
  return unitOfWork(container, (transaction) =>
    recordWithin(container, transaction, { ...input, shipment_id: id, order_id: crm_order_id })
  )
}

type Found = RecordAnswerInput & { shipment_id: string; order_id: string }

const recordWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  { shipment_id, order_id, answer, source, actor = SYSTEM, cause }: Found
): Promise<ShipmentRow> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  await orders.lockState(transaction, order_id)
  const shipment = await shipments.lock(transaction, shipment_id)
  const parcels = await readParcels(container, order_id, transaction)
  const own = parcels.find(({ id }) => id === shipment_id)
  const effect = effectOfAnswer(shipment, answer, {
    source,
    at: new Date(),
    replaced: own !== undefined && !isUncovered(own, parcels),
  })
  await applyEffect(container, transaction, { shipment, effect, answer, source, actor, cause })
  const told = { parcel: shipment, told: answer.tracking, source, actor, cause }
  await addToldNumbersWithin(container, transaction, told)
  return shipments.read(shipment_id, transaction)
}

type Applied = {
  shipment: ShipmentRow
  effect: AnswerEffect
  answer: ParcelAnswer
  source: AnswerSource
  actor: EventActor
  cause: string | null
}

const applyEffect = async (
  container: MedusaContainer,
  transaction: Transaction,
  { shipment, effect, answer, source, actor, cause }: Applied
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { shipments, suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const { changes, event, raise, resolve } = effect
  if (Object.keys(changes).length > 0) {
    await shipments.update(transaction, shipment.id, changes)
  }
  const about = { crm_order_id: shipment.crm_order_id, actor, cause }
  const { name: supplier } = await suppliers.read(shipment.supplier_id, transaction)
  const words = keptWords(answer.message)
  if (event) {
    const told: NewOrderEvent = {
      ...about,
      kind: event,
      data: {
        shipment_id: shipment.id,
        number: shipment.number,
        supplier,
        reference: answer.reference,
        batch: shipment.batch_id,
        source,
      },
      personal: words ? { words } : undefined,
    }
    await orders.appendEvents(transaction, [told])
  }
  await resolveOnOrder(container, transaction, about, resolve)
  if (raise) {
    const data = { shipment_id: shipment.id, number: shipment.number, supplier, words }
    await raiseOnOrder(container, transaction, about, [{ kind: raise, data }])
  }
  if (changes.state) {
    await settleParcels(container, transaction, { order_id: shipment.crm_order_id, cause })
  }
}
