/**
 * Bodies that the public document shows. Every value in them is invented; the card is the test
 * number that all processors know.
 */
const customer = {
  first_name: "Denise",
  last_name: "Walker",
  email: "denise.walker@example.org",
  phone: "+14155550123",
  ip: "198.51.100.77",
}

const billing = {
  country: "US",
  state: "CA",
  city: "San Francisco",
  zip: "94110",
  address: "2815 Folsom Street",
}

const card = {
  method: "credit_card",
  cardholder: "DENISE WALKER",
  card_number: "4111111111111111",
  card_expire_month: "12",
  card_expire_year: "2035",
  card_cvv: "123",
  cardholder_birthday: "04-17-1984",
}

const products = [{ sku: "0EK345", name: "VITAMIN B", option: "20 mg", quantity: 2, price: 20 }]

const options = {
  delivery_id: 1,
  currency: "USD",
  shop_domain: "vitaherb.example",
  shop_order_id: "HFT677902",
}

export const cardOrder = { customer, billing, payment: card, options, products }

export const paypalOrder = {
  customer,
  billing,
  payment: { method: "paypal" },
  options: {
    ...options,
    insurance: 1,
    locale: "en-US",
    campaigns: "utm_source=google&utm_medium=cpc",
    refill_reminder: { period_days: 60, via: "email" },
  },
  products,
  totals: { total: 59.9, total_products: 2 },
}

export const echeckOrder = {
  customer,
  billing,
  payment: {
    method: "echeck",
    echeck: {
      account_holder: "Denise Walker",
      routing_number: "110000000",
      account_number: "000123456789",
      account_type: "checking",
      holder_type: "personal",
    },
  },
  options,
  products,
}

export const cartOrder = {
  customer,
  billing,
  payment: { method: "crypto", pay_currency: "BTC" },
  options: { shop_order_id: "HFT677903" },
  cart: {
    data: {
      product: [
        {
          id: 64764,
          sku: "0EK345",
          name: "VITAMIN B",
          option: "20 mg",
          option_value: "30 pills",
          bonus: "4 pills",
          quantity: 1,
          price: 20,
          url: "https://vitaherb.example/product/vitamin-b",
          thumbnail: "https://vitaherb.example/img/vitamin-b.png",
        },
      ],
      coupon: { used: 1, type: 1, code: "XMAS24" },
      shipping: { id: 1, price: 14.95, insurance: 0, insurance_price: 4.95 },
      shop: { id: 1, hostname: "vitaherb.example", order_id: "HFT677903" },
      total: 34.95,
      currency_coef: 0.95,
      discountedTotal: 32.95,
      totalProducts: 1,
      currency: "EUR",
      language: "ENG",
    },
  },
}

export const createdAnswer = {
  result: true,
  error: "",
  id: "T3-7KQ2M9-XD4HTR-W8PAC3",
  status: "pending",
  total: "54.95",
  currency: "USD",
  redirect_url: null,
}

export const dryRunAnswer = {
  result: true,
  error: "",
  id: "",
  dry_run: true,
  total: "54.95",
  currency: "USD",
  plan: [],
}

export const refusalAnswer = {
  result: false,
  error: "2 fields are not right: customer.email, payment.card_number.",
  id: "",
  code: "unprocessable",
  fields: [
    { path: "customer.email", message: "This is not an e-mail address." },
    {
      path: "payment.card_number",
      message: "This card number is not right: its check digit does not fit.",
    },
  ],
}

export const readAnswer = {
  result: true,
  error: "",
  id: "T3-7KQ2M9-XD4HTR-W8PAC3",
  shop_order_id: "HFT677902",
  status: "shipped",
  payment_state: "paid",
  next_action: null,
  tracking_numbers: ["RB123456785GB"],
  tracking: [
    {
      number: "RB123456785GB",
      carrier: "Royal Mail Group plc",
      url: "https://www.royalmail.com/track-your-item#/tracking-results/RB123456785GB",
      state: "in_transit",
    },
  ],
  total: "54.95",
  currency: "USD",
  created_at: "2026-06-15T12:00:00.000Z",
}
