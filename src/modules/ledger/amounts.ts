import {
  currencyExponent,
  formatAmount,
  formatDecimal,
  parseDecimal,
  shareOf,
} from "../../lib/money"

/** Decimal places of every amount in the books, whatever the currency. */
export const BOOK_PLACES = 4

/** An amount in whole units of the books. @throws Error when it has more places than the books */
export const bookUnits = (amount: string): bigint => {
  const units = parseDecimal(amount, BOOK_PLACES)
  if (units === undefined) {
    throw new Error(`${amount} cannot be booked: the books have ${BOOK_PLACES} decimal places.`)
  }
  return units
}

/**
 * An amount of the books with the places of its currency; with all four where a processor's fee is
 * finer than the currency, so that nothing is hidden.
 */
export const formatBookAmount = (amount: string, currency: string): string => {
  const units = bookUnits(amount)
  const step = 10n ** BigInt(BOOK_PLACES - currencyExponent(currency))
  return units % step === 0n
    ? formatAmount(units / step, currency)
    : formatDecimal(units, BOOK_PLACES)
}

/** More places than an amount and a rate have together. */
const EXACT_PLACES = 32

/** An exact amount in US dollars ("37.8583650000000000") as whole units that can be added up. */
export const exactUsd = (amount: string): bigint => {
  const [whole, fraction = ""] = amount.split(".")
  if (fraction.length > EXACT_PLACES) {
    throw new Error(`${amount} has more places than an amount and a rate have together.`)
  }
  return BigInt(whole + fraction.padEnd(EXACT_PLACES, "0"))
}

/** Exact US dollars as they are shown: rounded to the cent for the first and only time. */
export const shownUsd = (units: bigint): string =>
  formatAmount(shareOf(units, 1n, 10n ** BigInt(EXACT_PLACES - currencyExponent("USD"))), "USD")
