import type { MedusaContainer } from "@medusajs/framework/types"
import type { Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import { keptWords } from "../../modules/dispatch/hand-over-steps"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { ShipmentRow } from "../../modules/dispatch/types"
import { resolveOnOrder } from "../attention/order-attention"
import { settleParcels } from "./settle-parcels"

/**
 * Notes that a parcel does not go out, in the transaction that knows it. One that the supplier was
 * never told of gives back its stock. The order and the parcel must be held.
 */
export const withdrawWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  parcel: ShipmentRow,
  { words, actor, cause }: { words: string | null; actor: EventActor; cause: string | null }
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const dispatch: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const { id, crm_order_id, number, supplier_id } = parcel
  const wasTold = parcel.handed_over_at !== null
  await dispatch.shipments.update(transaction, id, {
    state: "cancelled",
    message: keptWords(words) ?? parcel.message,
    // What a supplier was told of stays in its batch: the batch is told word for word, if ever again.
    ...(wasTold ? {} : { batch_id: null }),
  })
  if (!wasTold) {
    const lines = await dispatch.shipments.linesOf([id], transaction)
    await dispatch.catalogue.giveBackStock(transaction, parcel, lines.get(id) ?? [])
  }
  const { name: supplier } = await dispatch.suppliers.read(supplier_id, transaction)
  await orders.appendEvents(transaction, [
    {
      crm_order_id,
      kind: "shipment.cancelled",
      actor,
      cause,
      data: { shipment_id: id, number, supplier, told: wasTold },
      personal: words ? { words } : undefined,
    },
  ])
  const about = { crm_order_id, actor, cause }
  await resolveOnOrder(container, transaction, about, ["dispatch_unclear"])
  await settleParcels(container, transaction, { order_id: crm_order_id, cause })
}
