import { enqueue, oneOfQueues } from "../../lib/enqueue"
import type { Transaction } from "../../lib/unit-of-work"

export const MIRROR_PAYMENT_TASK = "mirror-payment"

/** Medusa's services take their time, and that of the process: no more than so many run at once. */
const AT_ONCE = 2

/** Nobody waits for Medusa's records: everything else comes first. */
const AFTER_EVERYTHING = 10

/**
 * Queues the bringing up to date of Medusa's own payment records, off the charge's path. Two mirrors of
 * one order never run at once: each would write what the other is writing.
 */
export const queueMirror = (transaction: Transaction, orderId: string): Promise<void> =>
  enqueue(
    transaction,
    MIRROR_PAYMENT_TASK,
    { crm_order_id: orderId },
    {
      key: `mirror:${orderId}`,
      queue: oneOfQueues("mirror", AT_ONCE, orderId),
      priority: AFTER_EVERYTHING,
    }
  )
