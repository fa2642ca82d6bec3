import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { PAID_STATUSES, type OrderStatus } from "../../../modules/crm_order/order-status"

/** A customer's orders are summed up to this many, the newest: nobody orders more often. */
const MOST_ORDERS = 1_000

/** So many of the customer's other orders are shown. */
const OTHERS = 10

/** What a customer, an e-mail address in any case, has ordered so far. */
export type CustomerFigures = {
  order_count: number
  paid_count: number
  /** Of paid orders, less what was given back of them, in US dollars. */
  spent_usd: string
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

type SumRow = {
  order_count: string
  paid_count: string
  spent_usd: string
  first_order_at: Date | null
}

/**
 * How often a customer has ordered and paid, what he has spent, and his other orders; archived ones
 * aside. Both reads go by the index on the e-mail address and end after a bounded number of orders.
 */
export const readCustomerFigures = async (
  knex: Knex,
  email: string,
  { except }: { except: string }
): Promise<CustomerFigures> => {
  const [sums, others] = await Promise.all([
    knex.raw<{ rows: SumRow[] }>(
      `select count(*) as order_count,
              count(*) filter (where paid) as paid_count,
              coalesce(sum(spent) filter (where paid), 0)::numeric(20, 2)::text as spent_usd,
              min(created_at) as first_order_at
         from (select created_at,
                      status = any(?) or (status = 'call_center' and captured > 0) as paid,
                      total_usd - round(refunded * usd_per_unit, 2) as spent
                 from crm_order
                where lower(email) = lower(?) and archived_at is null
                order by created_at desc, id desc limit ?) as own`,
      [[...PAID_STATUSES], email, MOST_ORDERS]
    ),
    knex("crm_order")
      .select<CustomerFigures["others"]>(
        "id",
        "display_id",
        "status",
        "total",
        "currency",
        "created_at"
      )
      .whereRaw("lower(email) = lower(?)", [email])
      .whereNull("archived_at")
      .whereNot({ id: except })
      .orderBy([
        { column: "created_at", order: "desc" },
        { column: "id", order: "desc" },
      ])
      .limit(OTHERS),
  ])
  const [row] = sums.rows
  return {
    order_count: Number(row.order_count),
    paid_count: Number(row.paid_count),
    spent_usd: row.spent_usd,
    first_order_at: row.first_order_at,
    others,
  }
}
