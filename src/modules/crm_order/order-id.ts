import { randomInt } from "node:crypto"

/** No 0 O, 1 I L: the id is read aloud over the phone. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
const GROUPS = 3
const GROUP_LENGTH = 6

/**
 * Draws a public order id, e.g. `T3-7KQ2M9-XD4HTR-W8PAC3`: 18 random letters of 31, 89 bits, so that
 * nobody finds another shop's order by guessing. Never derived from anything about the order.
 */
export const newOrderId = (prefix: string): string => {
  const group = (): string =>
    Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")
  return [prefix, ...Array.from({ length: GROUPS }, group)].join("-")
}

/**
 * The id as it is stored, from what somebody typed or said: case, spaces and missing dashes do not
 * matter. Anything that cannot be an order id comes back as it was, and is then simply not found.
 */
export const normaliseOrderId = (typed: string): string => {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, "")
  const body = letters.slice(-GROUPS * GROUP_LENGTH)
  const prefix = letters.slice(0, -GROUPS * GROUP_LENGTH)
  if (!prefix || body.length !== GROUPS * GROUP_LENGTH) {
    return typed
  }
  return [prefix, ...(body.match(new RegExp(`.{${GROUP_LENGTH}}`, "g")) ?? [])].join("-")
}
