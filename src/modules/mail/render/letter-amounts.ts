import { currencyExponent } from "../../../lib/money"

const known = new Map<string, Intl.NumberFormat>()
const MOST_KNOWN = 500

/** Making a formatter is dear, and the same few are asked for all the time. */
const formatOf = (language: string, currency: string): Intl.NumberFormat => {
  const key = `${language} ${currency}`
  const format =
    known.get(key) ??
    new Intl.NumberFormat(language, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: currencyExponent(currency),
      maximumFractionDigits: currencyExponent(currency),
    })
  if (known.size < MOST_KNOWN) {
    known.set(key, format)
  }
  return format
}

/** Of several currencies that are written with the same sign, only the first may go without its name. */
const OWN_SIGN: Readonly<Record<string, string>> = { $: "USD", "£": "GBP", "¥": "JPY", kr: "SEK" }

/** An amount as it is written in a language: "€84.90", "84,90 €"; `CA$` stays apart from `$`. */
export const letterAmount = (amount: string, currency: string, language: string): string => {
  const parts = formatOf(language, currency).formatToParts(Number(amount))
  const sign = parts.find(({ type }) => type === "currency")?.value ?? ""
  const isOthers = sign in OWN_SIGN && OWN_SIGN[sign] !== currency
  const text = parts.map(({ value }) => value).join("")
  return isOthers ? `${text} ${currency}` : text
}

/** A day as it is written in a language: "3 November 2026". */
export const letterDate = (moment: Date, language: string): string =>
  moment.toLocaleDateString(language === "en" ? "en-GB" : language, {
    dateStyle: "long",
    timeZone: "UTC",
  })
