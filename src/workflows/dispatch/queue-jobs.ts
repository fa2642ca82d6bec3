import { enqueue, enqueueJobs } from "../../lib/enqueue"
import type { Transaction } from "../../lib/unit-of-work"

export const HAND_OVER_TASK = "hand-over"
export const MIRROR_FULFILLMENT_TASK = "mirror-fulfillment"
export const COLLECT_FILES_TASK = "collect-supplier-files"

/**
 * Nobody waits for Medusa's records, and its services take their time, and that of the process: one
 * order after the other, and everything else comes first.
 */
const mirrorOf = (orderId: string) => ({
  payload: { crm_order_id: orderId },
  key: `mirror-fulfillment:${orderId}`,
  queue: MIRROR_FULFILLMENT_TASK,
  priority: 10,
})

/**
 * Queues the handing over of a supplier's parcels: one job per supplier waits, and one at a time runs,
 * so that no parcel is told by two.
 */
export const queueHandOver = (
  transaction: Transaction,
  supplierId: string,
  runAt?: Date
): Promise<void> =>
  enqueue(
    transaction,
    HAND_OVER_TASK,
    { supplier_id: supplierId },
    { key: `hand-over:${supplierId}`, queue: `hand-over:${supplierId}`, runAt }
  )

/** Has the suppliers' answer files fetched at once; by themselves they are by the clock. */
export const queueFileCollection = (transaction: Transaction): Promise<void> =>
  enqueue(transaction, COLLECT_FILES_TASK, {}, { key: COLLECT_FILES_TASK })

/** Queues the bringing up to date of Medusa's own fulfilments of an order, off everybody's path. */
export const queueFulfillmentMirror = (transaction: Transaction, orderId: string): Promise<void> =>
  queueFulfillmentMirrors(transaction, [orderId])

/** The same for many orders, with one statement. */
export const queueFulfillmentMirrors = (
  transaction: Transaction,
  orderIds: readonly string[]
): Promise<void> => enqueueJobs(transaction, MIRROR_FULFILLMENT_TASK, orderIds.map(mirrorOf))
