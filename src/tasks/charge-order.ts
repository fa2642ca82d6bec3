import { z } from "@medusajs/framework/zod"
import type { MedusaContainer } from "@medusajs/framework/types"
import { chargeOrder } from "../workflows/payment/charge-order"

const payloadSchema = z.strictObject({ crm_order_id: z.string(), cause: z.string().nullable() })

/** Charges a new order. */
export const chargeOrderTask = async (
  payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const { crm_order_id, cause } = payloadSchema.parse(payload)
  await chargeOrder(container, crm_order_id, cause)
}
