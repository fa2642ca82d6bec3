import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { mirrorPayment } from "../workflows/payment/mirror-payment"

const payloadSchema = z.strictObject({ crm_order_id: z.string() })

/** Brings Medusa's own payment records of one order up to date. */
export const mirrorPaymentTask = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  await mirrorPayment(container, payloadSchema.parse(payload).crm_order_id)
}
