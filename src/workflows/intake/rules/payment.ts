import { cardBrand, luhnValid } from "../../../lib/card-numbers"
import type { Faults } from "../faults"
import type { OrderCard, OrderEcheck, OrderPayment, PaymentMethod } from "../shop-order"
import { isBlank } from "./texts"

/**
 * Words of the contract, names of the requirement (T3-27) and ids 1 to 4, without spaces and case.
 */
const methods: Readonly<Record<string, PaymentMethod>> = {
  credit_card: "credit_card",
  creditcard: "credit_card",
  "1": "credit_card",
  paypal: "paypal",
  "2": "paypal",
  crypto: "crypto",
  cryptocurrency: "crypto",
  "3": "crypto",
  echeck: "echeck",
  "4": "echeck",
}

const CVV_LENGTH = 3
const CVV_LENGTH_AMEX = 4
const FURTHEST_EXPIRY_YEARS = 25
const ADULT_YEARS = 18
const OLDEST_YEARS = 120

type SentEcheck = {
  account_holder?: string
  routing_number?: string
  account_number?: string
  account_type?: string
  holder_type?: string
}

type SentPayment = {
  method?: string | number
  cardholder?: string
  card_number?: string
  card_expire_month?: string | number
  card_expire_year?: string | number
  card_cvv?: string
  cardholder_birthday?: string
  echeck?: SentEcheck
  pay_currency?: string
}

const cardFields = [
  "cardholder",
  "card_number",
  "card_expire_month",
  "card_expire_year",
  "card_cvv",
  "cardholder_birthday",
] as const

const pathOf = (field: string): string => `payment.${field}`

/** Adds the faults of one field; says whether the field may be read further. */
const present = (value: unknown, path: string, faults: Faults): boolean => {
  if (value === undefined && !faults.has(path)) {
    faults.malformed(path, "This field is required.")
  }
  return value !== undefined
}

const readCardNumber = (sent: string, faults: Faults): string | undefined => {
  const path = pathOf("card_number")
  const number = sent.replace(/[\s-]/g, "")
  if (!/^\d{12,19}$/.test(number)) {
    faults.unprocessable(path, "A card number has 12 to 19 digits.")
    return undefined
  }
  if (!luhnValid(number)) {
    faults.unprocessable(path, "This card number is not right: its check digit does not fit.")
    return undefined
  }
  if (cardBrand(number) === null) {
    faults.unprocessable(path, "Cards with such a number are not accepted.")
    return undefined
  }
  return number
}

/** A card is good until its month ends in the last time zone of the earth (UTC-12). */
const isExpired = (month: number, year: number, now: Date): boolean =>
  now.getTime() >= Date.UTC(year, month, 1, 12)

const readExpiry = (
  sent: SentPayment,
  now: Date,
  faults: Faults
): { month: number; year: number } | undefined => {
  const monthText = String(sent.card_expire_month ?? "").trim()
  const yearText = String(sent.card_expire_year ?? "").trim()
  const month = /^(0?[1-9]|1[0-2])$/.test(monthText) ? Number(monthText) : undefined
  const year = /^\d{4}$/.test(yearText) ? Number(yearText) : undefined
  if (present(sent.card_expire_month, pathOf("card_expire_month"), faults) && !month) {
    faults.unprocessable(pathOf("card_expire_month"), "Must be a month from 01 to 12.")
  }
  if (present(sent.card_expire_year, pathOf("card_expire_year"), faults) && !year) {
    faults.unprocessable(pathOf("card_expire_year"), "Must be a year of 4 digits.")
  }
  if (year && year > now.getUTCFullYear() + FURTHEST_EXPIRY_YEARS) {
    faults.unprocessable(pathOf("card_expire_year"), "No card is valid for so long.")
    return undefined
  }
  if (year && isExpired(month ?? 12, year, now)) {
    faults.unprocessable(pathOf("card_expire_year"), "The card has expired.")
    return undefined
  }
  return month && year ? { month, year } : undefined
}

