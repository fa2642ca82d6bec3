import type { MedusaContainer } from "@medusajs/framework/types"
import type { Transaction } from "../../lib/unit-of-work"
import type { AttentionKind } from "../../modules/attention/kinds"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import { isUncovered, isWithSuppliers } from "../../modules/dispatch/hand-over-steps"
import type DispatchModuleService from "../../modules/dispatch/service"
import { STANDING_STATES } from "../../modules/dispatch/shipment-states"
import type { ShipmentLine, ShipmentRow } from "../../modules/dispatch/types"
import { resolveOnOrder } from "../attention/order-attention"
import { moveOrderWithin } from "../order/move-order"
import { queueFulfillmentMirror } from "./queue-jobs"

export type ParcelWithLines = ShipmentRow & { lines: ShipmentLine[] }

/** The parcels of an order with what is in them, the oldest first. */
export const readParcels = async (
  container: MedusaContainer,
  orderId: string,
  transaction?: Transaction
): Promise<ParcelWithLines[]> => {
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const rows = await shipments.listForOrder(orderId, transaction)
  const lines = await shipments.linesOf(
    rows.map(({ id }) => id),
    transaction
  )
  return rows.map((row) => ({ ...row, lines: lines.get(row.id) ?? [] }))
}

/** The entries that no parcel of the order gives a reason for any more. */
const settledEntries = (parcels: readonly ParcelWithLines[]): AttentionKind[] => {
  const kinds: AttentionKind[] = []
  if (!parcels.some((parcel) => parcel.state === "rejected" && isUncovered(parcel, parcels))) {
    kinds.push("dispatch_rejected")
  }
  if (!parcels.some(({ state }) => state === "taken")) {
    kinds.push("dispatch_silent")
  }
  return kinds
}

/**
 * What follows for an order from the parcels it has now: how many stand, whether it is packed (all of
 * it lies with suppliers), which entries are settled, and what Medusa's own pages show. To be called in
 * the transaction of every change of a parcel; the order must be held (`lockState`).
 */
export const settleParcels = async (
  container: MedusaContainer,
  transaction: Transaction,
  { order_id, cause }: { order_id: string; cause: string | null }
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const parcels = await readParcels(container, order_id, transaction)
  const standing = parcels.filter(({ state }) => STANDING_STATES.includes(state))
  await orders.setParcels(transaction, [{ id: order_id, parcels: standing.length }])
  const actor: EventActor = { type: "system", id: null }
  const about = { crm_order_id: order_id, actor, cause }
  await resolveOnOrder(container, transaction, about, settledEntries(parcels))
  const { status } = await orders.readState(order_id, "all", transaction)
  if (status === "approved" && isWithSuppliers(parcels)) {
    await moveOrderWithin(container, transaction, {
      id: order_id,
      to: "packed",
      mover: "system",
      actor,
      reason: null,
      cause,
    })
  }
  await queueFulfillmentMirror(transaction, order_id)
}
