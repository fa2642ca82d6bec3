import type { MedusaContainer } from "@medusajs/framework/types"
import { remindPayments } from "../workflows/mail/remind-payments"

/** Reminds customers of a payment that their order waits for, where their shop wants that. */
export const remindPaymentsTask = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  await remindPayments(container)
}
