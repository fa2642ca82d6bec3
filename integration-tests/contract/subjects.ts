import { btcpayProcessor } from "../../src/providers/payment/btcpay/processor"
import { nmiProcessor } from "../../src/providers/payment/nmi/processor"
import { paypalProcessor } from "../../src/providers/payment/paypal/processor"
import { stripeProcessor } from "../../src/providers/payment/stripe/processor"
import { bankAccount, card, type Subject } from "./context"

/** What a person does on a simulator's page: opens it and presses a button. */
const pressButton = async (url: string, choice: "pay" | "cancel" | "claim"): Promise<Response> => {
  await fetch(url)
  return fetch(url, {
    method: "POST",
    body: new URLSearchParams({ choice }),
    redirect: "manual",
  })
}

/** Every processor there is; a new one is added here and has to pass. */
export const SUBJECTS: readonly Subject[] = [
  {
    processor: stripeProcessor,
    account: "stripe-main",
    other_account: "stripe-dollars",
    instruments: {
      approved: card("4242424242424242"),
      declined: card("4000000000009995"),
      never_again: card("5200009990000000"),
      three_d_secure: card("4000002500003155"),
      another_amount: card("4000099900000070"),
      another_currency: card("4000099900000088"),
    },
    decide: pressButton,
    declines_on_page: true,
    tells_disputes: true,
    tells_fees: true,
    currencies: [
      { amount: "500", currency: "JPY" },
      { amount: "12.340", currency: "KWD" },
      { amount: "0.50", currency: "USD" },
      { amount: "1200", currency: "ISK" },
    ],
  },
  {
    processor: nmiProcessor,
    account: "nmi-main",
    other_account: "nmi-second",
    instruments: {
      approved: card("4111111111111111"),
      declined: card("4000000000009995"),
      another_amount: card("4000099900000070"),
      bank_debit: bankAccount("734218659021"),
      bank_debit_declined: bankAccount("734218650103"),
    },
    decide: null,
    declines_on_page: false,
    tells_disputes: false,
    tells_fees: false,
    currencies: [
      { amount: "500", currency: "JPY" },
      { amount: "12.345", currency: "KWD" },
      { amount: "1.00", currency: "USD" },
    ],
  },
  {
    processor: paypalProcessor,
    account: "paypal-main",
    other_account: "paypal-second",
    instruments: null,
    decide: pressButton,
    declines_on_page: false,
    tells_disputes: true,
    tells_fees: true,
    currencies: [
      { amount: "500", currency: "JPY" },
      { amount: "1200.00", currency: "HUF" },
      { amount: "0.50", currency: "USD" },
    ],
  },
  {
    processor: btcpayProcessor,
    account: "btcpay-main",
    other_account: "btcpay-second",
    instruments: null,
    decide: pressButton,
    // Where a refund is claimed is told to staff, who tell the customer.
    receive: ({ message }) => pressButton(/http\S+/.exec(message ?? "")?.[0] ?? "", "claim"),
    declines_on_page: false,
    tells_disputes: false,
    tells_fees: false,
    currencies: [
      { amount: "500", currency: "JPY" },
      { amount: "12.340", currency: "KWD" },
      { amount: "0.50", currency: "USD" },
    ],
  },
]
