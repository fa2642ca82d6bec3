import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { sendRefund } from "../workflows/payment/send-refund"

const payloadSchema = z.strictObject({ attempt_id: z.string() })

/** Sends one refund to its processor; run again, it asks what became of it. */
export const sendRefundTask = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  await sendRefund(container, payloadSchema.parse(payload).attempt_id)
}
