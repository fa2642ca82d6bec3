import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type { HandOverBatchRow } from "../../modules/dispatch/hand-over-batches"
import { refuseHandOver } from "../../modules/dispatch/hand-over-steps"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { ShipmentRow, SupplierRow } from "../../modules/dispatch/types"
import { withdrawWithin } from "./withdraw-parcel"

export type ClaimedBatch = { batch: HandOverBatchRow; parcels: ShipmentRow[] }

/**
 * Holds the orders of these parcels and then the parcels, and takes back those that may no longer go
 * out. @returns the others
 */
const sortOut = async (
  container: MedusaContainer,
  transaction: Transaction,
  candidates: readonly Pick<ShipmentRow, "id" | "crm_order_id">[],
  state: "planned" | "handing_over"
): Promise<ShipmentRow[]> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const held = await orders.lockStates(
    transaction,
    candidates.map(({ crm_order_id }) => crm_order_id)
  )
  const parcels = await shipments.lockMany(
    transaction,
    candidates.map(({ id }) => id)
  )
  const wanted: ShipmentRow[] = []
  for (const parcel of parcels) {
    const order = held.get(parcel.crm_order_id)
    if (parcel.state !== state || !order) {
      continue
    }
    const refusal = refuseHandOver(order)
    if (refusal) {
      await withdrawWithin(container, transaction, parcel, {
        words: refusal,
        actor: { type: "system", id: null },
        cause: null,
      })
    } else {
      wanted.push(parcel)
    }
  }
  return wanted
}

/**
 * Puts the parcels of a supplier that wait longest into a batch with a name of its own, so that from
 * now on it is known that he is being told of them. Parcels of orders that are no longer to be shipped
 * are taken back.
 *
 * @returns null when nothing waits
 */
export const claimBatch = async (
  container: MedusaContainer,
  supplier: Pick<SupplierRow, "id">,
  size: number
): Promise<ClaimedBatch | null> => {
  const { shipments, batches }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  for (;;) {
    const claimed = await unitOfWork(container, async (transaction) => {
      const candidates = await shipments.listPlanned(transaction, supplier.id, size)
      if (candidates.length === 0) {
        return null
      }
      const parcels = await sortOut(container, transaction, candidates, "planned")
      if (parcels.length === 0) {
        return "none of them"
      }
      const batch = await batches.create(transaction, supplier.id, parcels.length)
      const ids = parcels.map(({ id }) => id)
      await shipments.putIntoBatch(transaction, ids, batch.id)
      return { batch, parcels: await shipments.listForBatch(batch.id, transaction) }
    })
    if (claimed !== "none of them") {
      return claimed
    }
  }
}

/**
 * Opens a batch again of which it is certain that the supplier has not got it: what may no longer go
 * out is left out. @returns null when nothing of it is left
 */
export const reopenBatch = (
  container: MedusaContainer,
  batch: HandOverBatchRow
): Promise<ClaimedBatch | null> =>
  unitOfWork(container, async (transaction) => {
    const { shipments, batches }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
    const candidates = (await shipments.listForBatch(batch.id, transaction)).filter(
      ({ state }) => state === "handing_over"
    )
    const parcels = await sortOut(container, transaction, candidates, "handing_over")
    if (parcels.length === 0) {
      await batches.update(transaction, batch.id, { state: "done" })
      return null
    }
    await batches.update(transaction, batch.id, { state: "open" })
    await shipments.countTry(transaction, batch.id)
    const all = await shipments.listForBatch(batch.id, transaction)
    return {
      batch: { ...batch, state: "open" },
      parcels: all.filter(({ state }) => state === "handing_over"),
    }
  })
