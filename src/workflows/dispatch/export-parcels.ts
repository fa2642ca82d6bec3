import type { MedusaContainer } from "@medusajs/framework/types"
import { notFound, Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type { HandOverBatchRow } from "../../modules/dispatch/hand-over-batches"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { ShipmentRow } from "../../modules/dispatch/types"
import type { StaffActor } from "../../modules/staff/types"
import {
  writeParcelSheet,
  type Sheet,
  type SheetFormat,
} from "../../providers/fulfillment/parcel-sheet"
import type { HandOverBatch } from "../../providers/fulfillment/supplier"
import { claimBatch, type ClaimedBatch } from "./claim-batch"
import { openSupplier, type OpenedSupplier } from "./open-supplier"
import { parcelsToHandOver } from "./parcels-to-hand-over"
import { recordParcelAnswer } from "./record-answer"

const toldBatch = async (
  container: MedusaContainer,
  batch: HandOverBatchRow,
  parcels: readonly ShipmentRow[]
): Promise<HandOverBatch> => ({
  name: batch.name,
  at: batch.created_at,
  parcels: await parcelsToHandOver(container, parcels),
})

/** What an export that was broken off has left behind, or what waits now. */
const nextBatch = async (
  container: MedusaContainer,
  { row, supplier }: OpenedSupplier
): Promise<ClaimedBatch | null> => {
  const { batches, shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const [left] = await batches.listOpen(row.id)
  if (left) {
    return { batch: left, parcels: await shipments.listForBatch(left.id) }
  }
  return claimBatch(container, row, supplier.capabilities.batch)
}

/**
 * Hands the parcels that wait for a supplier over to a person, as a spreadsheet: what is in it lies
 * with the supplier from then on. Broken off in the middle, the next export gives the same parcels.
 *
 * @throws Problem 404, 409 `not_by_hand` for a supplier that jobs tell, 409 `nothing_to_export`
 */
export const exportParcels = async (
  container: MedusaContainer,
  supplierId: string,
  format: SheetFormat,
  by: StaffActor
): Promise<Sheet & { batch_id: string }> => {
  const { batches }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const opened = await openSupplier(container, supplierId)
  const { access, row, supplier } = opened
  if (!supplier.capabilities.by_hand) {
    throw new Problem(409, "not_by_hand", `${row.name} is told of its parcels by itself.`)
  }
  const claimed = await nextBatch(container, opened)
  if (!claimed) {
    throw new Problem(409, "nothing_to_export", `No parcel waits for ${row.name}.`)
  }
  const { batch, parcels } = claimed
  const told = await toldBatch(container, batch, parcels)
  const sheet = await writeParcelSheet(row.settings, told, format)
  const { answers } = await supplier.handOver(access, told)
  const ids = new Map(parcels.map(({ id, number }) => [number, id]))
  for (const answer of answers) {
    await recordParcelAnswer(container, {
      shipment_id: ids.get(answer.number),
      answer,
      source: "staff",
      supplier_id: supplierId,
      actor: { type: "staff", id: by.user_id },
      cause: batch.id,
    })
  }
  await unitOfWork(container, (transaction) =>
    batches.update(transaction, batch.id, { state: "done", sent_at: new Date() })
  )
  return { ...sheet, batch_id: batch.id }
}

/**
 * The spreadsheet of an earlier export once more; changes nothing.
 *
 * @throws Problem 404 when the supplier has no such batch
 */
export const exportAgain = async (
  container: MedusaContainer,
  supplierId: string,
  batchId: string,
  format: SheetFormat
): Promise<Sheet> => {
  const { batches, shipments, suppliers }: DispatchModuleService =
    container.resolve(DISPATCH_MODULE)
  const { settings } = await suppliers.read(supplierId)
  const batch = await batches.read(batchId)
  if (!batch || batch.supplier_id !== supplierId) {
    throw notFound("batch of parcels")
  }
  const parcels = (await shipments.listForBatch(batchId)).filter(
    ({ state }) => state !== "cancelled"
  )
  return writeParcelSheet(settings, await toldBatch(container, batch, parcels), format)
}
