/** Thirteen to nineteen digits, perhaps in groups parted by single spaces or dashes. */
const CANDIDATE = /\d(?:[ -]?\d){12,18}/g

/** True when the digits carry a right Luhn check digit. */
export const luhnValid = (digits: string): boolean => {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index])
    const weighted = index % 2 === 1 ? digit * 2 : digit
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return digits.length > 0 && sum % 10 === 0
}

/** The brand by the first digits, "unknown" where they say nothing. */
export const cardBrand = (digits: string): string => {
  if (/^4/.test(digits)) return "visa"
  if (/^(5[1-5]|2[2-7])/.test(digits)) return "mastercard"
  if (/^3[47]/.test(digits)) return "amex"
  return "unknown"
}

/** The text with everything that looks like a card number reduced to its last four digits. */
export const maskCardNumbers = (text: string): string =>
  text.replace(CANDIDATE, (found) => {
    const digits = found.replace(/\D/g, "")
    return luhnValid(digits) ? `****${digits.slice(-4)}` : found
  })

/** True when the text holds something that looks like a card number. */
export const containsCardNumber = (text: string): boolean => maskCardNumbers(text) !== text
