import type { MedusaContainer } from "@medusajs/framework/types"
import type { NoticeWatch } from "../../lib/notices"
import { readPaymentProgress, type PaymentProgress } from "./queries/read-payment-progress"

/**
 * Waits until the payment of an order comes to rest, at most until the given moment, and says how far
 * it is then. The watch must be older than the order's first job, so that no notice is missed.
 *
 * @throws Problem 404
 */
export const waitForPayment = async (
  container: MedusaContainer,
  orderId: string,
  { watch, until }: { watch: NoticeWatch; until: number }
): Promise<PaymentProgress> => {
  for (;;) {
    const woken = await watch.next(until - Date.now())
    const progress = await readPaymentProgress(container, orderId)
    if (woken !== "look" || progress.is_at_rest) {
      return progress
    }
  }
}
