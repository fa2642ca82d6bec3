import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { CrmOrderRow } from "../../modules/crm_order/types"
import type { Payer, PayerAddress } from "../../providers/payment/processor"

type MedusaAddress = {
  first_name: string | null
  last_name: string | null
  address_1: string | null
  address_2: string | null
  city: string | null
  province: string | null
  postal_code: string | null
  country_code: string | null
}

type Addresses = { billing_address: MedusaAddress; shipping_address: MedusaAddress }

const addressOf = (address: MedusaAddress): PayerAddress => ({
  address1: address.address_1 ?? "",
  address2: address.address_2,
  city: address.city ?? "",
  state: address.province,
  zip: address.postal_code,
  country: address.country_code?.toUpperCase() ?? "",
})

/** Who pays, as processors want to know it; the addresses are those of Medusa's order. */
export const readPayer = async (container: MedusaContainer, order: CrmOrderRow): Promise<Payer> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph(
    {
      entity: "order",
      fields: ["billing_address.*", "shipping_address.*"],
      filters: { id: order.order_id },
    },
    { throwIfKeyNotFound: true }
  )
  const [{ billing_address, shipping_address }]: Addresses[] = data as Addresses[]
  return {
    first_name: billing_address.first_name ?? "",
    last_name: billing_address.last_name ?? "",
    email: order.email,
    phone: order.phone,
    ip: order.details.ip.flag ? null : order.details.ip.address,
    billing: addressOf(billing_address),
    shipping: addressOf(shipping_address),
  }
}

/** Where a customer comes back to: the shop, with the order's public id. */
export const returnUrlOf = ({ id, shop_domain }: CrmOrderRow): string =>
  `https://${shop_domain ?? "localhost"}/?order=${encodeURIComponent(id)}`
