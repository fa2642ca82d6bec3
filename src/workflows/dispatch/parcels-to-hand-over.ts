import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { formatAmount, parseAmount } from "../../lib/money"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { ShipmentLine, ShipmentRow } from "../../modules/dispatch/types"
import type { ParcelToHandOver } from "../../providers/fulfillment/supplier"
import { shopNames } from "../order/queries/names"

type OrderFacts = {
  id: string
  email: string
  phone: string
  currency: string
  delivery: string | null
  first_name: string | null
  last_name: string | null
  address_1: string | null
  address_2: string | null
  city: string | null
  province: string | null
  postal_code: string | null
  country_code: string | null
  address_phone: string | null
}

const READ_ORDERS = `
  select crm.id, crm.email, crm.phone, crm.currency, crm.details -> 'delivery' ->> 'name' as delivery,
         address.first_name, address.last_name, address.address_1, address.address_2, address.city,
         address.province, address.postal_code, address.country_code, address.phone as address_phone
    from crm_order crm
    join "order" medusa on medusa.id = crm.order_id
    left join order_address address on address.id = medusa.shipping_address_id
   where crm.id = any(?)`

const readOrders = async (
  container: MedusaContainer,
  ids: readonly string[]
): Promise<Map<string, OrderFacts>> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: OrderFacts[] }>(READ_ORDERS, [[...new Set(ids)]])
  return new Map(rows.map((row) => [row.id, row]))
}

/** What one piece of each line was sold for, exact. */
const readPrices = async (
  container: MedusaContainer,
  lineIds: readonly string[]
): Promise<Map<string, string>> => {
  const connection = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await connection.raw<{ rows: { id: string; price: string }[] }>(
    `select id, unit_price::text as price from order_line_item where id = any(?)`,
    [[...new Set(lineIds)]]
  )
  return new Map(rows.map(({ id, price }) => [id, price]))
}

const valueOf = (
  lines: readonly ShipmentLine[],
  currency: string,
  prices: ReadonlyMap<string, string>
): string =>
  formatAmount(
    lines.reduce(
      (sum, { order_line_id, quantity }) =>
        sum + (parseAmount(prices.get(order_line_id) ?? "0", currency) ?? 0n) * BigInt(quantity),
      0n
    ),
    currency
  )

const addressOf = (order: OrderFacts): ParcelToHandOver["address"] => ({
  name: [order.first_name, order.last_name].filter(Boolean).join(" "),
  phone: order.address_phone ?? order.phone,
  email: order.email,
  address1: order.address_1 ?? "",
  address2: order.address_2,
  city: order.city ?? "",
  state: order.province,
  zip: order.postal_code,
  country: order.country_code?.toUpperCase() ?? "",
})

/**
 * Parcels as their suppliers are told of them, in the given order: lines as they were planned, the
 * address as it is in Medusa's order now (it cannot be changed any more once a parcel is being told).
 */
export const parcelsToHandOver = async (
  container: MedusaContainer,
  parcels: readonly ShipmentRow[]
): Promise<ParcelToHandOver[]> => {
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const [orders, lines, shops, replaced] = await Promise.all([
    readOrders(
      container,
      parcels.map(({ crm_order_id }) => crm_order_id)
    ),
    shipments.linesOf(parcels.map(({ id }) => id)),
    shopNames(container),
    shipments.listByIds(parcels.flatMap(({ reships_id }) => reships_id ?? [])),
  ])
  const prices = await readPrices(
    container,
    [...lines.values()].flat().map(({ order_line_id }) => order_line_id)
  )
  const numbers = new Map(replaced.map(({ id, number }) => [id, number]))
  return parcels.flatMap((parcel): ParcelToHandOver[] => {
    const order = orders.get(parcel.crm_order_id)
    const own = lines.get(parcel.id) ?? []
    return order
      ? [
          {
            number: parcel.number,
            order_id: order.id,
            shop: shops.get(parcel.shop_id) ?? parcel.shop_id,
            address: addressOf(order),
            lines: own.map(({ sku, supplier_sku, name, option, quantity }) => ({
              sku,
              supplier_sku,
              name,
              option,
              quantity,
            })),
            delivery: order.delivery ?? "",
            insured: parcel.insured,
            value: { amount: valueOf(own, order.currency, prices), currency: order.currency },
            replaces: numbers.get(parcel.reships_id ?? "") ?? null,
            note: null,
          },
        ]
      : []
  })
}
