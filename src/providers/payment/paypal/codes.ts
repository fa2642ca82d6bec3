import type { CodeTable } from "../processor"

/**
 * What PayPal's words mean: the issues of its error answers (Orders v2, Payments v2) and the reasons
 * of a capture that was declined. Source: the error lists of PayPal's OpenAPI files. A payer who is
 * refused here may be able to pay otherwise, so most are for the customer.
 */
export const paypalCodes: CodeTable = {
  // The payer's side.
  INSTRUMENT_DECLINED: { category: "do_not_honor", next: "ask_customer" },
  REDIRECT_PAYER_FOR_ALTERNATE_FUNDING: { category: "do_not_honor", next: "ask_customer" },
  DECLINED_DUE_TO_RELATED_TXN: { category: "do_not_honor", next: "ask_customer" },
  CAPTURE_DECLINED: { category: "do_not_honor", next: "ask_customer" },
  CAPTURE_FAILED: { category: "other", next: "ask_customer" },
  TRANSACTION_REFUSED: { category: "do_not_honor", next: "ask_customer" },
  PAYER_CANNOT_PAY: { category: "not_permitted", next: "ask_customer" },
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: { category: "closed_account", next: "ask_customer" },
  PAYER_ACCOUNT_RESTRICTED: { category: "not_permitted", next: "ask_customer" },
  PAYER_ACTION_REQUIRED: { category: "authentication_required", next: "ask_customer" },
  TRANSACTION_LIMIT_EXCEEDED: { category: "limit_exceeded", next: "ask_customer" },
  MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED: { category: "limit_exceeded", next: "ask_customer" },
  VOIDED: { category: "expired", next: "ask_customer" },
  // Risk.
  COMPLIANCE_VIOLATION: { category: "fraud_suspected", next: "stop" },
  TRANSACTION_BLOCKED_BY_PAYEE: { category: "fraud_suspected", next: "stop" },
  PAYEE_BLOCKED_TRANSACTION: { category: "fraud_suspected", next: "stop" },
  // Our account: another account may do.
  AUTHENTICATION_FAILURE: { category: "account_setup", next: "next_processor" },
  invalid_client: { category: "account_setup", next: "next_processor" },
  NOT_AUTHORIZED: { category: "account_setup", next: "next_processor" },
  PERMISSION_DENIED: { category: "account_setup", next: "next_processor" },
  CONSENT_NEEDED: { category: "account_setup", next: "next_processor" },
  PAYEE_ACCOUNT_INVALID: { category: "account_setup", next: "next_processor" },
  PAYEE_ACCOUNT_LOCKED_OR_CLOSED: { category: "account_setup", next: "next_processor" },
  PAYEE_ACCOUNT_RESTRICTED: { category: "account_setup", next: "next_processor" },
  TRANSACTION_RECEIVING_LIMIT_EXCEEDED: { category: "account_setup", next: "next_processor" },
  INVALID_CURRENCY_CODE: { category: "not_permitted", next: "next_processor" },
  CURRENCY_NOT_SUPPORTED: { category: "not_permitted", next: "next_processor" },
  DECIMAL_PRECISION: { category: "invalid_request", next: "next_processor" },
  CANNOT_BE_ZERO_OR_NEGATIVE: { category: "invalid_request", next: "stop" },
  INVALID_REQUEST: { category: "invalid_request", next: "stop" },
  UNPROCESSABLE_ENTITY: { category: "invalid_request", next: "stop" },
  DUPLICATE_INVOICE_ID: { category: "duplicate", next: "stop" },
  INSTRUMENT_NOT_SUPPORTED: { category: "invalid_request", next: "next_processor" },
  RATE_LIMIT_REACHED: { category: "rate_limited", next: "same_later" },
  // Refunds.
  CAPTURE_FULLY_REFUNDED: { category: "duplicate", next: "stop" },
  REFUND_AMOUNT_EXCEEDED: { category: "invalid_request", next: "stop" },
  REFUND_CAPTURE_CURRENCY_MISMATCH: { category: "invalid_request", next: "stop" },
  REFUND_TIME_LIMIT_EXCEEDED: { category: "expired", next: "stop" },
  REFUND_FAILED_INSUFFICIENT_FUNDS: { category: "insufficient_funds", next: "stop" },
  CAPTURE_DISPUTED_PARTIAL_REFUND_NOT_ALLOWED: { category: "not_permitted", next: "stop" },
  REFUND_NOT_ALLOWED: { category: "not_permitted", next: "stop" },
  REFUND_FAILED: { category: "other", next: "stop" },
  REFUND_CANCELLED: { category: "other", next: "stop" },
  RESOURCE_NOT_FOUND: { category: "invalid_request", next: "stop" },
}
