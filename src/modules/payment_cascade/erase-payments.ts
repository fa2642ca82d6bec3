import { likePatterns } from "../../lib/erase-words"
import type { Transaction } from "../../lib/unit-of-work"

const ERASED = JSON.stringify({ erased: true })

/**
 * Takes a person out of what was said to processors and what they said. Attempts, money facts and the
 * books stay as they are.
 */
export const erasePayments = async (
  transaction: Transaction,
  orderIds: readonly string[],
  words: readonly string[]
): Promise<void> => {
  const ids = [...orderIds]
  const attempts = transaction("payment_attempt").select("id").whereIn("crm_order_id", ids)
  await transaction("payment_attempt_comment").whereIn("crm_order_id", ids).delete()
  await transaction("payment_exchange")
    .whereIn("attempt_id", attempts)
    .update({ request: ERASED, response: ERASED, error: null })
  await transaction("payment_callback")
    .whereIn("crm_order_id", ids)
    .update({ headers: "{}", body: ERASED })
  await transaction("unverified_callback")
    .whereRaw("body ilike any(?)", [likePatterns(words)])
    .delete()
}
