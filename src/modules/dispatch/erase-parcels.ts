import type { Transaction } from "../../lib/unit-of-work"

/** Takes a person out of what is known of his parcels: places, words, messages of carriers. */
export const eraseParcels = async (
  transaction: Transaction,
  orderIds: readonly string[]
): Promise<void> => {
  const ids = [...orderIds]
  const numbers = transaction("tracking_number").select("id").whereIn("crm_order_id", ids)
  await transaction("tracking_event")
    .whereIn("tracking_number_id", numbers)
    .update({ place: null, words: null })
  await transaction("tracking_number")
    .whereIn("crm_order_id", ids)
    .update({ removed_reason: null, next_poll_at: null })
  await transaction("shipment").whereIn("crm_order_id", ids).update({ message: null })
  await transaction("shipping_callback")
    .whereIn("crm_order_id", ids)
    .update({ headers: "{}", body: JSON.stringify({ erased: true }) })
}
