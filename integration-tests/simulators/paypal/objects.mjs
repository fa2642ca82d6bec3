import { decimalOf } from "../lib/money.mjs"
import { randomId } from "../lib/signing.mjs"

/**
 * PayPal's objects as Orders v2 and Payments v2 give them, cut to the fields that matter to a
 * merchant. A test holds them against PayPal's own OpenAPI files.
 */

/** Currencies that PayPal writes without decimals, whatever ISO 4217 says. */
export const WHOLE_UNITS = ["HUF", "JPY", "TWD"]

export const moneyOf = (units, currency) => {
  const value = decimalOf(units, currency)
  return {
    currency_code: currency,
    value: WHOLE_UNITS.includes(currency) ? value.split(".")[0] : value,
  }
}

export const paypalId = () => randomId(40).toUpperCase().slice(0, 17)
const now = () => new Date().toISOString().replace(/\.\d+Z$/, "Z")

export const newOrder = ({ account, unit, currency, units, returnUrl, cancelUrl }) => ({
  id: paypalId(),
  account,
  status: "PAYER_ACTION_REQUIRED",
  currency,
  units,
  reference_id: unit.reference_id ?? "default",
  custom_id: unit.custom_id,
  invoice_id: unit.invoice_id,
  description: unit.description,
  return_url: returnUrl,
  cancel_url: cancelUrl,
  captures: [],
  refunds: [],
  create_time: now(),
})

export const newCapture = (order, { units, currency, status, reason, fee }) => ({
  id: paypalId(),
  status,
  reason,
  units,
  currency,
  fee,
  custom_id: order.custom_id,
  invoice_id: order.invoice_id,
  create_time: now(),
})

export const newRefund = (capture, { units, status, customId }) => ({
  id: paypalId(),
  status,
  units,
  currency: capture.currency,
  custom_id: customId,
  invoice_id: capture.invoice_id,
  capture_id: capture.id,
  create_time: now(),
})

export const newDispute = (capture, { units, reason }) => ({
  dispute_id: `PP-D-${paypalId().slice(0, 6)}`,
  capture_id: capture.id,
  custom_id: capture.custom_id,
  units,
  currency: capture.currency,
  reason,
  status: "WAITING_FOR_SELLER_RESPONSE",
  dispute_life_cycle_stage: "CHARGEBACK",
  outcome: null,
  create_time: now(),
})

/** The object without what is not known. */
const known = (object) =>
  Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined && value !== null)
  )

const link = (href, rel, method) => ({ href, rel, method })

export const captureShown = (capture, { url, orderId }) =>
  known({
    id: capture.id,
    status: capture.status,
    status_details: capture.reason ? { reason: capture.reason } : undefined,
    amount: moneyOf(capture.units, capture.currency),
    final_capture: true,
    custom_id: capture.custom_id,
    invoice_id: capture.invoice_id,
    seller_receivable_breakdown: ["COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"].includes(
      capture.status
    )
      ? {
          gross_amount: moneyOf(capture.units, capture.currency),
          paypal_fee: moneyOf(capture.fee, capture.currency),
          net_amount: moneyOf(capture.units - capture.fee, capture.currency),
        }
      : undefined,
    links: [
      link(`${url}/v2/payments/captures/${capture.id}`, "self", "GET"),
      link(`${url}/v2/payments/captures/${capture.id}/refund`, "refund", "POST"),
      link(`${url}/v2/checkout/orders/${orderId}`, "up", "GET"),
    ],
    create_time: capture.create_time,
    update_time: capture.create_time,
  })

export const refundShown = (refund, { url }) =>
  known({
    id: refund.id,
    status: refund.status,
    amount: moneyOf(refund.units, refund.currency),
    custom_id: refund.custom_id,
    invoice_id: refund.invoice_id,
    seller_payable_breakdown: {
      gross_amount: moneyOf(refund.units, refund.currency),
      paypal_fee: moneyOf(0, refund.currency),
      net_amount: moneyOf(refund.units, refund.currency),
    },
    links: [
      link(`${url}/v2/payments/refunds/${refund.id}`, "self", "GET"),
      link(`${url}/v2/payments/captures/${refund.capture_id}`, "up", "GET"),
    ],
    create_time: refund.create_time,
    update_time: refund.create_time,
  })

export const orderShown = (order, { url }) => {
  const isOpen = order.status === "PAYER_ACTION_REQUIRED"
  const payments = known({
    captures: order.captures.length
      ? order.captures.map((capture) => captureShown(capture, { url, orderId: order.id }))
      : undefined,
    refunds: order.refunds.length
      ? order.refunds.map((refund) => refundShown(refund, { url }))
      : undefined,
  })
  return {
    id: order.id,
    intent: "CAPTURE",
    status: order.status,
    purchase_units: [
      known({
        reference_id: order.reference_id,
        amount: moneyOf(order.units, order.currency),
        description: order.description,
        custom_id: order.custom_id,
        invoice_id: order.invoice_id,
        payments: Object.keys(payments).length > 0 ? payments : undefined,
      }),
    ],
    create_time: order.create_time,
    links: [
      link(`${url}/v2/checkout/orders/${order.id}`, "self", "GET"),
      ...(isOpen ? [link(`${url}/checkoutnow?token=${order.id}`, "payer-action", "GET")] : []),
    ],
  }
}

export const disputeShown = (dispute, { url }) =>
  known({
    dispute_id: dispute.dispute_id,
    create_time: dispute.create_time,
    disputed_transactions: [
      known({ seller_transaction_id: dispute.capture_id, custom: dispute.custom_id }),
    ],
    reason: dispute.reason,
    status: dispute.status,
    dispute_amount: moneyOf(dispute.units, dispute.currency),
    dispute_outcome: dispute.outcome ? { outcome_code: dispute.outcome } : undefined,
    dispute_life_cycle_stage: dispute.dispute_life_cycle_stage,
    links: [link(`${url}/v1/customer/disputes/${dispute.dispute_id}`, "self", "GET")],
  })

export const newEvent = (type, resourceType, resource) => ({
  id: `WH-${paypalId()}-${paypalId()}`,
  event_version: "1.0",
  create_time: now(),
  resource_type: resourceType,
  resource_version: "2.0",
  event_type: type,
  summary: type,
  resource,
  links: [],
})

/** PayPal's sentences, one for each name. */
const MESSAGES = {
  UNPROCESSABLE_ENTITY:
    "The requested action could not be performed, semantically incorrect, or failed business validation.",
  RESOURCE_NOT_FOUND: "The specified resource does not exist.",
}

export const errorOf = (name, issue, description) => ({
  name,
  message: MESSAGES[name],
  debug_id: randomId(13).toLowerCase(),
  details: [{ issue, description }],
  links: [],
})
