import type { CodeTable, DeclineCategory, NextStep } from "../processor"

const each = (
  category: DeclineCategory,
  next: NextStep,
  codes: string
): [string, { category: DeclineCategory; next: NextStep }][] =>
  codes.split(" ").map((code) => [code, { category, next }])

/**
 * NMI's response codes (docs.nmi.com, "Response codes") and the return codes of bank debits (Nacha
 * Operating Rules, appendix 4), and what they allow. What the gateway only says in words under its
 * code 300 has a word of ours: see `WORDS` in transformers.ts.
 */
export const NMI_CODES: CodeTable = Object.fromEntries([
  ...each("do_not_honor", "next_processor", "200 201 240"),
  ...each("insufficient_funds", "ask_customer", "202"),
  ...each("limit_exceeded", "ask_customer", "203"),
  ...each("not_permitted", "next_processor", "204 460 461"),
  ...each("wrong_details", "ask_customer", "220 224 226"),
  ...each("wrong_number", "ask_customer", "221 222"),
  ...each("expired_card", "ask_customer", "223"),
  ...each("wrong_cvv", "ask_customer", "225"),
  ...each("lost_or_stolen", "stop", "250 251 252"),
  ...each("fraud_suspected", "stop", "253"),
  ...each("do_not_honor", "stop", "260 261 262"),
  ...each("wrong_details", "ask_customer", "263"),
  ...each("do_not_honor", "ask_customer", "264"),
  ...each("invalid_request", "next_processor", "300 440 441"),
  ...each("rate_limited", "same_later", "301"),
  ...each("processor_unavailable", "next_processor", "400"),
  ...each("account_setup", "next_processor", "410 411"),

  ...each("account_setup", "next_processor", "authentication_failed"),
  ...each("wrong_number", "ask_customer", "invalid_card_number invalid_routing_number"),
  ...each("invalid_request", "next_processor", "invalid_amount"),
  ...each("cancelled_by_customer", "stop", "voided"),

  ...each("insufficient_funds", "ask_customer", "R01 R09"),
  ...each("closed_account", "ask_customer", "R02 R12 R15 R16 R20"),
  ...each("wrong_number", "ask_customer", "R03 R04 R13"),
  ...each("not_permitted", "stop", "R05 R07 R08 R10 R11 R29 R51"),
  ...each("returned_by_bank", "ask_customer", "returned"),
])
