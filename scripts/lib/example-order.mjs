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

const APPROVED = card("4111111111111111")

const product = (id, sku, name, option, option_value, price) => ({
  id,
  sku,
  name,
  option,
  option_value,
  price,
  quantity: 2,
})

const VITAMIN_B = product(64764, "0EK345", "VITAMIN B", "20 mg", "30 pills", 20)
const ZINC = product(64856, "0ZN207", "ZINC PICOLINATE", "15 mg", "90 tablets", 11.5)
const PROBIOTIC = product(64902, "0PR833", "PROBIOTIC 10", "10 bn", "30 capsules", 31.5)
const GINKGO = product(64938, "0GI275", "GINKGO BILOBA", "120 mg", "90 capsules", 22.4)
const UNKNOWN = product(70001, "0NEW001", "SOMETHING NEW", "10 mg", "30 pills", 15)

/** How an order is paid and what is in it, by the name of its story. What is not said: by card, vitamins. */
export const STORIES = {
  approved: {},
  "second-processor": { payment: card("4000099900000005") },
  unknown: { payment: card("4000099900000013") },
  "three-d-secure": { payment: card("4000002500003155") },
  paypal: { payment: { method: "paypal" } },
  crypto: { payment: { method: "crypto" } },
  echeck: {
    payment: {
      method: "echeck",
      echeck: {
        account_holder: "Jürgen Großmann",
        routing_number: "110000000",
        account_number: "734218650101",
        account_type: "checking",
        holder_type: "personal",
      },
    },
  },
  // Which supplier has what: src/scripts/seed-demo-suppliers.ts.
  warehouse: {},
  depot: { products: [ZINC] },
  "packing-house": { products: [PROBIOTIC] },
  "corner-shop": { products: [GINKGO] },
  "two-suppliers": { products: [VITAMIN_B, PROBIOTIC] },
  "unknown-product": { products: [UNKNOWN] },
}

/** The whole body of a create-order call for one of the demo's shops. */
export const exampleOrder = (
  shop,
  { payment = APPROVED, products = [VITAMIN_B], shopOrderId }
) => ({
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
  products: products.map((one) => ({
    ...one,
    url: `https://${shop.domain}/product/${one.name.toLowerCase().replaceAll(" ", "-")}`,
  })),
})
