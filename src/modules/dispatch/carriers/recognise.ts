import carriersData from "./carriers.json"
import { CHECK_RULES, type Checksum } from "./check-rules"
import {
  ANY_CARRIER_URL,
  CARRIER_ALIASES,
  CARRIER_URLS,
  CARRIERS_WITHOUT_FORMATS,
  POST_URLS,
  POSTS_WITH_FORMATS,
} from "./own-carriers"

export type Carrier = { code: string; name: string; url: string | null }

type LookupRow = { matches?: string; matches_regex?: string; courier?: string; country?: string }

type Format = {
  name: string
  /** Of the courier; of an S10 number the country's post is found by the look-up. */
  carrier: string
  pattern: RegExp
  checksum: Checksum | null
  prepend_if: { matches_regex: string; content: string } | null
  exists: readonly { group: string; rows: readonly LookupRow[] }[]
}

type CourierData = {
  code: string
  name: string
  formats: (Pick<Format, "name" | "checksum" | "prepend_if" | "exists"> & {
    regex: string
    url: string | null
  })[]
}

/** One format that a number fits: wholly, with its check digit where the format has one. */
export type FormatMatch = {
  carrier: string
  name: string
  /** `digit`: a check digit is right; `pattern`: the format has none, its shape alone fits. */
  check: "digit" | "pattern"
  url: string
}

/** A format whose shape a number has, and what is wrong with it all the same. */
export type NearMiss = { carrier: string; name: string; fault: string }

export type Recognition = {
  /** As it is kept: upper case, without spaces, and without dashes unless its format has them. */
  number: string
  /** The most certain one first. */
  formats: readonly FormatMatch[]
  near: readonly NearMiss[]
}

/** No carrier's number is longer; nothing longer is looked at. */
export const MAX_NUMBER_LENGTH = 50

const S10 = "s10"

const postCode = (country: string): string =>
  POSTS_WITH_FORMATS[country] ?? `post_${country.toLowerCase()}`

const couriers: readonly CourierData[] = carriersData

const formats: readonly Format[] = couriers.flatMap(({ code, formats: own }) =>
  own.map(({ name, regex, checksum, prepend_if, exists }) => ({
    name,
    carrier: code,
    pattern: new RegExp(`^(?:${regex})$`),
    checksum,
    prepend_if,
    exists,
  }))
)

const countryPosts = formats.flatMap(({ exists }) => exists.flatMap(({ rows }) => rows))

const buildCarriers = (): Map<string, Carrier> => {
  const carriers = new Map<string, Carrier>()
  for (const { code, name, formats: own } of couriers) {
    if (code !== S10) {
      const url = own.find((format) => format.url)?.url ?? CARRIER_URLS[code] ?? null
      carriers.set(code, { code, name, url: url?.replace(/^http:/, "https:") ?? null })
    }
  }
  for (const { matches, courier, country } of countryPosts) {
    if (matches && courier && !(matches in POSTS_WITH_FORMATS)) {
      // Some names of posts occur in several countries.
      const isAmbiguous = countryPosts.filter((one) => one.courier === courier).length > 1
      const name = isAmbiguous ? `${courier} (${country})` : courier
      const code = postCode(matches)
      carriers.set(code, { code, name, url: POST_URLS[matches] ?? null })
    }
  }
  for (const carrier of CARRIERS_WITHOUT_FORMATS) {
    carriers.set(carrier.code, carrier)
  }
  return carriers
}

const carriers = buildCarriers()

/** Every carrier that we know, by name. */
export const CARRIERS: readonly Carrier[] = [...carriers.values()].sort((one, other) =>
  one.name.localeCompare(other.name, "en")
)

/** Carriers that have a format, so that a number can be checked against them. */
const checkable = new Set([
  ...formats.map(({ carrier }) => carrier),
  ...countryPosts.flatMap(({ matches }) => (matches ? [postCode(matches)] : [])),
])

const plainWord = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")

const byWord = new Map(
  CARRIERS.flatMap(({ code, name }): [string, string][] => [
    [plainWord(name), code],
    [plainWord(code), code],
  ])
)

