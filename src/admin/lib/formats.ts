/** Amounts, dates and names of countries in the reader's language. */

export const formatMoney = (locale: string, amount: string, currency: string): string => {
  try {
    // A decimal string is formatted digit by digit, a number would be rounded to a float first.
    return new Intl.NumberFormat(locale, { style: "currency", currency }).format(
      amount as Intl.StringNumericLiteral
    )
  } catch {
    return `${amount} ${currency}`
  }
}

export const formatNumber = (locale: string, value: number): string =>
  new Intl.NumberFormat(locale).format(value)

/** A rate as it was kept, without the zeros that the database fills up with. */
export const formatRate = (locale: string, rate: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 12 }).format(
    rate as Intl.StringNumericLiteral
  )

const sameDay = (one: Date, other: Date): boolean => one.toDateString() === other.toDateString()

/** The shortest date that is not ambiguous: today only the time, this year no year. */
export const formatShortDate = (locale: string, iso: string, now: Date): string => {
  const date = new Date(iso)
  if (sameDay(date, now)) {
    return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" }).format(date)
  }
  return new Intl.DateTimeFormat(
    locale,
    date.getFullYear() === now.getFullYear()
      ? { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }
      : { day: "numeric", month: "short", year: "numeric" }
  ).format(date)
}

export const formatDateTime = (locale: string, iso: string): string =>
  new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  }).format(new Date(iso))

export const formatExactTime = (locale: string, iso: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "long" }).format(new Date(iso))

export const formatDay = (locale: string, day: string): string =>
  new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" }).format(
    new Date(day.length === 10 ? `${day}T00:00:00` : day)
  )

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
]

export const formatRelative = (locale: string, iso: string, now: Date): string => {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" })
  const step = STEPS.find(([, length]) => Math.abs(seconds) >= length)
  // Clocks of server and reader differ a little: what just happened is "now", never "in 1 second".
  return step ? format.format(Math.trunc(seconds / step[1]), step[0]) : format.format(0, "second")
}

export const countryName = (locale: string, code: string): string => {
  try {
    return new Intl.DisplayNames([locale], { type: "region" }).of(code.toUpperCase()) ?? code
  } catch {
    return code
  }
}

export const languageName = (locale: string, code: string): string => {
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code
  } catch {
    return code
  }
}

const BRANDS: Record<string, string> = {
  visa: "Visa",
  mastercard: "Mastercard",
  amex: "Amex",
  american_express: "Amex",
  discover: "Discover",
  diners: "Diners",
  diners_club: "Diners",
  jcb: "JCB",
  unionpay: "UnionPay",
  maestro: "Maestro",
  mir: "Mir",
}

export const brandName = (brand: string): string => BRANDS[brand.toLowerCase()] ?? brand

/** What cannot be dialled is left out, so that a click calls the right number. */
export const phoneLink = (phone: string): string => `tel:${phone.replace(/[^\d+*#]/g, "")}`
