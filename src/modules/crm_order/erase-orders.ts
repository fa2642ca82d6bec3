import { eraserOf, likePatterns } from "../../lib/erase-words"
import type { Transaction } from "../../lib/unit-of-work"

/** Everything by which the orders of one customer name him. */
export const readPersonalWords = async (
  transaction: Transaction,
  customerId: string,
  orderIds: readonly string[]
): Promise<string[]> => {
  const { rows } = await transaction.raw<{ rows: { word: string | null }[] }>(
    `select distinct word from (
       select unnest(array[email, name, phone, replace(phone, '+', '')]) as word
         from crm_customer where id = ?
       union all
       select unnest(array[customer_name, email, phone, replace(phone, '+', ''),
                details #>> '{ip,address}']) as word
         from crm_order where id = any(?)) as words`,
    [customerId, [...orderIds]]
  )
  return rows.flatMap(({ word }) => (word?.trim() ? [word] : []))
}

/**
 * Takes the person out of orders and their streams. Amounts, products, country, language and every
 * fact stay; so do the figures, which follow the customer's row and not his address.
 */
export const eraseOrders = async (
  transaction: Transaction,
  {
    orderIds,
    email,
    words,
  }: { orderIds: readonly string[]; email: string; words: readonly string[] }
): Promise<void> => {
  const ids = [...orderIds]
  await transaction.raw(
    `update crm_order
        set customer_name = '', email = ?, phone = '', version = version + 1, updated_at = now(),
            details = details || '{"device": null, "campaigns": null,
              "ip": {"address": "", "flag": null}}'::jsonb,
            search_text = crm_search_text(concat_ws(' ', id, replace(id, '-', ''), shop_order_id))
      where id = any(?)`,
    [email, ids]
  )
  // The same orders of the same customer under another address: nothing to add up.
  await transaction.raw("delete from crm_customer_change where transaction = pg_current_xact_id()")
  await transaction("crm_order_event_personal").whereIn("crm_order_id", ids).delete()
  const named: { id: string; data: Record<string, unknown> }[] = await transaction(
    "crm_order_event"
  )
    .select("id", "data")
    .whereIn("crm_order_id", ids)
    .whereRaw("data::text ilike any(?)", [likePatterns(words)])
  const erase = eraserOf(words)
  for (const { id, data } of named) {
    await transaction("crm_order_event")
      .where({ id })
      .update({ data: JSON.stringify({ ...erase(data), erased: true }) })
  }
}

/** Leaves of a customer the figures, under an address that is nobody's. */
export const eraseCustomerRow = async (
  transaction: Transaction,
  customerId: string,
  email: string
): Promise<void> => {
  await transaction("crm_customer")
    .where({ id: customerId })
    .update({
      ...{ email, name: "", phone: null, note: null, is_blocked: false },
      erased_at: transaction.fn.now(),
      updated_at: transaction.fn.now(),
    })
}
