import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import { normaliseOrderId } from "../../modules/crm_order/order-id"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"

/** What a row's first cell names: an order, or one of its parcels. */
export type NamedOrder = { order_id: string; shipment_id: string | null }

/** A display number as people write it: `1042`, `#1042`. */
const DISPLAY_ID = /^#?\s*(\d{1,9})$/

const displayIdOf = (reference: string): number | null => {
  const match = DISPLAY_ID.exec(reference.trim())
  return match ? Number(match[1]) : null
}

const parcelNumberOf = (reference: string): string => reference.trim().toUpperCase()

/**
 * The orders and parcels that people name, in whatever spelling: a parcel's number, an order's id, the
 * number on the Orders page. What names nothing is left out.
 */
export const resolveReferences = async (
  container: MedusaContainer,
  references: readonly string[]
): Promise<Map<string, NamedOrder>> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const wanted = [...new Set(references)].filter((reference) => reference.trim() !== "")
  const parcels = await shipments.findByNumbers(wanted.map(parcelNumberOf))
  const found = await orders.findByNames(
    wanted.map(normaliseOrderId),
    wanted.flatMap((reference) => displayIdOf(reference) ?? [])
  )
  const byId = new Map(found.map(({ id }) => [id, id]))
  const byDisplayId = new Map(found.map(({ id, display_id }) => [Number(display_id), id]))
  const named = new Map<string, NamedOrder>()
  for (const reference of wanted) {
    const parcel = parcels.get(parcelNumberOf(reference))
    const displayId = displayIdOf(reference)
    const order_id =
      parcel?.crm_order_id ??
      byId.get(normaliseOrderId(reference)) ??
      (displayId === null ? undefined : byDisplayId.get(displayId))
    if (order_id) {
      named.set(reference, { order_id, shipment_id: parcel?.id ?? null })
    }
  }
  return named
}
