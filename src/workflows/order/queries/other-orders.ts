import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { OrderStatus } from "../../../modules/crm_order/order-status"

/** So many of the customer's other orders are shown. */
const OTHERS = 10

/** What else a customer, an e-mail address in lower case, has ordered. */
export type OtherOrders = {
  first_order_at: Date | null
  /** The newest other orders. */
  others: {
    id: string
    display_id: number
    status: OrderStatus
    total: string
    currency: string
    created_at: Date
  }[]
}

/** When a customer first ordered, and his newest other orders; archived ones aside, by the index on the address. */
export const readOtherOrders = async (
  knex: Knex,
  email: string,
  { except }: { except: string }
): Promise<OtherOrders> => {
  const own = () => knex("crm_order").where({ email }).whereNull("archived_at")
  const [first, others] = await Promise.all([
    own().select<{ created_at: Date }[]>("created_at").orderBy("created_at").limit(1),
    own()
      .select<OtherOrders["others"]>(
        "id",
        "display_id",
        "status",
        "total",
        "currency",
        "created_at"
      )
      .whereNot({ id: except })
      .orderBy([
        { column: "created_at", order: "desc" },
        { column: "id", order: "desc" },
      ])
      .limit(OTHERS),
  ])
  return { first_order_at: first[0]?.created_at ?? null, others }
}