/** The code of the carrier that somebody names, in whatever spelling; null when nobody knows it. */
export const carrierNamed = (words: string | null | undefined): string | null => {
  const word = plainWord(words ?? "")
  const alias: string | undefined = Object.hasOwn(CARRIER_ALIASES, word)
    ? CARRIER_ALIASES[word]
    : undefined
  return alias ?? byWord.get(word) ?? null
}

/** What a carrier is called; null for one that nobody knows. */
export const carrierName = (code: string | null): string | null =>
  code === null ? null : (carriers.get(code)?.name ?? null)

/** The carrier's own page for a number, or one that finds nearly any number. */
export const trackingUrl = (carrier: string | null, number: string): string => {
  const template = (carrier && carriers.get(carrier)?.url) || ANY_CARRIER_URL
  return template.replace("%s", encodeURIComponent(number))
}

const withoutSpace = (text: string): string => text.replace(/\s/g, "")

type Fit =
  | { ok: true; carrier: string; check: FormatMatch["check"]; symbols: number }
  | { ok: false; fault: string; carrier: string }

const rowFits = ({ matches, matches_regex }: LookupRow, value: string): boolean =>
  matches_regex ? new RegExp(`^(?:${matches_regex})$`).test(value) : matches === value

/** How a number fits one format; null when it does not even have its shape. */
const fitOf = (format: Format, number: string): Fit | null => {
  const groups = format.pattern.exec(number)?.groups
  if (!groups) {
    return null
  }
  let carrier = format.carrier
  for (const { group, rows } of format.exists) {
    const value = withoutSpace(groups[group] ?? "")
    const row = rows.find((one) => rowFits(one, value))
    if (!row) {
      return { ok: false, carrier, fault: `There is no post with the letters ${value}.` }
    }
    carrier = row.matches ? postCode(row.matches) : carrier
  }
  if (!format.checksum) {
    return { ok: true, carrier, check: "pattern", symbols: 1 }
  }
  const rule = CHECK_RULES[format.checksum.name]
  const printed = withoutSpace(groups.SerialNumber ?? "")
  const { prepend_if } = format
  const isPrepended = prepend_if && new RegExp(prepend_if.matches_regex).test(printed)
  const serial = isPrepended ? `${prepend_if.content}${printed}` : printed
  const expected = rule.expected(serial, format.checksum)
  const given = withoutSpace(groups.CheckDigit ?? "")
  return expected === given
    ? { ok: true, carrier, check: "digit", symbols: rule.symbols }
    : { ok: false, carrier, fault: `The check digit is ${given} and should be ${expected}.` }
}

const recogniseExactly = (number: string): Recognition => {
  const found: (FormatMatch & { symbols: number })[] = []
  const near: NearMiss[] = []
  for (const format of formats) {
    const fit = fitOf(format, number)
    if (fit?.ok) {
      const { carrier, check, symbols } = fit
      const url = trackingUrl(carrier, number)
      found.push({ carrier, name: format.name, check, url, symbols })
    } else if (fit) {
      near.push({ carrier: fit.carrier, name: format.name, fault: fit.fault })
    }
  }
  // A check digit that is right tells more than a shape, and one of many symbols more than one of few.
  const ranked = found.sort((one, other) => other.symbols - one.symbols)
  return { number, formats: ranked.map(({ symbols: _symbols, ...match }) => match), near }
}

/**
 * Which carriers' formats a number fits, wholly and with its check digit, however it was typed or
 * pasted. Pure. Check rules: reference of the couriers' data (UPU S10, UPS, USPS, FedEx and others).
 */
export const recognise = (text: string): Recognition => {
  const spelled = withoutSpace(text).toUpperCase()
  const plain = spelled.replace(/[-‐‑‒–—]/g, "")
  if (plain.length === 0 || plain.length > MAX_NUMBER_LENGTH) {
    return { number: plain, formats: [], near: [] }
  }
  // One format has a dash in it; everywhere else dashes are how people group digits.
  const asSpelled = spelled === plain ? null : recogniseExactly(spelled)
  return asSpelled?.formats.length ? asSpelled : recogniseExactly(plain)
}

/** Whether a number can be checked against this carrier at all. */
export const hasFormats = (carrier: string): boolean => checkable.has(carrier)
