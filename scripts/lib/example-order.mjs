/**
 * Orders to try the demo with, one for each story of the README. Card and account numbers choose
 * what the simulators do: integration-tests/simulators/README.md has them all.
 */

const card = (card_number) => ({
  method: "credit_card",
  cardholder: "JUERGEN GROSSMANN",
  card_number,
  card_expire_month: "12",
  card_expire_year: "2030",
  card_cvv: "123",
  cardholder_birthday: "04-17-1984",
})

/** The payment of an order by the name of its story. */
export const STORIES = {
  approved: card("4111111111111111"),
  "second-processor": card("4000099900000005"),
  unknown: card("4000099900000013"),
  "three-d-secure": card("4000002500003155"),
  paypal: { method: "paypal" },
  crypto: { method: "crypto" },
  echeck: {
    method: "echeck",
    echeck: {
      account_holder: "Jürgen Großmann",
      routing_number: "110000000",
      account_number: "734218650101",
      account_type: "checking",
      holder_type: "personal",
    },
  },
}

/** The whole body of a create-order call for one of the demo's shops. */
export const exampleOrder = (shop, { payment = STORIES.approved, shopOrderId }) => ({
  auth: { api_id: shop.api_id, api_key: shop.api_key },
  customer: {
    first_name: "Jürgen",
    last_name: "Großmann",
    email: "juergen.grossmann@example.com",
    phone: "+493023125042",
    ip: "203.0.113.24",
  },
  billing: {
    country: "DE",
    state: "XX",
    city: "Berlin",
    zip: "10245",
    address: "Warschauer Straße 58",
  },
  payment,
  options: {
    delivery_id: 1,
    insurance: 1,
    currency: shop.currency,
    locale: "de-DE",
    shop_domain: shop.domain,
    shop_order_id: shopOrderId,
  },
  products: [
    {
      id: 64764,
      sku: "0EK345",
      name: "VITAMIN B",
      option: "20 mg",
      option_value: "30 pills",
      quantity: 2,
      price: 20,
      url: `https://${shop.domain}/product/vitamin-b`,
    },
  ],
})
