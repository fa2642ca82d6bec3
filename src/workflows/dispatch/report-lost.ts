import type { MedusaContainer } from "@medusajs/framework/types"
import { notFound, Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor, OrderEventKind } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { ShipmentRow, ShipmentState } from "../../modules/dispatch/types"
import { resolveOnOrder } from "../attention/order-attention"
import { settleParcels } from "./settle-parcels"

export type ParcelReport = {
  order_id: string
  shipment_id: string
  /** In the reporter's own words. */
  note: string | null
  actor: EventActor
  cause: string | null
}

/** Null when a parcel can be reported lost, else why not. */
export const refuseLost = ({ number, state }: Pick<ShipmentRow, "number" | "state">) =>
  state === "shipped" || state === "accepted" || state === "taken"
    ? null
    : `The parcel ${number} is ${state.replaceAll("_", " ")}: it cannot be reported lost.`

/** Null when a parcel can be reported found, else why not. */
export const refuseFound = ({ number, state }: Pick<ShipmentRow, "number" | "state">) =>
  state === "lost" ? null : `The parcel ${number} is ${state.replaceAll("_", " ")}, not lost.`

const report = (
  container: MedusaContainer,
  { order_id, shipment_id, note, actor, cause }: ParcelReport,
  to: ShipmentState,
  kind: OrderEventKind,
  refuse: (parcel: ShipmentRow) => string | null
): Promise<void> =>
  unitOfWork(container, async (transaction) => {
    const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
    const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
    await orders.lockState(transaction, order_id)
    const parcel = await shipments.lock(transaction, shipment_id)
    if (parcel.crm_order_id !== order_id) {
      throw notFound("parcel of this order")
    }
    const refusal = refuse(parcel)
    if (refusal) {
      throw new Problem(409, "parcel_state", refusal, { extra: { state: parcel.state } })
    }
    await shipments.update(transaction, parcel.id, { state: to })
    await orders.appendEvents(transaction, [
      {
        crm_order_id: order_id,
        kind,
        actor,
        cause,
        data: { shipment_id: parcel.id, number: parcel.number, insured: parcel.insured },
        personal: note ? { note } : undefined,
      },
    ])
    const about = { crm_order_id: order_id, actor, cause }
    await resolveOnOrder(container, transaction, about, ["parcel_maybe_lost", "parcel_exception"])
    await settleParcels(container, transaction, { order_id, cause })
  })

/**
 * A person gives a parcel up: it is lost until its carrier has it again. Its order stays as it is; it can
 * be sent once more.
 *
 * @throws Problem 404; 409 `parcel_state`
 */
export const reportLost = (container: MedusaContainer, input: ParcelReport): Promise<void> =>
  report(container, input, "lost", "shipment.lost", refuseLost)

/** A person knows where a lost parcel is: it is on its way again. @throws Problem 404; 409 `parcel_state` */
export const reportFound = (container: MedusaContainer, input: ParcelReport): Promise<void> =>
  report(container, input, "shipped", "shipment.found", refuseFound)
