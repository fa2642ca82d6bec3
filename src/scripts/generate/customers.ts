import { CATALOGUE, USER_AGENTS } from "./catalogue"
import { MARKETS, type Market } from "./markets"
import { entityId, letters, randomOf, type Random } from "./random"

/** A made-up person with their habits; the same number of the same seed is always the same person. */
export type GeneratedCustomer = {
  id: string
  first_name: string
  last_name: string
  email: string
  phone: string
  market: Market
  city: string
  state: string | null
  zip: string
  address: string
  /** Where they mostly buy: an index into the shops. */
  shop: number
  device: (typeof USER_AGENTS)[number]
  ip: string
  /** What they mostly buy: an index into the catalogue. */
  favourite: number
  card: { number: string; brand: string; expiry_month: number; birthday: string }
}

/** Beginnings of test cards: nobody can have been given one of these numbers. */
const CARDS = [
  { weight: 56, brand: "visa", start: "400000", length: 16 },
  { weight: 34, brand: "mastercard", start: "555555", length: 16 },
  { weight: 7, brand: "amex", start: "378282", length: 15 },
  { weight: 3, brand: "discover", start: "601111", length: 16 },
] as const

/** The digit that makes a number pass the Luhn check. */
const checkDigit = (digits: string): string => {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

const cardOf = (random: Random): GeneratedCustomer["card"] => {
  const { brand, start, length } = random.weighted(CARDS)
  const digits = start + letters(random, "0123456789", length - start.length - 1)
  const two = (value: number): string => String(value).padStart(2, "0")
  return {
    number: digits + checkDigit(digits),
    brand,
    expiry_month: random.integer(1, 12),
    birthday: `${random.integer(1948, 2003)}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`,
  }
}

const plainLetters = (name: string): string =>
  name
    .replaceAll("ß", "ss")
    .replaceAll("ł", "l")
    .replaceAll("Ł", "L")
    .normalize("NFD")
    .replace(/[^A-Za-z]/g, "")
    .toLowerCase()

const fillZip = (form: string, random: Random): string =>
  form
    .replace(/9/g, () => String(random.integer(0, 9)))
    .replace(/A/g, () => letters(random, "ABCDEFGHJKLPRSTUWX", 1))

/** @param shops how many shops there are */
export const generateCustomer = (
  seed: number,
  number: number,
  shops: number
): GeneratedCustomer => {
  const random = randomOf(`customer ${seed} ${number}`)
  const market = random.weighted(MARKETS)
  const first_name = random.pick(market.first_names)
  const last_name = random.pick(market.last_names)
  const [city, state, zip] = random.pick(market.cities)
  const street = random.pick(market.streets)
  const house = random.integer(1, 180)
  const { code, lead, digits } = market.dialling
  const host = random.pick(["example.com", "mail.example", "post.example", "example.net"])
  return {
    // Without a time of its own: whichever of their orders is written first creates the customer.
    id: entityId(random, "cus", new Date(0)),
    first_name,
    last_name,
    email: `${plainLetters(first_name)}.${plainLetters(last_name)}${number.toString(36)}@${seed === 1 ? host : `s${seed}.${host}`}`,
    phone: `${code}${lead}${letters(random, "0123456789", digits)}`,
    market,
    city,
    state,
    zip: fillZip(zip, random),
    address: market.numberFirst ? `${house} ${street}` : `${street} ${house}`,
    // The first shops are the largest.
    shop: Math.floor(shops * random.number() ** 1.6),
    device: random.weighted(USER_AGENTS),
    ip: `203.0.113.${random.integer(1, 254)}`,
    favourite: CATALOGUE.indexOf(random.weighted(CATALOGUE)),
    card: cardOf(random),
  }
}

/**
 * Which customer an order belongs to: half as many customers as orders, and few of them order often
 * while most order once or twice.
 */
export const customerNumberOf = (random: Random, orders: number): number => {
  const customers = Math.max(1, Math.floor(orders / 2))
  const rank = Math.floor(customers * random.number() ** 1.4)
  // Spreads the keenest over the numbers, so that they are not the first in every list.
  return Number((BigInt(rank) * 2654435761n + 17n) % BigInt(customers))
}