/** ISO date of a birthday written MM-DD-YYYY, or undefined after a fault. */
const readBirthday = (sent: string, now: Date, faults: Faults): string | undefined => {
  const path = pathOf("cardholder_birthday")
  const match = /^(\d{2})-(\d{2})-(\d{4})$/.exec(sent.trim())
  const [month, day, year] = match ? match.slice(1).map(Number) : [0, 0, 0]
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal =
    match !== null && year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!isReal) {
    faults.unprocessable(path, "Must be a real date, written MM-DD-YYYY.")
    return undefined
  }
  const birthday = (years: number): number => Date.UTC(year + years, month - 1, day)
  if (birthday(ADULT_YEARS) > now.getTime()) {
    faults.unprocessable(path, `The cardholder must be at least ${ADULT_YEARS} years old.`)
    return undefined
  }
  if (birthday(OLDEST_YEARS) < now.getTime()) {
    faults.unprocessable(path, "Nobody is that old; check the year.")
    return undefined
  }
  return date.toISOString().slice(0, 10)
}

const readCard = (sent: SentPayment, now: Date, faults: Faults): OrderCard | undefined => {
  const number = present(sent.card_number, pathOf("card_number"), faults)
    ? readCardNumber(sent.card_number ?? "", faults)
    : undefined
  const brand = number === undefined ? null : cardBrand(number)
  const expiry = readExpiry(sent, now, faults)

  const cvv = sent.card_cvv?.trim()
  if (present(cvv, pathOf("card_cvv"), faults) && cvv !== undefined) {
    const isAmex = brand === "amex"
    const lengths = brand ? [isAmex ? CVV_LENGTH_AMEX : CVV_LENGTH] : [CVV_LENGTH, CVV_LENGTH_AMEX]
    if (!/^\d+$/.test(cvv) || !lengths.includes(cvv.length)) {
      faults.unprocessable(pathOf("card_cvv"), `Must be ${lengths.join(" or ")} digits.`)
    }
  }
  const holder = sent.cardholder
  if (present(holder, pathOf("cardholder"), faults) && holder !== undefined && isBlank(holder)) {
    faults.unprocessable(pathOf("cardholder"), "Must not be empty.")
  }
  const birthday = present(sent.cardholder_birthday, pathOf("cardholder_birthday"), faults)
    ? readBirthday(sent.cardholder_birthday ?? "", now, faults)
    : undefined

  if (!number || !brand || !expiry || cvv === undefined || !holder || !birthday) {
    return undefined
  }
  return {
    number,
    holder,
    expiry_month: expiry.month,
    expiry_year: expiry.year,
    cvv,
    birthday,
    brand,
    first6: number.slice(0, 6),
    last4: number.slice(-4),
  }
}

/** The check of the American Bankers Association: weights 3, 7, 1 and the districts in use. */
const isRoutingNumber = (digits: string): boolean => {
  if (!/^\d{9}$/.test(digits)) {
    return false
  }
  const district = Number(digits.slice(0, 2))
  const isDistrict =
    (district >= 1 && district <= 12) ||
    (district >= 21 && district <= 32) ||
    (district >= 61 && district <= 72) ||
    district === 80
  const sum = [...digits].reduce(
    (total, digit, index) => total + Number(digit) * [3, 7, 1][index % 3],
    0
  )
  return isDistrict && sum % 10 === 0
}

const oneOf = <Word extends string>(
  sent: string | undefined,
  words: readonly Word[],
  path: string,
  faults: Faults
): Word | undefined => {
  if (sent === undefined) {
    return undefined
  }
  const word = words.find((one) => one === sent.trim().toLowerCase())
  if (word === undefined) {
    faults.unprocessable(path, `Must be ${words.join(" or ")}.`)
  }
  return word
}

