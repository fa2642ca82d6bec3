import type { MedusaContainer } from "@medusajs/framework/types"

/** A parcel of an order that is on its way. */
export type ParcelTracking = {
  number: string
  /** The carrier's name as customers know it. */
  carrier: string | null
  /** The carrier's page for this number. */
  url: string | null
}

/**
 * The parcels of orders with their tracking numbers, the oldest first. Parcels come with dispatch: until
 * a module keeps them there are none, and every wording reads well without.
 */
export const readTracking = async (
  _container: MedusaContainer,
  orderIds: readonly string[]
): Promise<Map<string, ParcelTracking[]>> => new Map(orderIds.map((id) => [id, []]))
