/** What an entry offers to do about it; the staff pages have one button for each word. */
export type AttentionButton =
  | "open_order"
  | "check_now"
  | "manual_payment"
  | "create_link"
  | "refund_overpayment"
  | "retry_refund"
  | "refund"
  | "open_account"
  | "open_routing"
  | "replay_callback"
  | "open_template"
  | "open_message"
  | "open_mail_settings"
  | "refill_called"
  | "open_catalogue"
  | "open_supplier"
  | "send_to_shipper"
  | "ask_supplier"
  | "reship"
  | "open_shipping_callback"
  | "open_shop_requests"
  | "none"

type Kind = {
  sentence: (data: Record<string, unknown>) => string
  button: AttentionButton
  /** Where what helps depends on the status that the entry tells. */
  button_of_status?: Readonly<Record<string, AttentionButton>>
}

/** What the customer has asked the call centre for; anything else a manager decides on the card. */
const BUTTON_OF_OUTCOME: Readonly<Record<string, AttentionButton>> = {
  refund_initiated: "refund",
  reship_initiated: "reship",
}

const SENTENCE_OF_OUTCOME: Readonly<Record<string, string>> = {
  refund_initiated:
    "The customer has asked the call centre for the money back: refund, or decide otherwise.",
  reship_initiated:
    "The customer has asked the call centre to send the parcel again: reship, or decide otherwise.",
}

const money = ({ amount, currency }: Record<string, unknown>): string => `${amount} ${currency}`

/**
 * Everything that can need a person. The sentence is what the staff API answers; the staff pages say
 * it in the reader's language by `kind` and `data`.
 */
