import type { MedusaContainer } from "@medusajs/framework/types"
import { readTrackingOf } from "../dispatch/read-tracking"

/** A parcel of an order that is on its way. */
export type ParcelTracking = {
  id: string
  number: string
  /** The carrier's name as customers know it. */
  carrier: string | null
  /** The carrier's page for this number. */
  url: string | null
  /** When the customer was told of it. */
  sent_at: Date | null
}

/** The tracking numbers of orders that are in use, the oldest first. */
export const readTracking = async (
  container: MedusaContainer,
  orderIds: readonly string[]
): Promise<Map<string, ParcelTracking[]>> => {
  const found = await readTrackingOf(container, orderIds)
  return new Map(
    [...found].map(([orderId, numbers]) => [
      orderId,
      numbers.map(({ id, number, carrier_name, url, sent_at }) => ({
        id,
        number,
        carrier: carrier_name,
        url,
        sent_at,
      })),
    ])
  )
}

/**
 * Which of an order's numbers a letter tells: those it was written for; of a letter that was written for
 * none, what the customer knows already, or all of them where the letter says that the order is on its
 * way. Pure.
 *
 * @param ids the `tracking_ids` of the letter's data, whatever they are
 */
export const toldTracking = <Parcel extends Pick<ParcelTracking, "id" | "sent_at">>(
  parcels: readonly Parcel[],
  ids: unknown,
  isOnItsWay: boolean
): Parcel[] => {
  const wanted = Array.isArray(ids) ? parcels.filter(({ id }) => ids.includes(id)) : []
  if (wanted.length > 0) {
    return wanted
  }
  return parcels.filter(({ sent_at }) => isOnItsWay || sent_at !== null)
}
