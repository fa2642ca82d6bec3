import type { MedusaContainer } from "@medusajs/framework/types"
import { logger } from "../lib/logger"
import { recoverAttempts } from "../workflows/payment/recover-attempts"

/** Gives a job to attempts that have lost theirs. */
export const recoverAttemptsTask = async (
  _payload: unknown,
  { container }: { container: MedusaContainer }
): Promise<void> => {
  const count = await recoverAttempts(container)
  if (count > 0) {
    logger.warn(`${count} attempt(s) had no job any more and go on now.`)
  }
}
