import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { mirrorFulfillment } from "../workflows/dispatch/mirror-fulfillment"

const payloadSchema = z.strictObject({ crm_order_id: z.string() })

/** Brings Medusa's own fulfilments of one order up to date. */
export const mirrorFulfillmentTask = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  await mirrorFulfillment(container, payloadSchema.parse(payload).crm_order_id)
}
