import type { MedusaContainer } from "@medusajs/framework/types"
import { findSilentParcels } from "../workflows/dispatch/find-silent-parcels"

/** Tells of parcels that nothing has been heard of for days. */
export const findSilentParcelsTask = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  await findSilentParcels(container)
}
