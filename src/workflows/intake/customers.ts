import { newEntityId } from "../../lib/entity-id"
import { insertRows } from "../../lib/insert-rows"
import type { Transaction } from "../../lib/unit-of-work"
import type { ShopOrder } from "./shop-order"

/**
 * Finds or creates the Medusa customers of the given orders; the normalised e-mail address is the
 * identity (T3-16). Works on Medusa's table directly because two intakes may create the same
 * customer at once: its unique index then decides, where the module's service would fail.
 *
 * @returns customer ids by e-mail
 */
export const findOrCreateCustomers = async (
  transaction: Transaction,
  orders: readonly ShopOrder[]
): Promise<Map<string, string>> => {
  const byEmail = new Map(orders.map((order) => [order.customer.email, order.customer]))
  // Sorted, so that two batches with the same customers cannot wait for each other in a circle.
  const emails = [...byEmail.keys()].sort()
  const find = async (wanted: string[]): Promise<{ id: string; email: string }[]> =>
    transaction("customer")
      .select("id", "email")
      .whereIn("email", wanted)
      .whereNull("deleted_at")
      .orderBy("has_account", "asc")
  const known = new Map((await find(emails)).map((row) => [row.email, row.id]))
  const missing = emails.filter((email) => !known.has(email))
  if (missing.length > 0) {
    const created = await insertRows<{ id: string; email: string }>(
      transaction,
      "customer",
      missing.map((email) => ({
        id: newEntityId("cus"),
        email,
        first_name: byEmail.get(email)?.first_name,
        last_name: byEmail.get(email)?.last_name,
        phone: byEmail.get(email)?.phone,
        has_account: false,
        created_at: new Date(),
        updated_at: new Date(),
      })),
      "on conflict do nothing returning id, email"
    )
    const elsewhere = created.length < missing.length ? await find(missing) : []
    for (const row of [...created, ...elsewhere]) {
      known.set(row.email, row.id)
    }
  }
  return known
}
