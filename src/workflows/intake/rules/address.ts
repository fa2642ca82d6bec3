import { postcodeValidator, postcodeValidatorExistsForCountry } from "postcode-validator"
import { countriesWithStates, postalStates } from "../data/countries-with-states"
import { subdivisionsByCountry } from "../data/subdivisions"
import { type Faults, joinPath } from "../faults"
import type { OrderAddress } from "../shop-order"
import { isBlank, textOrNull } from "./texts"

type SentAddress = {
  first_name?: string
  last_name?: string
  country?: string
  state?: string
  city?: string
  zip?: string
  address?: string
  address2?: string
}

const NO_STATE = "XX"

const subdivisions: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(subdivisionsByCountry).map(([country, codes]) => [
    country,
    new Set([...codes.split(" ").filter(Boolean), ...(postalStates[country] ?? [])]),
  ])
)

const countryNames = new Intl.DisplayNames("en", { type: "region" })
const nameOf = (country: string): string => countryNames.of(country) ?? country

/** The country code in upper case, or undefined when ISO 3166-1 has no such country. */
export const readCountry = (sent: string | undefined): string | undefined => {
  const code = sent?.trim().toUpperCase()
  return code !== undefined && subdivisions.has(code) ? code : undefined
}

/** `undefined` after a fault, `null` where there is no state. */
const readState = (
  sent: string | undefined,
  country: string,
  path: string,
  faults: Faults
): string | null | undefined => {
  const upper = (sent ?? "").trim().toUpperCase()
  const code = upper.startsWith(`${country}-`) ? upper.slice(country.length + 1) : upper
  const known = subdivisions.get(country)?.has(code) ?? false
  if (known) {
    return code
  }
  if (code !== "" && code !== NO_STATE) {
    faults.unprocessable(
      path,
      `There is no such state in ${nameOf(country)}; send the code of ISO 3166-2 without the country${
        countriesWithStates.has(country) ? "." : ", or XX."
      }`
    )
    return undefined
  }
  if (countriesWithStates.has(country)) {
    faults.unprocessable(
      path,
      `Addresses in ${nameOf(country)} need a state, as its ISO 3166-2 code.`
    )
    return undefined
  }
  return null
}

/** Spellings that people use beside the official one: another separator or none, a country's letter. */
const spellings = (zip: string): string[] => {
  const upper = zip.trim().toUpperCase().replace(/\s+/g, " ")
  const bare = upper.replace(/[\s-]/g, "")
  const cuts = [2, 3, 4, 5].filter((cut) => cut < bare.length)
  return [
    upper,
    bare,
    upper.replace(/^[A-Z]{1,3}[ -]?(?=\d)/, ""),
    ...cuts.flatMap((cut) => [
      `${bare.slice(0, cut)}-${bare.slice(cut)}`,
      `${bare.slice(0, cut)} ${bare.slice(cut)}`,
    ]),
  ]
}

/** Codes in daily use that the validator does not know. */
const furtherPostcodes: Readonly<Record<string, RegExp>> = {
  // Four digits, as before 1999: most Argentines still write them.
  AR: /^\d{4}$/,
}

/** Countries that have postcodes on paper, but whose people have none to give. */
const seldomUsed: ReadonlySet<string> = new Set(["PA"])

const isPostcode = (zip: string, country: string): boolean =>
  (furtherPostcodes[country]?.test(zip) ?? false) ||
  spellings(zip).some((spelling) => postcodeValidator(spelling, country))

const readZip = (
  sent: string | undefined,
  country: string,
  path: string,
  faults: Faults
): string | undefined => {
  const zip = (sent ?? "").trim()
  if (!postcodeValidatorExistsForCountry(country)) {
    return zip
  }
  if (zip === "") {
    if (seldomUsed.has(country) || postcodeValidator("", country)) {
      return zip
    }
    if (sent === undefined) {
      faults.malformed(path, "This field is required.")
    } else {
      faults.unprocessable(path, "Must not be empty.")
    }
    return undefined
  }
  if (!isPostcode(zip, country)) {
    faults.unprocessable(path, `This is not a postcode of ${nameOf(country)}.`)
    return undefined
  }
  return zip
}

/** Reads an address; undefined when something of it is not right. `names` fill in absent names. */
export const readAddress = (
  sent: SentAddress | undefined,
  path: "billing" | "shipping",
  names: { first_name?: string; last_name?: string } | undefined,
  faults: Faults
): OrderAddress | undefined => {
  if (!sent) {
    return undefined
  }
  const country = readCountry(sent.country)
  if (sent.country !== undefined && country === undefined) {
    faults.unprocessable(
      joinPath(path, "country"),
      "There is no such country; send its code of ISO 3166-1, two letters."
    )
  }
  for (const key of ["city", "address"] as const) {
    const value = sent[key]
    if (value !== undefined && isBlank(value)) {
      faults.unprocessable(joinPath(path, key), "Must not be empty.")
    }
  }
  if (country === undefined) {
    return undefined
  }
  const state = faults.has(joinPath(path, "state"))
    ? undefined
    : readState(sent.state, country, joinPath(path, "state"), faults)
  const zip = faults.has(joinPath(path, "zip"))
    ? undefined
    : readZip(sent.zip, country, joinPath(path, "zip"), faults)
  const { city, address } = sent
  if (state === undefined || zip === undefined || city === undefined || address === undefined) {
    return undefined
  }
  return {
    first_name: textOrNull(sent.first_name) ?? names?.first_name ?? "",
    last_name: textOrNull(sent.last_name) ?? names?.last_name ?? "",
    country,
    state,
    city,
    zip,
    address,
    address2: textOrNull(sent.address2),
  }
}
