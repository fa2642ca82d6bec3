import type { CodeTable, DeclineCategory, NextStep } from "../processor"

const each = (
  category: DeclineCategory,
  next: NextStep,
  codes: string
): [string, { category: DeclineCategory; next: NextStep }][] =>
  codes.split(" ").map((code) => [code, { category, next }])

/**
 * Stripe's decline codes and error codes (docs.stripe.com/declines/codes, docs.stripe.com/error-codes)
 * and what they allow. Another processor is asked where the reason may lie in the way to the issuer
 * or in the merchant's account; what lies in the card is for the customer, and what says "never
 * again" ends it. The last group is our own words for what Stripe has no code for.
 */
export const STRIPE_CODES: CodeTable = Object.fromEntries([
  ...each("insufficient_funds", "ask_customer", "insufficient_funds"),
  ...each(
    "limit_exceeded",
    "ask_customer",
    "card_velocity_exceeded withdrawal_count_limit_exceeded"
  ),
  ...each(
    "do_not_honor",
    "next_processor",
    "generic_decline card_declined do_not_honor call_issuer"
  ),
  ...each("do_not_honor", "next_processor", "no_action_taken approve_with_id"),
  ...each("do_not_honor", "stop", "do_not_try_again stop_payment_order"),
  ...each("do_not_honor", "stop", "revocation_of_authorization revocation_of_all_authorizations"),
  ...each("lost_or_stolen", "stop", "lost_card stolen_card pickup_card"),
  ...each("closed_account", "stop", "invalid_account new_account_information_available"),
  ...each("expired_card", "ask_customer", "expired_card"),
  ...each("wrong_number", "ask_customer", "incorrect_number invalid_number"),
  ...each("wrong_details", "ask_customer", "invalid_expiry_month invalid_expiry_year"),
  ...each("wrong_details", "ask_customer", "incorrect_zip incorrect_address postal_code_invalid"),
  ...each("wrong_details", "ask_customer", "incorrect_pin invalid_pin pin_try_exceeded"),
  ...each("wrong_details", "ask_customer", "offline_pin_required online_or_offline_pin_required"),
  ...each("wrong_cvv", "ask_customer", "incorrect_cvc invalid_cvc"),
  ...each("fraud_suspected", "stop", "fraudulent merchant_blacklist security_violation"),
  ...each(
    "not_permitted",
    "next_processor",
    "card_not_supported currency_not_supported not_permitted"
  ),
  ...each("not_permitted", "next_processor", "service_not_allowed transaction_not_allowed"),
  ...each("not_permitted", "ask_customer", "restricted_card"),
  ...each("authentication_required", "ask_customer", "authentication_required"),
  ...each("authentication_failed", "ask_customer", "payment_intent_authentication_failure"),
  ...each("authentication_failed", "ask_customer", "payment_intent_payment_attempt_failed"),
  ...each("duplicate", "stop", "duplicate_transaction"),
  ...each("processor_unavailable", "next_processor", "processing_error issuer_not_available"),
  ...each("processor_unavailable", "next_processor", "reenter_transaction try_again_later"),
  ...each("rate_limited", "same_later", "rate_limit lock_timeout"),
  ...each(
    "account_setup",
    "next_processor",
    "account_invalid api_key_expired platform_api_key_expired"
  ),
  ...each(
    "account_setup",
    "next_processor",
    "authentication_error permission_error testmode_decline"
  ),
  ...each(
    "account_setup",
    "next_processor",
    "testmode_charges_only livemode_mismatch validation_error"
  ),
  ...each("invalid_request", "next_processor", "amount_too_large amount_too_small invalid_amount"),
  ...each("invalid_request", "next_processor", "invalid_charge_amount currency_invalid"),
  ...each("invalid_request", "next_processor", "invalid_request_error parameter_invalid_integer"),

  ...each("invalid_request", "next_processor", "amount_not_chargeable"),
  ...each("processor_unavailable", "next_processor", "not_prepared"),
])
