import type { DeclineCategory } from "../../providers/payment/processor"

/** What each kind of decline means, in words for staff. The staff pages say it in their language. */
export const DECLINE_WORDS: Readonly<Record<DeclineCategory, string>> = {
  insufficient_funds: "There is not enough money on the account.",
  limit_exceeded: "The card's limit is exceeded.",
  do_not_honor: "The bank refuses without a reason.",
  lost_or_stolen: "The card is reported lost or stolen.",
  closed_account: "The account is closed.",
  expired_card: "The card has expired.",
  wrong_number: "The number is wrong.",
  wrong_details: "The details do not fit the card or account.",
  wrong_cvv: "The security code is wrong or missing.",
  fraud_suspected: "Fraud is suspected.",
  not_permitted: "The card does not allow this kind of payment.",
  authentication_required: "The bank wants the customer to confirm the payment.",
  authentication_failed: "The customer's confirmation has failed.",
  cancelled_by_customer: "The payment was cancelled.",
  expired: "The customer has not paid in time.",
  duplicate: "The processor takes it for the same payment again.",
  invalid_request: "The processor did not accept the request as it was.",
  account_setup: "The account at the processor is not set up for it.",
  rate_limited: "The processor has had too many requests.",
  processor_unavailable: "The processor could not be reached.",
  never_arrived: "The request never reached the processor.",
  returned_by_bank: "The bank has returned the payment.",
  other: "The payment was declined.",
}
