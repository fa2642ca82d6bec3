import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"

/** Orders that are looked through, and customers that are named. */
const MOST_ORDERS = 50
const MOST_BUYERS = 8

type AddressRow = {
  crm_order_id: string
  kind: "billing" | "shipping"
  first_name: string | null
  last_name: string | null
  address_1: string | null
  address_2: string | null
  city: string | null
  province: string | null
  postal_code: string | null
  country_code: string | null
}

const READ_ADDRESSES = `
  select crm.id as crm_order_id, part.kind, address.first_name, address.last_name, address.address_1,
         address.address_2, address.city, address.province, address.postal_code, address.country_code
    from crm_order crm
    join "order" medusa on medusa.id = crm.order_id
   cross join lateral (values ('billing', medusa.billing_address_id),
                              ('shipping', medusa.shipping_address_id)) as part (kind, address_id)
    join order_address address on address.id = part.address_id
   where crm.id = any(?)`

/** In the words of the create-order call. */
const addressOf = (row: AddressRow | undefined) =>
  row
    ? {
        first_name: row.first_name ?? "",
        last_name: row.last_name ?? "",
        country: row.country_code?.toUpperCase() ?? "",
        state: row.province ?? "",
        city: row.city ?? "",
        zip: row.postal_code ?? "",
        address: row.address_1 ?? "",
        address2: row.address_2 ?? "",
      }
    : null

/** Customers whom a search text finds by name, e-mail or phone, each as the last order has them. */
export const findBuyers = async (container: MedusaContainer, q: string) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const ids = await orders.findIds(q, MOST_ORDERS)
  const found = await orders.readOrders(ids)
  const newest = new Map(
    [...ids]
      .reverse()
      .flatMap((id) => found.get(id) ?? [])
      .map((order) => [order.email, order])
  )
  const buyers = [...newest.values()].reverse().slice(0, MOST_BUYERS)
  const { rows } = await connection.raw<{ rows: AddressRow[] }>(READ_ADDRESSES, [
    buyers.map(({ id }) => id),
  ])
  const address = (id: string, kind: AddressRow["kind"]) =>
    addressOf(rows.find((row) => row.crm_order_id === id && row.kind === kind))
  return buyers.map(
    ({ id, display_id, email, customer_name, phone, shop_id, currency, language }) => {
      const billing = address(id, "billing")
      return {
        ...{ email, phone, shop_id, currency, language },
        name: customer_name,
        first_name: billing?.first_name ?? "",
        last_name: billing?.last_name ?? "",
        last_order: { id, display_id },
        billing,
        shipping: address(id, "shipping"),
      }
    }
  )
}
