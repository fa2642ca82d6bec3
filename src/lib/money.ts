/**
 * Exact money: amounts travel as decimal strings and are counted in whole minor units (cents, yen,
 * fils) as BigInt. Nothing here ever goes through a floating-point sum.
 */

/**
 * Currencies whose minor unit is not a hundredth (ISO 4217, column "Minor unit"). Not taken from
 * Intl: that gives the digits used in shops' price tags (forints 0), not those of the currency.
 */
const exponents: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"))

/** Whether this is a current currency of ISO 4217, in upper case. */
export const isCurrency = (code: string): boolean => currencies.has(code)

/** How many decimal places amounts in this currency have. */
export const currencyExponent = (currency: string): number => exponents[currency] ?? 2

/** Digits kept while reading, so that the noise of a shop's floats (88.90000000000001) is seen. */
const READ_DIGITS = 9
const decimalPattern = /^([+-]?)(\d{1,30})(?:\.(\d{1,40}))?$/

/**
 * Reads a decimal number ("34.95", 34.95) as whole units of 10^-exponent. The result is undefined
 * when the text is not a number or needs more decimal places; noise of floating-point arithmetic
 * beyond the ninth decimal place is rounded away.
 */
export const parseDecimal = (value: string | number, exponent: number): bigint | undefined => {
  const match = decimalPattern.exec(String(value).trim())
  if (!match) {
    return undefined
  }
  const [, sign, whole, fraction = ""] = match
  const kept = BigInt(whole + fraction.slice(0, READ_DIGITS).padEnd(READ_DIGITS, "0"))
  const rounded = (fraction[READ_DIGITS] ?? "0") >= "5" ? kept + 1n : kept
  const divisor = 10n ** BigInt(READ_DIGITS - exponent)
  if (rounded % divisor !== 0n) {
    return undefined
  }
  const units = rounded / divisor
  return sign === "-" ? -units : units
}

/** Writes whole units of 10^-exponent as a decimal string: 2000n, 2 is "20.00". */
export const formatDecimal = (units: bigint, exponent: number): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(exponent + 1, "0")
  const whole = digits.slice(0, digits.length - exponent)
  const fraction = exponent > 0 ? `.${digits.slice(digits.length - exponent)}` : ""
  return `${units < 0n ? "-" : ""}${whole}${fraction}`
}

/** Reads an amount as minor units of its currency; undefined when it is not one. */
export const parseAmount = (value: string | number, currency: string): bigint | undefined =>
  parseDecimal(value, currencyExponent(currency))

/** Writes minor units as an amount of the currency, with all its decimal places. */
export const formatAmount = (units: bigint, currency: string): string =>
  formatDecimal(units, currencyExponent(currency))

/**
 * A share of an amount, rounded half away from zero: `numerator / denominator` of `units`. A share
 * of nothing (denominator 0) is nothing.
 */
export const shareOf = (units: bigint, numerator: bigint, denominator: bigint): bigint => {
  if (denominator === 0n) {
    return 0n
  }
  const product = units * numerator
  const half = denominator / 2n
  return (product < 0n ? product - half : product + half) / denominator
}

/**
 * Spreads an amount over lines by their weights, so that the parts add up to it exactly and, when
 * it is not more than the weights together, none is negative or more than its weight. Weights
 * that are all 0 give everything to the last.
 */
export const spreadAmount = (units: bigint, weights: readonly bigint[]): bigint[] => {
  const sum = weights.reduce((total, weight) => total + weight, 0n)
  let weightSoFar = 0n
  let given = 0n
  return weights.map((weight, index) => {
    weightSoFar += weight
    const isLast = index === weights.length - 1
    const givenSoFar = isLast ? units : sum === 0n ? 0n : (units * weightSoFar) / sum
    const part = givenSoFar - given
    given = givenSoFar
    return part
  })
}

/**
 * Currencies of small value: a limit on amounts in them is a thousand times higher. (Those without
 * decimal places are of small value anyway.)
 */
const smallCurrencies: ReadonlySet<string> = new Set(
  "ALL AMD AOA ARS CDF COP CRC HUF IDR IQD IRR KHR KZT LAK LBP LKR MMK MNT MWK MZN NGN PKR RSD SLL SOS SSP SYP TZS UZS YER ZWL".split(
    " "
  )
)

const LARGEST = 1_000_000n
const LARGEST_OF_SMALL = 1_000_000_000n

/** The largest amount that an order may carry, in minor units: a million, more in small currencies. */
export const largestAmount = (currency: string): bigint => {
  const exponent = currencyExponent(currency)
  const isSmall = exponent === 0 || smallCurrencies.has(currency)
  return (isSmall ? LARGEST_OF_SMALL : LARGEST) * 10n ** BigInt(exponent)
}

/** One cent, in minor units: the unit in which totals may differ by rounding. */
export const centOf = (currency: string): bigint => (currencyExponent(currency) === 3 ? 10n : 1n)

/** A stored amount ("34.9500", as PostgreSQL's numeric gives it) with the places of its currency. */
export const storedAmount = (stored: string, currency: string): string =>
  formatAmount(parseAmount(stored, currency) ?? 0n, currency)
