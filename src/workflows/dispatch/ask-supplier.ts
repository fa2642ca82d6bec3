import type { MedusaContainer } from "@medusajs/framework/types"
import { notFound, Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import type { EventActor } from "../../modules/crm_order/order-events"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { ShipmentRow } from "../../modules/dispatch/types"
import { openSupplier } from "./open-supplier"
import { queueHandOver } from "./queue-jobs"
import { recordParcelAnswer } from "./record-answer"
import { noteSupplierTrouble, supplierWorks } from "./supplier-trouble"

type AboutParcel = {
  order_id: string
  shipment_id: string
  actor: EventActor
  cause: string | null
}

const readOwn = async (
  container: MedusaContainer,
  { order_id, shipment_id }: AboutParcel
): Promise<ShipmentRow> => {
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const parcel = await shipments.read(shipment_id)
  if (parcel.crm_order_id !== order_id) {
    throw notFound("parcel of this order")
  }
  return parcel
}

/**
 * Asks the supplier of a parcel what he knows of it, and keeps his answer. One that he has never seen is
 * handed over by its job, under the name that it has.
 *
 * @returns the parcel as it is then, and what he said
 * @throws Problem 404; 409 `parcel_state`, `supplier_unreachable`; 422 `cannot_ask`
 */
export const askSupplier = async (
  container: MedusaContainer,
  input: AboutParcel
): Promise<{ shipment: ShipmentRow; outcome: string; words: string | null }> => {
  const { suppliers, shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const parcel = await readOwn(container, input)
  if (parcel.state === "planned" || parcel.state === "cancelled") {
    const words = `The parcel ${parcel.number} is ${parcel.state}: its supplier knows nothing of it.`
    throw new Problem(409, "parcel_state", words, { extra: { state: parcel.state } })
  }
  const { row, access, supplier } = await openSupplier(container, parcel.supplier_id)
  const { ask } = supplier
  if (!ask) {
    const words = `${row.name} cannot be asked from here. Ask him yourself, then enter what he says.`
    throw new Problem(422, "cannot_ask", words, { extra: { supplier: row.name } })
  }
  const { number, supplier_reference: reference } = parcel
  const { answers, exchanges, failure } = await ask(access, [{ number, reference }])
  await unitOfWork(container, async (transaction) => {
    await suppliers.keepExchanges(transaction, row.id, exchanges, { shipment_id: parcel.id })
    if (failure) {
      await noteSupplierTrouble(container, transaction, row.id, failure)
    }
  })
  const answer = answers.find((one) => one.number === number)
  if (failure || !answer) {
    const words = failure ?? "He has said nothing about it."
    throw new Problem(409, "supplier_unreachable", `${row.name} cannot be asked now: ${words}`)
  }
  await supplierWorks(container, row.id)
  await recordParcelAnswer(container, {
    shipment_id: parcel.id,
    answer,
    source: "ask",
    supplier_id: row.id,
    cause: input.cause,
  })
  if (answer.outcome === "not_found" && parcel.state === "handing_over") {
    await unitOfWork(container, (transaction) => queueHandOver(transaction, row.id))
  }
  return {
    shipment: await shipments.read(parcel.id),
    outcome: answer.outcome,
    words: answer.message,
  }
}

/**
 * Hands a waiting parcel over now, whatever the supplier's rest: a person knows that he is back.
 *
 * @throws Problem 404; 409 `parcel_state`
 */
export const retryParcel = async (
  container: MedusaContainer,
  input: AboutParcel
): Promise<ShipmentRow> => {
  const { suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const parcel = await readOwn(container, input)
  if (parcel.state !== "planned" && parcel.state !== "handing_over") {
    const words = `The parcel ${parcel.number} is ${parcel.state.replaceAll("_", " ")}: it does not wait to be handed over.`
    throw new Problem(409, "parcel_state", words, { extra: { state: parcel.state } })
  }
  await unitOfWork(container, async (transaction) => {
    await suppliers.update(transaction, parcel.supplier_id, {})
    await queueHandOver(transaction, parcel.supplier_id)
  })
  return parcel
}
