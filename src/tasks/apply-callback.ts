import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { applyCallback } from "../workflows/payment/apply-callback"

const payloadSchema = z.strictObject({ callback_id: z.string() })

/** Applies one callback that a processor has sent. */
export const applyCallbackTask = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  await applyCallback(container, payloadSchema.parse(payload).callback_id)
}
