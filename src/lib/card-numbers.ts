/**
 * What a card number looks like, and how to find one where it does not belong. Used on every field
 * of an order and on every line that is logged, so it is a plain scan without regular expressions.
 */

export type CardBrand =
  "visa" | "mastercard" | "amex" | "discover" | "jcb" | "diners" | "unionpay" | "maestro"

type BrandRule = {
  brand: CardBrand
  /** First and last prefix of the range; both have the same number of digits. */
  prefixes: readonly (readonly [number, number])[]
  lengths: readonly number[]
}

const SHORTEST = 13
const LONGEST = 19

/** Ranges of issuer numbers by brand; the first rule that fits decides. */
const brandRules: readonly BrandRule[] = [
  { brand: "amex", prefixes: [[34, 34], [37, 37]], lengths: [15] }, // prettier-ignore
  { brand: "visa", prefixes: [[4, 4]], lengths: [13, 16, 18, 19] },
  { brand: "mastercard", prefixes: [[51, 55], [2221, 2720]], lengths: [16] }, // prettier-ignore
  { brand: "jcb", prefixes: [[3528, 3589]], lengths: [16, 17, 18, 19] },
  { brand: "diners", prefixes: [[300, 305], [3095, 3095], [36, 36], [38, 39]], lengths: [14, 15, 16, 17, 18, 19] }, // prettier-ignore
  { brand: "discover", prefixes: [[6011, 6011], [644, 649], [65, 65]], lengths: [16, 17, 18, 19] }, // prettier-ignore
  { brand: "unionpay", prefixes: [[62, 62], [81, 81]], lengths: [16, 17, 18, 19] }, // prettier-ignore
  { brand: "maestro", prefixes: [[50, 50], [56, 58], [6304, 6304], [639, 639], [67, 67]], lengths: [12, 13, 14, 15, 16, 17, 18, 19] }, // prettier-ignore
]

/** Whether the check digit is right. The text must hold ASCII digits only. */
export const luhnValid = (digits: string): boolean => {
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48
    const weighted = index % 2 === 1 ? digit * 2 : digit
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return digits.length > 0 && sum % 10 === 0
}

/** The brand by prefix and length, or null when no brand has such numbers. */
export const cardBrand = (digits: string): CardBrand | null => {
  const firstFour = Number(digits.slice(0, 4))
  const leading = [
    0,
    Math.floor(firstFour / 1000),
    Math.floor(firstFour / 100),
    Math.floor(firstFour / 10),
    firstFour,
  ]
  for (const { brand, prefixes, lengths } of brandRules) {
    if (!lengths.includes(digits.length)) {
      continue
    }
    for (const [first, last] of prefixes) {
      const prefix = leading[String(first).length]
      if (prefix >= first && prefix <= last) {
        return brand
      }
    }
  }
  return null
}

const isCardNumber = (digits: string): boolean => luhnValid(digits) && cardBrand(digits) !== null

/** Start of every block of ten decimal digits outside ASCII (Unicode category Nd). */
const unicodeZeros: readonly number[] = (() => {
  const zeros: number[] = []
  for (let code = 0x660; code <= 0x1fbf9; code += 1) {
    if (/\p{Nd}/u.test(String.fromCodePoint(code))) {
      zeros.push(code)
      code += 9
    }
  }
  return zeros
})()

/** The value of a decimal digit of any script, -1 for everything else. */
const digitValue = (code: number): number => {
  if (code < 0x660) {
    return code >= 48 && code <= 57 ? code - 48 : -1
  }
  for (const zero of unicodeZeros) {
    if (code < zero) {
      return -1
    }
    if (code <= zero + 9) {
      return code - zero
    }
  }
  return -1
}

/** What people and forms put between the groups of a card number, besides what \s covers. */
const separators: ReadonlySet<number> = new Set(
  [
    ..." \t\n\r\u00a0\u00ad\u200b\u200c\u200d\u2060\u202f\u205f\u3000\ufeff-._/+\u2212\uff0d\u00b7\u2022",
  ]
    .map((character) => character.charCodeAt(0))
    .concat([...Array(11).keys()].map((index) => 0x2000 + index))
    .concat([...Array(6).keys()].map((index) => 0x2010 + index))
)

