import { z } from "@medusajs/framework/zod"
import type { MedusaContainer } from "@medusajs/framework/types"
import { sendAttempt } from "../workflows/payment/send-attempt"

const payloadSchema = z.strictObject({ attempt_id: z.string() })

/** Sends a charge to its processor; after a crash it asks what has become of it. */
export const sendAttemptTask = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const { attempt_id } = payloadSchema.parse(payload)
  await sendAttempt(container, attempt_id)
}
