import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Transaction } from "../../lib/unit-of-work"
import type { OrderToShip } from "../../modules/dispatch/plan-shipments"

/** An order with all its lines, as they are in Medusa's order now. */
export type ReadOrderToShip = OrderToShip & { insured: boolean }

type Row = {
  id: string
  shop_id: string
  country: string | null
  insured: boolean
  lines: ReadOrderToShip["lines"] | null
}

/**
 * What many orders consist of and where they go, with one statement: Medusa's own query reads them one
 * relation at a time. Lines keep the order in which the shop sent them.
 */
const READ = `
  select crm.id, crm.shop_id, upper(address.country_code) as country,
         coalesce((crm.details -> 'delivery' ->> 'insurance')::boolean, false) as insured,
         (select jsonb_agg(jsonb_build_object(
                   'order_line_id', line.id, 'sku', coalesce(line.variant_sku, ''), 'name', line.title,
                   'option', nullif(concat_ws(': ', line.metadata ->> 'option', line.metadata ->> 'option_value'), ''),
                   'quantity', item.quantity::integer) order by line.created_at, line.id)
            from order_item item
            join order_line_item line on line.id = item.item_id
           where item.order_id = medusa.id and item.version = medusa.version
             and item.deleted_at is null and item.quantity > 0) as lines
    from crm_order crm
    join "order" medusa on medusa.id = crm.order_id
    left join order_address address on address.id = medusa.shipping_address_id
   where crm.id = any(?)`

/** The orders with these ids, by id; those that do not exist are left out. */
export const readOrdersToShip = async (
  container: MedusaContainer,
  ids: readonly string[],
  transaction?: Transaction
): Promise<Map<string, ReadOrderToShip>> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await (transaction ?? connection).raw<{ rows: Row[] }>(READ, [[...ids]])
  return new Map(
    rows.map((row) => [row.id, { ...row, country: row.country ?? "", lines: row.lines ?? [] }])
  )
}
