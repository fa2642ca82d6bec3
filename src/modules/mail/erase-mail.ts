import type { Transaction } from "../../lib/unit-of-work"
import { hashedAddress, plainAddressOf } from "./suppressions"

/**
 * Takes a person out of letters: what they said and where they went is deleted, that they were sent
 * stays. What has not gone out never will. A stopped address stays stopped, as a keyed hash.
 */
export const eraseMail = async (
  transaction: Transaction,
  { orderIds, address }: { orderIds: readonly string[]; address: string }
): Promise<void> => {
  const ids = [...orderIds]
  const messages = transaction("mail_message").select("id").whereIn("crm_order_id", ids)
  await transaction("mail_content").whereIn("message_id", messages.clone()).delete()
  await transaction("mail_try").whereIn("message_id", messages.clone()).update({ answer: "" })
  await transaction("mail_message")
    .whereIn("crm_order_id", ids)
    .whereIn("state", ["queued", "deferred", "broken"])
    .update({ state: "cancelled", reason: "cancelled_by_staff" })
  await transaction("mail_message")
    .whereIn("crm_order_id", ids)
    .update({ data: "{}", note: null, answer: null, updated_at: transaction.fn.now() })
  await transaction("refill_reminder")
    .whereIn("crm_order_id", ids)
    .whereIn("state", ["waiting", "call_due"])
    .update({ state: "cancelled", finished_at: transaction.fn.now() })
  await transaction("refill_reminder").whereIn("crm_order_id", ids).update({ note: null })

  const [plain, hashed] = [plainAddressOf(address), hashedAddress(address)]
  await transaction.raw(
    `insert into mail_suppression (address, reason, created_by, created_at, removed_at, removed_by)
     select ?, reason, created_by, created_at, removed_at, removed_by
       from mail_suppression where address = ?
     on conflict (address) do update set removed_at = excluded.removed_at`,
    [hashed, plain]
  )
  await transaction("mail_suppression").where({ address: plain }).delete()
  await transaction.raw(
    `insert into mail_unsubscribe (shop_id, address, via, at)
     select shop_id, ?, via, at from mail_unsubscribe where address = ?
     on conflict do nothing`,
    [hashed, plain]
  )
  await transaction("mail_unsubscribe").where({ address: plain }).delete()
}
