import { likePatterns } from "../../lib/erase-words"
import type { Transaction } from "../../lib/unit-of-work"

/** Takes a person out of the log of the shops' requests: of those that made his orders, and of others. */
export const eraseRequests = async (
  transaction: Transaction,
  orderIds: readonly string[],
  words: readonly string[]
): Promise<void> => {
  await transaction.raw(
    `update shop_request set body = null, error = '', fields = '[]'::jsonb
      where order_id = any(?) or body::text ilike any(?) or fields::text ilike any(?)
         or error ilike any(?)`,
    [[...orderIds], ...Array.from({ length: 3 }, () => likePatterns(words))]
  )
}
