import type { MedusaContainer } from "@medusajs/framework/types"
import { pollTracking } from "../workflows/dispatch/poll-tracking"

/** Asks the tracking service about numbers whose turn it is. */
export const pollTrackingTask = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  await pollTracking(container)
}
