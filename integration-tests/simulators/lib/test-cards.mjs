/**
 * Card numbers that choose what happens, as in the processors' own sandboxes; README.md has the same
 * table for people. A number that is not here is approved. The numbers up to the line are Stripe's
 * own test cards; those below it are ours and begin with 4000 0999 0 or 5200 0099 9.
 *
 * - stripe: a decline code, or { three_d_secure: what comes after the customer has confirmed }
 * - nmi: a response code
 * - fault: what befalls the charge itself (lib/faults.mjs)
 * - lie: another amount or currency is taken than was asked for
 * - later: what follows an approved payment by itself
 * - refund: how a refund of it goes
 * - advice: the scheme's Merchant Advice Code that comes with the decline
 */
export const TEST_CARDS = {
  4000000000000002: { stripe: "generic_decline", nmi: "200" },
  4000000000009995: { stripe: "insufficient_funds", nmi: "202" },
  4000000000009987: { stripe: "lost_card", nmi: "251" },
  4000000000009979: { stripe: "stolen_card", nmi: "252" },
  4000000000000069: { stripe: "expired_card", nmi: "223" },
  4000000000000127: { stripe: "incorrect_cvc", nmi: "225" },
  4000000000000119: { stripe: "processing_error", nmi: "400" },
  4000000000006975: { stripe: "card_velocity_exceeded", nmi: "203" },
  4100000000000019: { stripe: "fraudulent", nmi: "253" },
  4000002500003155: { stripe: { three_d_secure: "approved" } },
  4000008400001629: { stripe: { three_d_secure: "generic_decline" } },
  4000008260003178: { stripe: { three_d_secure: "insufficient_funds" } },
  4000000000000259: { later: { chargeback: "fraudulent" } },
  4000000000002685: { later: { chargeback: "product_not_received" } },
  4000000000005126: { refund: "failed_later" },
  4000000000007726: { refund: "pending_first" },
  // ---------------------------------------------------------------------------------------------
  4000099900000005: { stripe: "do_not_honor" },
  4000099900000013: { fault: "hang_after_charging" },
  4000099900000021: { fault: "reset_before" },
  4000099900000039: { fault: "error_500_page" },
  4000099900000047: { fault: "error_502_after_charging" },
  4000099900000054: { fault: "truncated_body" },
  4000099900000062: { fault: "slow" },
  4000099900000070: { lie: "amount" },
  4000099900000088: { lie: "currency" },
  4000099900000096: { stripe: "authentication_required", nmi: "264" },
  4000099900000104: { stripe: "insufficient_funds", nmi: "202" },
  4000099900000112: { stripe: "generic_decline", nmi: "200" },
  4000099900000120: { stripe: { three_d_secure: "approved" } },
  4000099900000138: { stripe: { three_d_secure: "generic_decline" } },
  4000099900000146: { stripe: "do_not_honor", nmi: "420" },
  4000099900000153: { later: { chargeback: "fraudulent" } },
  4000099900000161: { refund: "pending_then_failed" },
  4000099900000179: { refund: "pending_first" },
  5200009990000000: { stripe: "do_not_honor", nmi: "201", advice: "03" },
  5200009990000018: { stripe: "do_not_honor", nmi: "201", advice: "02" },
  5200009990000026: { nmi: "420" },
  5200009990000034: { nmi: "430" },
}

/**
 * Our own cards in as many numbers as one likes, so that a card scheme's limits on trying one card
 * again do not get in the way: the five digits after 4000 0999 (the four after 5200 0099 9) are free.
 */
const OWN_RANGE = /^(40000999)\d{5}(\d\d)\d$|^(520000999)\d{4}(\d\d)\d$/

const withCheckDigit = (digits) => {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const weighted = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (weighted > 9 ? weighted - 9 : weighted)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

/** A number of our own range: `outcome` is its two digits before the last, `serial` any number. */
export const ownCard = (outcome, serial, brand = "visa") => {
  const [prefix, free] = brand === "visa" ? ["40000999", 5] : ["520000999", 4]
  const number = String(serial % 10 ** free).padStart(free, "0")
  return withCheckDigit(`${prefix}${number}${outcome}`)
}

const canonical = (number) => {
  const [, visa, visaOutcome, , mastercardOutcome] = OWN_RANGE.exec(number) ?? []
  if (visa) {
    return ownCard(visaOutcome, 0)
  }
  return mastercardOutcome ? ownCard(mastercardOutcome, 0, "mastercard") : number
}

/** What the card is to do; nothing special for an unknown one. */
export const cardOutcome = (number) => TEST_CARDS[canonical(number)] ?? {}

/**
 * Account numbers of bank debits, by their last four digits. An account that is not here is
 * accepted and settles.
 */
export const TEST_BANK_ACCOUNTS = {
  "0101": { after_settling: "R01" },
  "0102": { before_settling: "R02" },
  "0103": { declined: "200" },
  "0110": { after_settling: "R10" },
}

export const bankAccountOutcome = (number) => TEST_BANK_ACCOUNTS[number.slice(-4)] ?? {}

export const brandOf = (number) =>
  number.startsWith("4")
    ? "visa"
    : /^3[47]/.test(number)
      ? "amex"
      : /^(5[1-5]|2[2-7])/.test(number)
        ? "mastercard"
        : "discover"
