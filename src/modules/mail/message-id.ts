import { createHash } from "node:crypto"
import type { MailKind } from "./kinds"

/** Crockford's base 32, as the other ids are written. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const LETTERS = 26
const BITS = 5n

/**
 * The id of the message that tells of a cause: the same cause and kind always have the same, so the
 * Message-ID that is made of it can be worked out again and never belongs to two letters.
 */
export const messageIdOf = (cause: string, kind: MailKind): string => {
  const digest = createHash("sha256").update(`${cause} ${kind}`).digest("hex")
  let number = BigInt(`0x${digest}`)
  let letters = ""
  for (let index = 0; index < LETTERS; index += 1) {
    letters += ALPHABET[Number(number & 31n)]
    number >>= BITS
  }
  return `mmsg_${letters}`
}
