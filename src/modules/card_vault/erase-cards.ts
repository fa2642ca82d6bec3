import type { Transaction } from "../../lib/unit-of-work"

/**
 * Destroys the cards and accounts of these orders for good. The keyed fingerprint stays, so that a
 * block goes on, and so do brand and last four digits, by which a bank's chargeback is matched.
 */
export const eraseCards = async (
  transaction: Transaction,
  orderIds: readonly string[]
): Promise<void> => {
  const ids = [...orderIds]
  await transaction("sealed_cvv").whereIn("crm_order_id", ids).delete()
  await transaction.raw(
    `update sealed_card
        set sealed = null, key_id = null, destroyed_at = coalesce(destroyed_at, now()),
            holder = null, first6 = null, expiry_month = null, expiry_year = null,
            details = '{}'::jsonb
      where crm_order_id = any(?)`,
    [ids]
  )
}