/** As many separators in a row may stand between two groups. */
const WIDEST_GAP = 3

type Group = { start: number; end: number; digits: string; joined: boolean }
type Finding = { start: number; end: number; digits: string }
type Found = { finding: Finding; last: number }

const isEscapedSeparator = (text: string, index: number): boolean => {
  const escaped = text.slice(index, index + 3).toLowerCase()
  return escaped === "%20" || escaped === "%2d" || escaped === "%2b"
}

/** Cuts the text into runs of digits; `joined` says that only separators stand before the run. */
const digitGroups = (text: string): Group[] => {
  const groups: Group[] = []
  let gap = Number.POSITIVE_INFINITY
  let index = 0
  while (index < text.length) {
    const code = text.charCodeAt(index)
    if (code === 37 && isEscapedSeparator(text, index)) {
      gap += 1
      index += 3
      continue
    }
    const start = index
    let digits = ""
    while (index < text.length) {
      const point = text.codePointAt(index) ?? 0
      const value = digitValue(point)
      if (value < 0) {
        break
      }
      digits += value
      index += point > 0xffff ? 2 : 1
    }
    if (digits !== "") {
      groups.push({ start, end: index, digits, joined: gap <= WIDEST_GAP })
      gap = 0
    } else {
      gap = separators.has(code) ? gap + 1 : Number.POSITIVE_INFINITY
      index += 1
    }
  }
  return groups
}

/** A card number inside a longer run of digits, as when number and expiry are glued together. */
const findInLongRun = (group: Group): Finding | null => {
  for (let offset = 0; offset + 15 <= group.digits.length; offset += 1) {
    for (const length of [16, 15]) {
      const digits = group.digits.slice(offset, offset + length)
      if (digits.length === length && isCardNumber(digits)) {
        return { start: group.start, end: group.end, digits }
      }
    }
  }
  return null
}

const findCardNumbers = (text: string, shortest = SHORTEST): Finding[] => {
  if (text.length < shortest) {
    return []
  }
  const groups = digitGroups(text)
  const findings: Finding[] = []
  let first = 0
  while (first < groups.length) {
    let digits = ""
    let found: Found | null = null
    for (let last = first; last < groups.length; last += 1) {
      if (last > first && !groups[last].joined) {
        break
      }
      digits += groups[last].digits
      if (digits.length > LONGEST) {
        break
      }
      if (digits.length >= shortest && isCardNumber(digits)) {
        // A CVV behind the number can make a longer "number": hide the longest, show the shortest.
        const shown: string = found ? found.finding.digits : digits
        found = {
          finding: { start: groups[first].start, end: groups[last].end, digits: shown },
          last,
        }
      }
    }
    if (!found && groups[first].digits.length > LONGEST) {
      const finding = findInLongRun(groups[first])
      found = finding && { finding, last: first }
    }
    if (found) {
      findings.push(found.finding)
    }
    first = (found ? found.last : first) + 1
  }
  return findings
}

/**
 * Whether the text holds something that has the form of a card number: 13 to 19 digits of any
 * script, also in groups, with a brand's prefix and a right check digit. `shortest` lets codes
 * of goods through, which have 13 digits and start like cards.
 */
export const containsCardNumber = (text: string, shortest = SHORTEST): boolean =>
  findCardNumbers(text, shortest).length > 0

/** The text with every card number in it cut to its first six and last four digits. */
export const maskCardNumbers = (text: string): string => {
  const findings = findCardNumbers(text)
  if (findings.length === 0) {
    return text
  }
  let masked = ""
  let from = 0
  for (const { start, end, digits } of findings) {
    masked += `${text.slice(from, start)}${digits.slice(0, 6)}…${digits.slice(-4)}`
    from = end
  }
  return masked + text.slice(from)
}
