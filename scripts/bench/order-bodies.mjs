/**
 * The orders that the load generator sends: two lines, billing and shipping address, a device.
 * `{{key}}` differs from request to request. Of ten orders four are of customers that come back.
 */

const FIRST_NAMES = ["Jürgen", "Anna", "Lukas", "Sophie", "Felix", "Marie", "Paul", "Emma"]
const LAST_NAMES = ["Großmann", "Müller", "Schmidt", "Weber", "Fischer", "Wagner", "Becker"]
const CITIES = [
  ["Berlin", "10245", "Warschauer Straße 58"],
  ["Hamburg", "20095", "Mönckebergstraße 7"],
  ["München", "80331", "Kaufingerstraße 12"],
  ["Köln", "50667", "Hohe Straße 41"],
]
const TEMPLATES = 200

const PRODUCTS = [
  {
    id: 64764,
    sku: "0EK345",
    name: "VITAMIN B",
    option: "20 mg",
    option_value: "30 pills",
    price: 20,
  },
  {
    id: 64801,
    sku: "0OM902",
    name: "OMEGA-3 FISH OIL",
    option: "1000 mg",
    option_value: "90 capsules",
    price: 18.5,
  },
  {
    id: 64833,
    sku: "0MG118",
    name: "MAGNESIUM CITRATE",
    option: "200 mg",
    option_value: "60 tablets",
    price: 12,
  },
]

const buyerOf = (index) => {
  const [city, zip, address] = CITIES[index % CITIES.length]
  return {
    first_name: FIRST_NAMES[index % FIRST_NAMES.length],
    last_name: LAST_NAMES[index % LAST_NAMES.length],
    email: index % 10 < 4 ? `regular-${index}@example.com` : "buyer-{{key}}@example.com",
    phone: `+4930231${String(25000 + index)}`,
    city,
    zip,
    address,
  }
}

const linesOf = (index) => [
  { ...PRODUCTS[index % 3], quantity: 1 },
  { ...PRODUCTS[(index + 1) % 3], quantity: 2 },
]

const make = (bodyOf) =>
  Array.from({ length: TEMPLATES }, (_, index) => JSON.stringify(bodyOf(index)))

/** Bodies of our create-order call. */
export const createOrderBodies = (shop, { card }) =>
  make((index) => {
    const { city, zip, address, ...customer } = buyerOf(index)
    const place = { country: "DE", state: "XX", city, zip, address }
    return {
      auth: { api_id: shop.api_id, api_key: shop.api_key },
      customer: { ...customer, ip: `203.0.113.${index % 250}` },
      billing: place,
      shipping: place,
      payment: card
        ? {
            method: "credit_card",
            cardholder: "TEST BUYER",
            card_number: "4111111111111111",
            card_expire_month: "12",
            card_expire_year: "2030",
            card_cvv: "123",
            cardholder_birthday: "04-17-1984",
          }
        : { method: "paypal" },
      options: {
        delivery_id: 1 + (index % 2),
        insurance: index % 2,
        currency: "EUR",
        locale: "de-DE",
        campaigns: "utm_source=newsletter&utm_medium=email&utm_campaign=xmas24",
        shop_domain: shop.domain,
        shop_order_id: "BENCH-{{key}}",
      },
      metrics: {
        device: {
          user_agent:
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
          screen_width: 1920,
          screen_height: 1080,
          language: "de-DE",
          timezone: "Europe/Berlin",
        },
      },
      products: linesOf(index).map((line) => ({
        ...line,
        url: `https://${shop.domain}/product/${line.id}`,
        thumbnail: `https://${shop.domain}/img/${line.id}.png`,
      })),
    }
  })

/** The same orders for stock Medusa's draft orders: no card, delivery, device or campaign. */
export const draftOrderBodies = ({ regionId, salesChannelId }) =>
  make((index) => {
    const { email, city, zip, address, ...person } = buyerOf(index)
    const place = { ...person, address_1: address, city, postal_code: zip, country_code: "de" }
    return {
      email,
      region_id: regionId,
      sales_channel_id: salesChannelId,
      billing_address: place,
      shipping_address: place,
      items: linesOf(index).map(({ name, sku, quantity, price, option, option_value }) => ({
        title: name,
        variant_sku: sku,
        quantity,
        unit_price: price,
        metadata: { option, option_value },
      })),
    }
  })
