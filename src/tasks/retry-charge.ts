import { z } from "@medusajs/framework/zod"
import type { MedusaContainer } from "@medusajs/framework/types"
import { retryCharge } from "../workflows/payment/charge-order"

const payloadSchema = z.strictObject({ attempt_id: z.string() })

/** Charges the same account once more, as the answer to an attempt has advised. */
export const retryChargeTask = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const { attempt_id } = payloadSchema.parse(payload)
  await retryCharge(container, attempt_id)
}