const readEcheck = (sent: SentEcheck, faults: Faults): OrderEcheck | undefined => {
  const path = pathOf("echeck")
  if (sent.account_holder !== undefined && isBlank(sent.account_holder)) {
    faults.unprocessable(`${path}.account_holder`, "Must not be empty.")
  }
  const routing = sent.routing_number?.replace(/[\s-]/g, "")
  if (routing !== undefined && !isRoutingNumber(routing)) {
    faults.unprocessable(
      `${path}.routing_number`,
      "This is not an ABA routing number: 9 digits with a check digit."
    )
  }
  const account = sent.account_number?.replace(/[\s-]/g, "")
  if (account !== undefined && !/^\d{4,17}$/.test(account)) {
    faults.unprocessable(`${path}.account_number`, "An account number has 4 to 17 digits.")
  }
  const account_type = oneOf(
    sent.account_type,
    ["checking", "savings"],
    `${path}.account_type`,
    faults
  )
  const holder_type = oneOf(
    sent.holder_type,
    ["personal", "business"],
    `${path}.holder_type`,
    faults
  )
  if (!sent.account_holder || !routing || !account || !account_type || !holder_type) {
    return undefined
  }
  return {
    account_holder: sent.account_holder,
    routing_number: routing,
    account_number: account,
    last4: account.slice(-4),
    account_type,
    holder_type,
  }
}

const refuse = (path: string, belongsTo: PaymentMethod, faults: Faults): void =>
  faults.unprocessable(path, `Must be sent only when the payment method is ${belongsTo}.`)

const readMethod = (
  sent: string | number | undefined,
  faults: Faults
): PaymentMethod | undefined => {
  if (sent === undefined) {
    return undefined
  }
  const word = String(sent)
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "")
  const method = Object.hasOwn(methods, word) ? methods[word] : undefined
  if (method === undefined) {
    faults.unprocessable(
      pathOf("method"),
      "There is no such payment method; send credit_card, paypal, crypto or echeck."
    )
  }
  return method
}

/**
 * Reads the payment with exactly the fields of its method. No message carries a value of it.
 *
 * @param byHand an order that staff write: the customer pays by a link, or has paid elsewhere, and
 * neither a card nor a bank account is ever typed by anybody but him
 */
export const readPayment = (
  sent: SentPayment | undefined,
  now: Date,
  faults: Faults,
  byHand = false
): OrderPayment | undefined => {
  const method = readMethod(sent?.method, faults)
  if (!sent || !method) {
    return undefined
  }
  const given = cardFields.filter((field) => sent[field] !== undefined)
  if (byHand) {
    const path = [...given, ...(sent.echeck === undefined ? [] : ["echeck"])]
    path.forEach((field) =>
      faults.unprocessable(
        pathOf(field),
        "Nobody but the customer types this: send a payment link."
      )
    )
  } else if (method !== "credit_card") {
    given.forEach((field) => refuse(pathOf(field), "credit_card", faults))
  }
  if (method !== "echeck" && sent.echeck !== undefined) {
    refuse(pathOf("echeck"), "echeck", faults)
  }
  const coin = sent.pay_currency?.trim().toUpperCase()
  if (coin !== undefined && method !== "crypto") {
    refuse(pathOf("pay_currency"), "crypto", faults)
  } else if (coin !== undefined && !/^[A-Z0-9][A-Z0-9._-]{1,19}$/.test(coin)) {
    faults.unprocessable(pathOf("pay_currency"), "Must be the code of a coin, for example BTC.")
  }
  const card = method === "credit_card" && !byHand ? readCard(sent, now, faults) : null
  const echeck =
    method === "echeck" && !byHand && present(sent.echeck, pathOf("echeck"), faults) && sent.echeck
      ? readEcheck(sent.echeck, faults)
      : null
  if (card === undefined || echeck === undefined) {
    return undefined
  }
  return { method, card, echeck, pay_currency: coin ?? null }
}
