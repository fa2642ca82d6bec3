import { currencyExponent, formatDecimal, parseDecimal } from "../../lib/money"

/** Decimal places that a stored rate keeps. */
const RATE_DIGITS = 12
/** US cents. */
const USD_DIGITS = 2

/**
 * An amount in US dollars, to the cent, rounded half up: exact whole numbers all the way.
 *
 * @throws Error when the amount or the rate is not a decimal number
 */
export const toUsd = (amount: string, currency: string, usdPerUnit: string): string => {
  const exponent = currencyExponent(currency)
  const units = parseDecimal(amount, exponent)
  const [whole, fraction = ""] = usdPerUnit.split(".")
  const rate = /^\d+$/.test(whole + fraction)
    ? BigInt(whole + fraction.slice(0, RATE_DIGITS).padEnd(RATE_DIGITS, "0"))
    : undefined
  if (units === undefined || rate === undefined) {
    throw new Error("An amount or a rate is not a decimal number.")
  }
  const divisor = 10n ** BigInt(exponent + RATE_DIGITS - USD_DIGITS)
  return formatDecimal((units * rate + divisor / 2n) / divisor, USD_DIGITS)
}
