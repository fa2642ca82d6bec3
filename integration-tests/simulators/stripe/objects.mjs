import { placesOf } from "../lib/money.mjs"
import { randomId } from "../lib/signing.mjs"

/**
 * Stripe's objects as its API 2026-10-28 gives them, cut to the fields that matter to a merchant.
 * The shapes follow the resource examples of stripe/openapi (integration-tests/fixtures/stripe).
 */

const now = () => Math.floor(Date.now() / 1000)

/** Stripe counts these in other units than ISO 4217 does (docs.stripe.com/currencies). */
const OWN_PLACES = { ISK: 2, UGX: 2, MGA: 0 }

export const stripePlaces = (currency) =>
  OWN_PLACES[currency.toUpperCase()] ?? placesOf(currency.toUpperCase())

export const newPaymentIntent = ({ amount, currency, metadata, description }) => ({
  id: `pi_${randomId()}`,
  object: "payment_intent",
  amount,
  amount_capturable: 0,
  amount_received: 0,
  canceled_at: null,
  cancellation_reason: null,
  capture_method: "automatic",
  client_secret: null,
  confirmation_method: "automatic",
  created: now(),
  currency,
  customer: null,
  description,
  last_payment_error: null,
  latest_charge: null,
  livemode: false,
  metadata,
  next_action: null,
  payment_method: null,
  payment_method_types: ["card"],
  status: "requires_payment_method",
})

export const newCharge = (intent, { amount, currency, card, billing }) => ({
  id: `ch_${randomId()}`,
  object: "charge",
  amount,
  amount_captured: amount,
  amount_refunded: 0,
  balance_transaction: null,
  billing_details: billing,
  captured: true,
  created: now(),
  currency,
  disputed: false,
  failure_code: null,
  failure_message: null,
  livemode: false,
  metadata: intent.metadata,
  outcome: {
    advice_code: null,
    network_advice_code: null,
    network_decline_code: null,
    network_status: "approved_by_network",
    reason: null,
    seller_message: "Payment complete.",
    type: "authorized",
  },
  paid: true,
  payment_intent: intent.id,
  payment_method: intent.payment_method,
  payment_method_details: { type: "card", card },
  refunded: false,
  status: "succeeded",
})

/** The card as answers show it: never more than its last four digits. */
export const cardDetails = ({ number, brand, expMonth, expYear, cvc }) => ({
  brand,
  checks: { cvc_check: cvc ? "pass" : null },
  country: "US",
  exp_month: expMonth,
  exp_year: expYear,
  fingerprint: randomId(16),
  funding: "credit",
  last4: number.slice(-4),
  network: brand,
  network_transaction_id: randomId(15),
})

export const newBalanceTransaction = ({ type, source, amount, currency, fee, exchangeRate }) => ({
  id: `txn_${randomId()}`,
  object: "balance_transaction",
  amount,
  currency,
  exchange_rate: exchangeRate,
  fee,
  net: amount - fee,
  source,
  status: "pending",
  type,
  created: now(),
})

export const newRefund = (charge, { amount, metadata, status }) => ({
  id: `re_${randomId()}`,
  object: "refund",
  amount,
  balance_transaction: null,
  charge: charge.id,
  created: now(),
  currency: charge.currency,
  failure_reason: null,
  metadata,
  payment_intent: charge.payment_intent,
  reason: null,
  status,
})

export const newDispute = (charge, { amount, reason, transaction }) => ({
  id: `dp_${randomId()}`,
  object: "dispute",
  amount,
  balance_transactions: [transaction],
  charge: charge.id,
  created: now(),
  currency: charge.currency,
  is_charge_refundable: false,
  livemode: false,
  metadata: {},
  payment_intent: charge.payment_intent,
  reason,
  status: "needs_response",
})

export const newSession = ({
  url,
  amount,
  currency,
  metadata,
  expiresAt,
  successUrl,
  reference,
}) => {
  const id = `cs_test_${randomId()}`
  return {
    id,
    object: "checkout.session",
    amount_total: amount,
    client_reference_id: reference,
    created: now(),
    currency,
    expires_at: expiresAt,
    livemode: false,
    metadata,
    mode: "payment",
    payment_intent: null,
    payment_status: "unpaid",
    status: "open",
    success_url: successUrl,
    url: `${url}/c/pay/${id}`,
  }
}

export const newEvent = (type, object) => ({
  id: `evt_${randomId()}`,
  object: "event",
  api_version: "2026-10-28.endive",
  created: now(),
  data: { object },
  livemode: false,
  pending_webhooks: 1,
  request: { id: null, idempotency_key: null },
  type,
})

/** What Stripe says of a decline code; `code` is the coarser word beside it. */
const OWN_ERROR_CODES = [
  "incorrect_cvc",
  "expired_card",
  "processing_error",
  "authentication_required",
  "incorrect_number",
]

export const cardError = ({ declineCode, advice, chargeId }) => ({
  type: "card_error",
  code: OWN_ERROR_CODES.includes(declineCode) ? declineCode : "card_declined",
  decline_code: declineCode,
  message: `Your card was declined (${declineCode.replaceAll("_", " ")}).`,
  ...(advice ? { network_advice_code: advice, network_decline_code: "05" } : {}),
  ...(chargeId ? { charge: chargeId } : {}),
  doc_url: "https://docs.stripe.com/error-codes",
})

export const requestError = (code, message, more = {}) => ({
  type: "invalid_request_error",
  code,
  message,
  ...more,
})
