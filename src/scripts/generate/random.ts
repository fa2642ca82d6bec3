/**
 * Random numbers that are the same for the same seed, on every machine: sfc32 seeded by a hash of
 * the words that name a stream ("order 17 of seed 4"). Never for anything secret.
 */
export type Random = {
  /** A number from 0 to 1, without 1. */
  number: () => number
  /** A whole number from `low` to `high`, both included. */
  integer: (low: number, high: number) => number
  /** True this often, of 1. */
  chance: (probability: number) => boolean
  pick: <Item>(items: readonly Item[]) => Item
  /** One of the items, as often as its weight says. */
  weighted: <Item extends { weight: number }>(items: readonly Item[]) => Item
}

/** FNV-1a with a final mix: spreads neighbouring names over all 32 bits. */
const hash = (text: string, basis: number): number => {
  let value = basis
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  value ^= value >>> 15
  value = Math.imul(value, 0x2c1b3c6d)
  value ^= value >>> 12
  return value >>> 0
}

/** The stream of random numbers that `name` stands for. */
export const randomOf = (name: string): Random => {
  let a = hash(name, 0x811c9dc5)
  let b = hash(name, 0x9e3779b9)
  let c = hash(name, 0x85ebca6b)
  let counter = 1
  const number = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  // The first numbers of similar seeds resemble each other.
  for (let turn = 0; turn < 12; turn += 1) {
    number()
  }
  const integer = (low: number, high: number): number =>
    low + Math.floor(number() * (high - low + 1))
  return {
    number,
    integer,
    chance: (probability) => number() < probability,
    pick: (items) => items[integer(0, items.length - 1)],
    weighted: (items) => {
      let left = number() * items.reduce((sum, item) => sum + item.weight, 0)
      for (const item of items) {
        left -= item.weight
        if (left < 0) {
          return item
        }
      }
      return items[items.length - 1]
    },
  }
}

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** Letters of an alphabet, drawn from the stream. */
export const letters = (random: Random, alphabet: string, count: number): string => {
  let text = ""
  for (let index = 0; index < count; index += 1) {
    text += alphabet[Math.floor(random.number() * alphabet.length)]
  }
  return text
}

/** An id as Medusa makes them, e.g. `order_01JB…`: its first letters are the time. */
export const entityId = (random: Random, prefix: string, at: Date): string => {
  let time = ""
  let left = at.getTime()
  for (let index = 0; index < 10; index += 1) {
    time = CROCKFORD[left % 32] + time
    left = Math.floor(left / 32)
  }
  return `${prefix}_${time}${letters(random, CROCKFORD, 16)}`
}
