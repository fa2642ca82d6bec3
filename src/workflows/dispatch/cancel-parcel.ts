import type { MedusaContainer } from "@medusajs/framework/types"
import { notFound, Problem } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { ShipmentRow } from "../../modules/dispatch/types"
import type { ParcelAnswer } from "../../providers/fulfillment/supplier"
import { raiseOnOrder } from "../attention/order-attention"
import { moveOrderWithin } from "../order/move-order"
import { openSupplier, type OpenedSupplier } from "./open-supplier"
import { withdrawWithin } from "./withdraw-parcel"

export type CancelParcelInput = {
  order_id: string
  shipment_id: string
  /** The manager has agreed it with a supplier whom we cannot tell ourselves. */
  confirmed: boolean
  reason: string | null
  actor: EventActor
  cause: string | null
}

/** Whether the supplier may know of the parcel, and whether that is certain. */
type Knowledge = "not_told" | "told" | "unclear"

const knowledgeOf = async (
  container: MedusaContainer,
  parcel: ShipmentRow,
  transaction?: Transaction
): Promise<Knowledge> => {
  const { batches }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  switch (parcel.state) {
    case "planned":
      return "not_told"
    case "taken":
    case "accepted":
      return "told"
    case "handing_over": {
      const batch = parcel.batch_id ? await batches.read(parcel.batch_id, transaction) : undefined
      return batch?.state === "failed" ? "not_told" : "unclear"
    }
    default:
      throw new Problem(
        409,
        "parcel_state",
        `The parcel ${parcel.number} is ${parcel.state}: it cannot be taken back.`,
        { extra: { state: parcel.state } }
      )
  }
}

const unclear = ({ number }: ShipmentRow, supplier: string): Problem =>
  new Problem(
    409,
    "parcel_unclear",
    `Nobody knows yet whether ${supplier} has got the parcel ${number}. Ask him first.`
  )

/** Asks the supplier to give a parcel back. No transaction is open meanwhile. */
const tellSupplier = async (
  container: MedusaContainer,
  { row, access, supplier }: OpenedSupplier,
  parcel: ShipmentRow,
  { confirmed, actor, cause }: CancelParcelInput
): Promise<string | null> => {
  const { cancel } = supplier
  if (!cancel) {
    if (!confirmed) {
      const words = `${row.name} cannot be told from here. Agree it with him, then confirm.`
      throw new Problem(409, "needs_confirmation", words, { extra: { supplier: row.name } })
    }
    return null
  }
  const { number, supplier_reference: reference } = parcel
  const answer = await cancel(access, { number, reference })
  const words = answer.message
  const refusals: Partial<Record<ParcelAnswer["outcome"], Problem>> = {
    rejected: new Problem(
      409,
      "not_taken_back",
      `${row.name} does not give the parcel back${words ? `: ${words}` : "."}`
    ),
    unknown: unclear(parcel, row.name),
    taken: unclear(parcel, row.name),
  }
  const refusal = refusals[answer.outcome]
  if (refusal && answer.outcome !== "rejected") {
    await unitOfWork(container, (transaction) =>
      raiseOnOrder(container, transaction, { crm_order_id: parcel.crm_order_id, actor, cause }, [
        {
          kind: "dispatch_unclear",
          data: { shipment_id: parcel.id, number, supplier: row.name, words },
        },
      ])
    )
  }
  if (refusal) {
    throw refusal
  }
  return words
}

/**
 * Takes a parcel back that has not been sent: from the supplier too, where he can be told, otherwise
 * the manager says that it is agreed. An order of which no parcel is left is approved again.
 *
 * @throws Problem 404; 409 `parcel_state`, `parcel_unclear`, `needs_confirmation`, `not_taken_back`
 */
export const cancelParcel = async (
  container: MedusaContainer,
  input: CancelParcelInput
): Promise<ShipmentRow> => {
  const { order_id, shipment_id, reason, actor, cause } = input
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const seen = await shipments.read(shipment_id)
  if (seen.crm_order_id !== order_id) {
    throw notFound("parcel of this order")
  }
  const knowledge = await knowledgeOf(container, seen)
  const opened = await openSupplier(container, seen.supplier_id)
  if (knowledge === "unclear") {
    throw unclear(seen, opened.row.name)
  }
  const words = knowledge === "told" ? await tellSupplier(container, opened, seen, input) : null
  return unitOfWork(container, async (transaction) => {
    await orders.lockState(transaction, order_id)
    const parcel = await shipments.lock(transaction, shipment_id)
    const now = await knowledgeOf(container, parcel, transaction)
    if (now !== knowledge) {
      // Between the look and the lock it was handed over: nothing has been agreed about that.
      throw unclear(parcel, opened.row.name)
    }
    await withdrawWithin(container, transaction, parcel, { words: reason ?? words, actor, cause })
    const { status, parcels } = await orders.readState(order_id, "all", transaction)
    if (status === "packed" && parcels === 0) {
      await moveOrderWithin(container, transaction, {
        id: order_id,
        to: "approved",
        mover: "manager",
        actor,
        reason,
        cause,
      })
    }
    return shipments.read(shipment_id, transaction)
  })
}
