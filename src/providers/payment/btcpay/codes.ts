import type { CodeTable } from "../processor"

/**
 * What BTCPay Server's words mean: how an invoice ends without money, and the error codes of its
 * Greenfield API. An invoice that expired is not tried elsewhere: only the customer can pay.
 */
export const btcpayCodes: CodeTable = {
  Expired: { category: "expired", next: "ask_customer" },
  Invalid: { category: "other", next: "ask_customer" },
  PayoutCancelled: { category: "cancelled_by_customer", next: "stop" },
  instrument_not_supported: { category: "invalid_request", next: "next_processor" },
  "validation-error": { category: "invalid_request", next: "next_processor" },
  "generic-error": { category: "other", next: "stop" },
  unauthenticated: { category: "account_setup", next: "next_processor" },
  "missing-permission": { category: "account_setup", next: "next_processor" },
  "store-not-found": { category: "account_setup", next: "next_processor" },
  "refund-exceeds-payment": { category: "invalid_request", next: "stop" },
  "invoice-not-found": { category: "invalid_request", next: "stop" },
  "payment-method-not-configured": { category: "account_setup", next: "next_processor" },
  http_400: { category: "invalid_request", next: "stop" },
  http_401: { category: "account_setup", next: "next_processor" },
  http_403: { category: "account_setup", next: "next_processor" },
  http_404: { category: "account_setup", next: "next_processor" },
  http_422: { category: "invalid_request", next: "stop" },
  http_429: { category: "rate_limited", next: "same_later" },
}
