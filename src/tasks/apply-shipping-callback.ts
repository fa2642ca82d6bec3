import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { applyShippingCallback } from "../workflows/dispatch/apply-shipping-callback"

const payloadSchema = z.strictObject({ callback_id: z.string() })

/** Applies one callback about parcels. */
export const applyShippingCallbackTask = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  await applyShippingCallback(container, payloadSchema.parse(payload).callback_id)
}
