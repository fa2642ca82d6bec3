import { currencyExponent, formatDecimal, parseDecimal } from "../../../lib/money"
import type { Money } from "../processor"

/**
 * Where Stripe counts in other units than ISO 4217 (docs.stripe.com/currencies, "Special cases" and
 * "Zero-decimal currencies").
 */
const OWN_EXPONENTS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 }

/** Amounts in these must end with a zero, as card schemes know two decimal places only. */
const LAST_DIGIT_ZERO: ReadonlySet<string> = new Set(["BHD", "JOD", "KWD", "OMR", "TND"])

const exponentOf = (currency: string): number =>
  OWN_EXPONENTS[currency] ?? currencyExponent(currency)

/** The amount in Stripe's units, or null when Stripe cannot take exactly this amount. */
export const toStripeAmount = ({ amount, currency }: Money): number | null => {
  const units = parseDecimal(amount, exponentOf(currency))
  const isExact = units !== undefined && !(LAST_DIGIT_ZERO.has(currency) && units % 10n !== 0n)
  return isExact ? Number(units) : null
}

/** Stripe's units as money, with the places that the currency has here. */
export const fromStripeAmount = (units: number, stripeCurrency: string): Money => {
  const currency = stripeCurrency.toUpperCase()
  const places = exponentOf(currency) - currencyExponent(currency)
  const own = places > 0 ? BigInt(units) / 10n ** BigInt(places) : BigInt(units)
  const widened = places < 0 ? own * 10n ** BigInt(-places) : own
  return { amount: formatDecimal(widened, currencyExponent(currency)), currency }
}
