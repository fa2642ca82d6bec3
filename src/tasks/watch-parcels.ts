import type { MedusaContainer } from "@medusajs/framework/types"
import { logger } from "../lib/logger"
import { watchParcels } from "../workflows/dispatch/watch-parcels"

/** Finds suppliers who are silent, and parcels that have lost their job. */
export const watchParcelsTask = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const silent = await watchParcels(container)
  if (silent > 0) {
    logger.warn(`${silent} parcel(s) lie with suppliers who have said nothing for too long.`)
  }
}
