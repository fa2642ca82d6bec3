import { eraserOf } from "../../lib/erase-words"
import type { Transaction } from "../../lib/unit-of-work"

/** Takes a person out of what was put before somebody about these orders. */
export const eraseEntries = async (
  transaction: Transaction,
  orderIds: readonly string[],
  words: readonly string[]
): Promise<void> => {
  const entries: { id: string; data: Record<string, unknown> }[] = await transaction(
    "attention_entry"
  )
    .select("id", "data")
    .where({ subject_type: "order" })
    .whereIn("subject_id", [...orderIds])
  const erase = eraserOf(words)
  for (const { id, data } of entries) {
    await transaction("attention_entry")
      .where({ id })
      .update({ data: JSON.stringify(erase(data)), words: null, resolution: null })
  }
}
