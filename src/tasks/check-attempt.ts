import { z } from "@medusajs/framework/zod"
import type { MedusaContainer } from "@medusajs/framework/types"
import { checkAttempt } from "../workflows/payment/check-attempt"

const payloadSchema = z.strictObject({ attempt_id: z.string() })

/** Asks a processor what has become of a charge or refund; the answer queues the next question. */
export const checkAttemptTask = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const { attempt_id } = payloadSchema.parse(payload)
  await checkAttempt(container, attempt_id, { by: "schedule", cause: attempt_id })
}