export const ATTENTION_KINDS = {
  call_center_outcome: {
    sentence: (data) =>
      SENTENCE_OF_OUTCOME[String(data.status)] ??
      `The call centre has set ${String(data.status).replaceAll("_", " ")}: decide how the order goes on.`,
    button: "open_order",
    button_of_status: BUTTON_OF_OUTCOME,
  },
  intake_refused: {
    sentence: (data) =>
      `Orders of this shop are refused (${String(data.code).replaceAll("_", " ")}): ${data.count} so far, the last one because: ${data.error}`,
    button: "open_shop_requests",
  },
  missing_exchange_rate: {
    sentence: (data) =>
      `Orders in ${data.currency} are refused: there is no exchange rate to US dollars. Add one.`,
    button: "none",
  },
  payment_no_processor: {
    sentence: () =>
      "No processor can take this payment as it is. The card's attempts say why for each of them.",
    button: "create_link",
  },
  payment_cvv_expired: {
    sentence: () =>
      "The card's security code expired before the first attempt. Send the customer a payment link.",
    button: "create_link",
  },
  customer_blocked: {
    sentence: () =>
      "Nothing was charged: the customer is blocked. Lift the block and charge by hand, or cancel the order.",
    button: "manual_payment",
  },
  payment_unknown: {
    sentence: (data) =>
      `${data.account} has not said what became of ${money(data)}. Look there, or ask again; nothing is charged meanwhile.`,
    button: "check_now",
  },
  payment_pending_too_long: {
    sentence: (data) =>
      `${data.account} still waits for ${money(data)} after the usual time. Ask again, or offer another way to pay.`,
    button: "check_now",
  },
  payment_mismatch: {
    sentence: (data) =>
      `${data.account} says it took ${money(data)} where ${data.expected_amount} ${data.expected_currency} was asked. The order is not approved.`,
    button: "open_order",
  },
  payment_underpaid: {
    sentence: (data) =>
      `Only ${money(data)} of ${data.expected_amount} ${data.expected_currency} has come in. Ask for the rest, or give it back.`,
    button: "create_link",
  },
  payment_overpaid: {
    sentence: (data) => `${money(data)} too much has come in for this order. Give it back.`,
    button: "refund_overpayment",
  },
  payment_on_closed_order: {
    sentence: (data) =>
      `${money(data)} has come in for an order that is ${String(data.status).replaceAll("_", " ")}. Give it back, or open the order again.`,
    button: "refund_overpayment",
  },
  payment_card_unreadable: {
    sentence: () =>
      "The stored card or account cannot be opened: its vault key is missing. Nothing was charged.",
    button: "create_link",
  },
  payment_returned: {
    sentence: (data) =>
      `The bank has returned ${money(data)} (${data.code}) after the order was handed over.`,
    button: "open_order",
  },
  refund_unknown: {
    sentence: (data) =>
      `${data.account} has not said whether ${money(data)} was given back. Ask again; it is not sent twice.`,
    button: "check_now",
  },
  refund_failed: {
    sentence: (data) => `${data.account} has refused to give back ${money(data)}: ${data.words}`,
    button: "retry_refund",
  },
  refund_came_back: {
    sentence: (data) =>
      `A refund of ${money(data)} has come back: the customer's bank did not take it. Give it back in another way.`,
    button: "open_order",
  },
  chargeback_on_order: {
    sentence: (data) =>
      `The bank has taken back ${money(data)}; the order's status does not allow Chargeback by itself. Decide how it goes on.`,
    button: "open_order",
  },
  missing_fee_rate: {
    sentence: (data) =>
      `A fee in ${data.currency} cannot be booked: there is no exchange rate to US dollars.`,
    button: "none",
  },
  callback_failed: {
    sentence: (data) =>
      `A callback of ${data.processor} (${data.event_type}) could not be applied: ${data.words}`,
    button: "replay_callback",
  },
  callbacks_unverified: {
    sentence: (data) =>
      `${data.count} callbacks named ${data.processor} had a wrong signature within an hour. Check the account's callback secret.`,
    button: "open_account",
  },
  mail_broken: {
    sentence: (data) =>
      `The letter "${data.letter}" (${data.language}) cannot be written: ${data.words}. Mend its wording; the customer has not got it.`,
    button: "open_template",
  },
  mail_failed: {
    sentence: (data) =>
      `The customer has not got the letter "${data.letter}": ${data.words}. Correct the address or try again.`,
    button: "open_message",
  },
  mail_bounced: {
    sentence: (data) =>
      `The letter "${data.letter}" came back: ${data.words}. Find another way to reach the customer.`,
    button: "open_message",
  },
  mail_account_down: {
    sentence: (data) =>
      `The mail server ${data.account} cannot be used: ${data.words}. ${data.waiting} letters wait for it.`,
    button: "open_mail_settings",
  },
  refill_call: {
    sentence: (data) =>
      `The customer wanted to be called about the next order after ${data.period_days} days: call.`,
    button: "refill_called",
  },
  dispatch_unknown_sku: {
    sentence: (data) =>
      `Nobody ships ${data.skus} to ${data.country}. Add it to a supplier's catalogue, then send again.`,
    button: "open_catalogue",
  },
  dispatch_rejected: {
    sentence: (data) => `${data.supplier} does not take the parcel ${data.number}: ${data.words}`,
    button: "send_to_shipper",
  },
  dispatch_unclear: {
    sentence: (data) =>
      `Nobody knows whether ${data.supplier} has got the parcel ${data.number}. Ask; it is not sent twice.`,
    button: "ask_supplier",
  },
  dispatch_silent: {
    sentence: (data) =>
      `${data.supplier} has not answered about the parcel ${data.number} since ${data.since}.`,
    button: "ask_supplier",
  },
  supplier_down: {
    sentence: (data) =>
      `${data.supplier} cannot be reached: ${data.words}. ${data.waiting} parcels wait for it.`,
    button: "open_supplier",
  },
  supplier_file_faults: {
    sentence: (data) =>
      `The file ${data.file} of ${data.supplier} has ${data.faults} rows that could not be used.`,
    button: "open_supplier",
  },
  tracking_conflict: {
    sentence: (data) =>
      `${data.source} told the tracking number ${data.tracking_number} for this order, but ${data.words}.`,
    button: "open_order",
  },
  parcel_exception: {
    sentence: (data) => `The carrier reports trouble with ${data.tracking_number}: ${data.words}`,
    button: "reship",
  },
  parcel_maybe_lost: {
    sentence: (data) =>
      `Nothing has been heard of ${data.tracking_number} for ${data.days} days. Maybe it is lost.`,
    button: "reship",
  },
  shipping_callback_failed: {
    sentence: (data) => `A message of ${data.provider} could not be applied: ${data.words}`,
    button: "open_shipping_callback",
  },
} as const satisfies Record<string, Kind>

export type AttentionKind = keyof typeof ATTENTION_KINDS

const kinds: Record<string, Kind> = ATTENTION_KINDS

/** Whether this release knows the kind; an entry of a newer one may name another. */
export const isAttentionKind = (kind: string): kind is AttentionKind =>
  Object.hasOwn(ATTENTION_KINDS, kind)

/** What the entry says, in English; an unknown kind of a newer release says its name. */
export const attentionSentence = (kind: string, data: Record<string, unknown>): string =>
  kinds[kind]?.sentence(data) ?? kind.replaceAll("_", " ")

/** The button that helps, by the entry's kind and data. */
export const attentionButton = (kind: string, data: Record<string, unknown>): AttentionButton => {
  const known = kinds[kind]
  return known?.button_of_status?.[String(data.status)] ?? known?.button ?? "none"
}
