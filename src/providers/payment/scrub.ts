import { maskCardNumbers } from "../../lib/card-numbers"
import { hideSecrets } from "../../lib/hide-secrets"
import type { AccountAccess, Instrument } from "./processor"

/**
 * Fields whose value never goes into a recorded exchange, whatever it is: card data, account
 * numbers, keys, and what identifies a person. Compared without case and punctuation, by the last
 * part of the name: `payment_method_data[card][number]` is `number`.
 */
const HIDDEN_FIELDS: ReadonlySet<string> = new Set(
  [
    "number card_number ccnumber cc_number cvc cvv cvv2 security_code expiry exp_month exp_year ccexp cc_exp",
    "account_number checkaccount check_account routing_number checkaba check_aba checkname check_name",
    "security_key api_key secret client_secret password authorization access_token refresh_token token signature",
    "name first_name firstname last_name lastname full_name given_name surname holder customer_name company",
    "email email_address phone phone_number national_number ip ip_address ipaddress payer_id birth_date",
    "address address1 address2 address_1 address_2 address_line_1 address_line_2 admin_area_1 admin_area_2",
    "line1 line2 city state zip zip_code postal_code postalcode billing_details billing_address shipping",
    "shipping_address shipping_firstname shipping_lastname shipping_address1 shipping_address2",
    "shipping_city shipping_state shipping_zip payer",
  ]
    .join(" ")
    .split(" ")
    .map((name) => name.replaceAll("_", ""))
)

/** Fields of people that every processor prefixes in its own way: receipt_email, buyer_email … */
const HIDDEN_ENDINGS = /(email|phone|password|secret)$/

const HIDDEN = "***"
/** More of one text than this helps nobody. */
const LONGEST_TEXT = 2_000
const DEEPEST = 12

const plainName = (name: string): string => {
  const parts = name.split(/[[\].]/).filter((part) => part !== "")
  return (parts.at(-1) ?? "").toLowerCase().replaceAll(/[^a-z0-9]/g, "")
}

const isHidden = (name: string): boolean => {
  const plain = plainName(name)
  return HIDDEN_FIELDS.has(plain) || HIDDEN_ENDINGS.test(plain)
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")

/** Takes out of texts and values everything that must not be kept. */
export type Scrubber = {
  text: (text: string) => string
  value: (value: unknown) => unknown
}

/** What this call knows to be secret, as patterns: also where a processor echoes it in a sentence. */
const secretsOf = (account: AccountAccess, instrument: Instrument | null): RegExp[] => {
  const verbatim = Object.values(account.secrets).filter((secret) => secret.length >= 4)
  if (instrument?.kind === "card") {
    verbatim.push(instrument.number)
  }
  if (instrument?.kind === "bank_account") {
    verbatim.push(instrument.account_number)
  }
  const patterns = verbatim.map((secret) => new RegExp(escaped(secret), "g"))
  // Three digits are too common to be taken out of an amount or a longer number.
  const cvv = instrument?.kind === "card" && instrument.cvv
  return cvv ? [...patterns, new RegExp(`(?<![\\w.])${escaped(cvv)}(?!\\w|\\.\\d)`, "g")] : patterns
}

/**
 * The scrubber of one call: knows the account's secrets and the instrument in it, and hides by name
 * what it does not know by value. Everything a processor module hands out passes it.
 */
export const scrubberOf = (
  account: AccountAccess,
  instrument: Instrument | null = null
): Scrubber => {
  const secrets = secretsOf(account, instrument)
  const text = (original: string): string => {
    const known = secrets.reduce((rest, secret) => rest.replace(secret, HIDDEN), original)
    return hideSecrets(maskCardNumbers(known)).slice(0, LONGEST_TEXT)
  }
  const value = (original: unknown, depth = 0): unknown => {
    if (typeof original === "string") {
      return text(original)
    }
    if (typeof original !== "object" || original === null) {
      return original
    }
    if (depth === DEEPEST) {
      return HIDDEN
    }
    if (Array.isArray(original)) {
      return original.map((part) => value(part, depth + 1))
    }
    return Object.fromEntries(
      Object.entries(original).map(([name, part]) => [
        text(name),
        isHidden(name) && part !== null ? HIDDEN : value(part, depth + 1),
      ])
    )
  }
  return { text, value: (original) => value(original) }
}
