import type { TestServer } from "./server"

/** What the tables must never show: an order of which a part is missing, or a part without an order. */
const HALF_ORDERS = `
  with parts as (
    select crm.id, crm.payment_method in ('credit_card', 'echeck') and not exists (
        -- Nobody types a card for an order that staff have written.
        select from crm_order_event where crm_order_id = crm.id and kind = 'order.received'
           and actor_type = 'staff') as has_card,
      o.id is not null as has_order,
      (select count(*) from order_item where order_id = crm.order_id) = jsonb_array_length(crm.products)
        as has_lines,
      (select count(*) from order_address a where a.id in (o.billing_address_id, o.shipping_address_id))
        >= 1 and o.billing_address_id is not null and o.shipping_address_id is not null as has_addresses,
      (select count(*) from order_shipping where order_id = crm.order_id)
        = 1 + (crm.details->'delivery'->>'insurance')::bool::int as has_shipping,
      (select count(*) from order_summary where order_id = crm.order_id) = 1 as has_summary,
      exists (select from customer where id = crm.customer_id) as has_customer,
      (select count(*) from sealed_card where crm_order_id = crm.id) as cards,
      (select count(*) from sealed_cvv where crm_order_id = crm.id) as cvvs,
      (select count(*) from crm_order_event where crm_order_id = crm.id and kind = 'order.received')
        as received,
      (select count(*) from crm_order_event
        where crm_order_id = crm.id and kind in ('card.sealed', 'bank_account.sealed'))
        as sealed
    from crm_order crm left join "order" o on o.id = crm.order_id
  )
  select id || ' ' || row(parts.*)::text as id from parts
   where not (has_order and has_lines and has_addresses and has_shipping and has_summary
     and has_customer and received = 1 and cards = has_card::int and sealed = has_card::int
     and cvvs <= cards)
  union all
  select o.id from "order" o left join crm_order crm on crm.order_id = o.id where crm.id is null
  union all
  select card.id from sealed_card card left join crm_order crm on crm.id = card.crm_order_id
   where crm.id is null`

/** The ids of everything that is only half there. */
export const halfOrders = async (server: Pick<TestServer, "db">): Promise<string[]> => {
  const { rows } = await server.db.query<{ id: string }>(HALF_ORDERS)
  return rows.map(({ id }) => id)
}
