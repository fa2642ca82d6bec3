import type { ExecArgs } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/**
 * Creates, through Medusa's own order module, the order that `create-order.card` with the cart's
 * coupon and delivery becomes at our intake, and prints its id. Arguments: customer id, sales
 * channel id, public order id.
 */
export default async function createMedusaOrder({ container, args }: ExecArgs): Promise<void> {
  const [customerId, salesChannelId, crmOrderId] = args
  const address = {
    customer_id: customerId,
    first_name: "Jürgen",
    last_name: "Großmann",
    address_1: "Warschauer Straße 58",
    address_2: null,
    city: "Berlin",
    country_code: "de",
    province: null,
    postal_code: "10245",
    phone: "+493023125042",
  }
  const line = (
    title: string,
    sku: string,
    option: string,
    option_value: string,
    quantity: number,
    unit_price: string,
    discount: string,
    product_id: string,
    bonus: string | null,
    slug: string
  ) => ({
    title,
    subtitle: `${option}, ${option_value}`,
    thumbnail: `https://vitaherb.example/img/${slug}.png`,
    product_title: title,
    variant_sku: sku,
    variant_title: option,
    requires_shipping: true,
    is_discountable: true,
    is_tax_inclusive: true,
    quantity,
    unit_price,
    metadata: {
      product_id,
      option,
      option_value,
      bonus,
      url: `https://vitaherb.example/product/${slug}`,
    },
    adjustments: [
      {
        code: "XMAS24",
        amount: discount,
        description: "Discount given by the shop",
        is_tax_inclusive: true,
      },
    ],
  })
  const orders = container.resolve(Modules.ORDER)
  const [order] = await orders.createOrders([
    {
      status: "pending",
      currency_code: "eur",
      email: "juergen.grossmann@example.com",
      locale: "de-DE",
      customer_id: customerId,
      sales_channel_id: salesChannelId,
      metadata: { crm_order_id: crmOrderId },
      shipping_address: address,
      billing_address: address,
      items: [
        line(
          "VITAMIN B",
          "0EK345",
          "20 mg",
          "30 pills",
          1,
          "20",
          "2",
          "64764",
          "4 pills",
          "vitamin-b"
        ),
        line(
          "OMEGA-3 FISH OIL",
          "0OM902",
          "1000 mg",
          "90 capsules",
          2,
          "18.5",
          "3.7",
          "64801",
          "10 capsules",
          "omega-3-fish-oil"
        ),
        line(
          "MAGNESIUM CITRATE",
          "0MG118",
          "200 mg",
          "60 tablets",
          1,
          "12",
          "1.2",
          "64833",
          null,
          "magnesium-citrate"
        ),
      ],
      shipping_methods: [
        { name: "AirMail", amount: "14.95", is_tax_inclusive: true },
        { name: "Guaranteed delivery", amount: "4.95", is_tax_inclusive: true },
      ],
    },
  ])
  process.stdout.write(`\ncreated ${order.id}\n`)
}
