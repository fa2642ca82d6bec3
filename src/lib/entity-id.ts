import { randomBytes } from "node:crypto"

/** Crockford's base 32, as ULIDs are written. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
const TIME_LETTERS = 10
const RANDOM_LETTERS = 16

/** Random bytes are drawn for many ids at once: asking for them one by one costs more than the ids. */
const POOL_BYTES = 4096
let pool = Buffer.alloc(0)
let used = 0

let lastTime = -1
let lastTimeText = ""

const timeText = (milliseconds: number): string => {
  if (milliseconds !== lastTime) {
    let text = ""
    let left = milliseconds
    for (let index = 0; index < TIME_LETTERS; index += 1) {
      text = ALPHABET[left % 32] + text
      left = Math.floor(left / 32)
    }
    lastTime = milliseconds
    lastTimeText = text
  }
  return lastTimeText
}

/**
 * A new id in the form of Medusa's, e.g. `ordli_01JB…`: a ULID, 48 bits of time and 80 random ones.
 * Medusa's own generator asks the operating system for every letter, which made the ids of an order
 * the dearest part of taking it in.
 */
export const newEntityId = (prefix: string): string => {
  if (used + RANDOM_LETTERS > pool.length) {
    pool = randomBytes(POOL_BYTES)
    used = 0
  }
  let text = ""
  for (let index = 0; index < RANDOM_LETTERS; index += 1) {
    text += ALPHABET[pool[used + index] & 31]
  }
  used += RANDOM_LETTERS
  return `${prefix}_${timeText(Date.now())}${text}`
}
