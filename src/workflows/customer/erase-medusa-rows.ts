import type { Transaction } from "../../lib/unit-of-work"

const NOBODY = {
  ...{ first_name: null, last_name: null, company: null, phone: null },
  ...{ address_1: null, address_2: null, city: null, province: null, postal_code: null },
  metadata: null,
}

/**
 * Takes a person out of Medusa's own rows: customer, addresses, orders, the copies of both with
 * payments and fulfilments. The country of an address stays: figures are made by it.
 *
 * @param email what stands in place of his address
 */
export const eraseMedusaRows = async (
  transaction: Transaction,
  { orderIds, address, email }: { orderIds: readonly string[]; address: string; email: string }
): Promise<void> => {
  const medusaOrders = transaction("crm_order")
    .select("order_id")
    .whereIn("id", [...orderIds])
  const customers: { id: string }[] = await transaction("customer")
    .select("id")
    .whereRaw("lower(email) = ?", [address])
  const customerIds = customers.map(({ id }) => id)
  const now = transaction.fn.now()

  await transaction("order_address")
    .where((either) =>
      either
        .whereIn("customer_id", customerIds)
        .orWhereIn(
          "id",
          transaction("order").select("shipping_address_id").whereIn("id", medusaOrders.clone())
        )
        .orWhereIn(
          "id",
          transaction("order").select("billing_address_id").whereIn("id", medusaOrders.clone())
        )
    )
    .update({ ...NOBODY, updated_at: now })
  await transaction("order").whereIn("id", medusaOrders.clone()).update({ email, updated_at: now })

  const fulfillments = transaction("order_fulfillment")
    .select("fulfillment_id")
    .whereIn("order_id", medusaOrders.clone())
  await transaction("fulfillment_address")
    .whereIn(
      "id",
      transaction("fulfillment").select("delivery_address_id").whereIn("id", fulfillments)
    )
    .update({ ...NOBODY, updated_at: now })

  const collections = transaction("order_payment_collection")
    .select("payment_collection_id")
    .whereIn("order_id", medusaOrders.clone())
  await transaction("payment_session")
    .whereIn("payment_collection_id", collections.clone())
    .update({ data: "{}", context: null })
  await transaction("payment")
    .whereIn("payment_collection_id", collections.clone())
    .update({ data: null })
  await transaction("refund")
    .whereIn(
      "payment_id",
      transaction("payment").select("id").whereIn("payment_collection_id", collections.clone())
    )
    .update({ note: null })

  await transaction("account_holder")
    .whereRaw("lower(email) = ?", [address])
    .update({
      ...{ email, data: "{}", metadata: null },
    })
  await transaction("notification").whereRaw(`lower("to") = ?`, [address]).delete()
  await transaction("customer_address").whereIn("customer_id", customerIds).delete()
  // Guests and people with an account may share an address: each keeps a place of its own.
  for (const [index, id] of customerIds.entries()) {
    await transaction("customer")
      .where({ id })
      .update({
        email: index === 0 ? email : `${index}.${email}`,
        ...{ first_name: null, last_name: null, company_name: null, phone: null, metadata: null },
        updated_at: now,
      })
  }
}
