import { enqueue } from "../../lib/enqueue"
import type { Transaction } from "../../lib/unit-of-work"

export const MIRROR_PAYMENT_TASK = "mirror-payment"

/** Orders are spread over so many queues; in each of them one mirror runs at a time. */
const QUEUES = 8

/** Nobody waits for Medusa's records: everything else comes first. */
const AFTER_EVERYTHING = 10

const queueOf = (orderId: string): string => {
  let sum = 0
  for (const letter of orderId) {
    sum = (sum * 31 + letter.charCodeAt(0)) % QUEUES
  }
  return `mirror-${sum}`
}

/**
 * Queues the bringing up to date of Medusa's own payment records, off the charge's path. Two mirrors of
 * one order never run at once: each would write what the other is writing.
 */
export const queueMirror = (transaction: Transaction, orderId: string): Promise<void> =>
  enqueue(
    transaction,
    MIRROR_PAYMENT_TASK,
    { crm_order_id: orderId },
    { key: `mirror:${orderId}`, queue: queueOf(orderId), priority: AFTER_EVERYTHING }
  )
