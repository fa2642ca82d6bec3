import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { ShipmentRow } from "../../modules/dispatch/types"
import { raiseOnOrder } from "../attention/order-attention"
import { queueHandOver } from "./queue-jobs"

/** As many as one look takes care of; the rest has its turn with the next. */
const BATCH = 500

const raiseSilence = (container: MedusaContainer, parcel: ShipmentRow): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const { shipments, suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
    await orders.lockState(transaction, parcel.crm_order_id)
    const { state, handed_over_at, number } = await shipments.lock(transaction, parcel.id)
    if (state !== "taken") {
      return
    }
    const { name } = await suppliers.read(parcel.supplier_id, transaction)
    const about = {
      crm_order_id: parcel.crm_order_id,
      actor: { type: "system" as const, id: null },
      cause: parcel.id,
    }
    const since = `${handed_over_at?.toISOString().slice(0, 16).replace("T", " ")} UTC`
    const data = { shipment_id: parcel.id, number, supplier: name, since }
    await raiseOnOrder(container, transaction, about, [{ kind: "dispatch_silent", data }])
  })

/**
 * Looks after parcels by the clock: a supplier who has said nothing for longer than he is given is put
 * before a person, and parcels that wait without a job that would hand them over get one.
 *
 * @returns how many parcels are newly silent
 */
export const watchParcels = async (container: MedusaContainer): Promise<number> => {
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  const { shipments, suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const [silent, known] = await Promise.all([
    shipments.listSilent(BATCH),
    attention.listOpenOrders("dispatch_silent", 100_000),
  ])
  const told = new Set(known)
  const fresh = silent.filter(({ crm_order_id }) => !told.has(crm_order_id))
  for (const parcel of fresh) {
    await raiseSilence(container, parcel)
  }
  const byId = new Map((await suppliers.list()).map((row) => [row.id, row]))
  await unitOfWork(container, async (transaction) => {
    for (const id of await shipments.suppliersWithWork()) {
      await queueHandOver(transaction, id, byId.get(id)?.resting_until ?? undefined)
    }
  })
  return fresh.length
}
