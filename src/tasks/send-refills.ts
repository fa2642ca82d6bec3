import type { MedusaContainer } from "@medusajs/framework/types"
import { sendRefills } from "../workflows/mail/send-refills"

/** Reminds customers to order again when their day has come. */
export const sendRefillsTask = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  await sendRefills(container)
}
