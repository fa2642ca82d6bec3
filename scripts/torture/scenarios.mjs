import { ownCard } from "../../integration-tests/simulators/lib/test-cards.mjs"

/**
 * Kinds of orders, with how often they come (of all weights together). `pays` names what the customer
 * or the staff do afterwards: see `STORIES` in people.mjs. Cards are of the simulators' own range; the
 * outcome is what their README.md says of it.
 */
export const SCENARIOS = [
  { weight: 30, name: "card approved", card: "99" },
  { weight: 8, name: "card declined, the second processor takes it", card: "00" },
  { weight: 5, name: "card declined everywhere", card: "11" },
  { weight: 3, name: "card without money", card: "10" },
  { weight: 4, name: "charge hangs", card: "01" },
  { weight: 3, name: "connection cut before", card: "02" },
  { weight: 3, name: "error page", card: "03" },
  { weight: 3, name: "proxy's error after charging", card: "04" },
  { weight: 3, name: "half an answer", card: "05" },
  { weight: 2, name: "another amount", card: "07" },
  { weight: 1, name: "another currency", card: "08" },
  { weight: 2, name: "gateway does not know", card: "14" },
  { weight: 2, name: "never again", card: "00", brand: "mastercard" },
  { weight: 4, name: "3-D Secure confirmed", card: "12", pays: "onPage" },
  { weight: 2, name: "3-D Secure refused", card: "12", pays: "cancelsOnPage" },
  { weight: 2, name: "3-D Secure, then declined", card: "13", pays: "onPage" },
  { weight: 3, name: "3-D Secure while staff charge", card: "12", pays: "whileStaffCharge" },
  { weight: 2, name: "card refunded in part", card: "99", pays: "refundedInPart" },
  { weight: 3, name: "card refunded", card: "99", pays: "refunded" },
  { weight: 2, name: "refund fails later", card: "16", pays: "refunded" },
  { weight: 2, name: "refund pending first", card: "17", pays: "refunded" },
  { weight: 2, name: "refunded at the processor", card: "99", pays: "refundedAtProcessor" },
  { weight: 2, name: "charged back", card: "15" },
  { weight: 2, name: "charged back and won", card: "99", pays: "chargedBackAndWon" },
  { weight: 2, name: "charged again by staff", card: "11", pays: "staffChargeAgain" },

  { weight: 9, name: "PayPal", method: "paypal", pays: "onPage" },
  { weight: 2, name: "PayPal never approved", method: "paypal" },
  { weight: 4, name: "PayPal by two links", method: "paypal", pays: "byTwoLinks" },
  { weight: 3, name: "PayPal after cancelling", method: "paypal", pays: "afterCancelling" },
  { weight: 2, name: "PayPal refunded", method: "paypal", pays: "onPageThenRefunded" },

  { weight: 5, name: "crypto", method: "crypto", pays: "onPage" },
  { weight: 2, name: "crypto, too little", method: "crypto", pays: "tooLittle" },
  { weight: 2, name: "crypto, too much", method: "crypto", pays: "tooMuch" },
  { weight: 2, name: "crypto, too late", method: "crypto", pays: "tooLate" },
  { weight: 2, name: "crypto never paid", method: "crypto" },
  { weight: 4, name: "crypto by two links", method: "crypto", pays: "byTwoLinks" },

  { weight: 6, name: "bank debit", method: "echeck", account: "5566" },
  { weight: 3, name: "bank debit comes back", method: "echeck", account: "0101" },
  { weight: 2, name: "bank debit comes back at once", method: "echeck", account: "0102" },
  { weight: 2, name: "bank debit refused", method: "echeck", account: "0103" },
]

/** One of the scenarios, drawn by weight. */
export const drawScenario = (random) => {
  const total = SCENARIOS.reduce((sum, { weight }) => sum + weight, 0)
  let left = random() * total
  return SCENARIOS.find(({ weight }) => (left -= weight) < 0) ?? SCENARIOS[0]
}

const CVV = { visa: "739", mastercard: "739" }

const paymentOf = ({ method = "credit_card", card, brand = "visa", account }, serial) => {
  if (card) {
    return {
      method,
      cardholder: "TORTURE TESTER",
      card_number: ownCard(card, serial, brand),
      card_expire_month: "12",
      card_expire_year: "2034",
      card_cvv: CVV[brand],
      cardholder_birthday: "04-17-1984",
    }
  }
  if (account) {
    return {
      method,
      echeck: {
        account_holder: "Torture Tester",
        routing_number: "110000000",
        account_number: `${String(70_000_000 + serial)}${account}`,
        account_type: "checking",
        holder_type: "personal",
      },
    }
  }
  return { method }
}

/** The order as its shop sends it, and the number in it that may be nowhere in a dump. */
export const orderOf = (scenario, { shop, serial, random }) => {
  const place = {
    ...{ country: "DE", state: "XX", city: "Berlin", zip: "10245" },
    address: `Torturestraße ${serial}`,
  }
  const payment = paymentOf(scenario, serial)
  return {
    secret: payment.card_number ?? payment.echeck?.account_number ?? null,
    body: {
      auth: { api_id: shop.api_id, api_key: shop.api_key },
      customer: {
        ...{ first_name: "Torture", last_name: "Tester", phone: "+493023125042" },
        ...{ email: `torture-${serial}@example.com`, ip: "203.0.113.24" },
      },
      billing: place,
      shipping: place,
      payment,
      options: {
        ...{ delivery_id: 1, insurance: 1, currency: shop.currency, locale: "en-US" },
        ...{ campaigns: "", shop_domain: shop.domain, shop_order_id: `TORTURE-${serial}` },
      },
      products: [
        {
          ...{ id: 1, sku: "T1", name: "TORTURE", option: "", option_value: "", bonus: "" },
          ...{
            quantity: 1 + Math.floor(random() * 3),
            price: Number((5 + random() * 90).toFixed(2)),
          },
          ...{ url: "https://shop.example/1", thumbnail: "https://shop.example/1.png" },
        },
      ],
    },
  }
}
