import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { handOver } from "../workflows/dispatch/hand-over"

const payloadSchema = z.strictObject({ supplier_id: z.string() })

/** Hands a supplier's waiting parcels over; after a crash it goes on with what was begun. */
export const handOverTask = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  await handOver(container, payloadSchema.parse(payload).supplier_id)
}
