/** How a format's check character is worked out, as the couriers' data describes it. */
export type Checksum = {
  name: string
  weightings?: readonly number[]
  modulo1?: number
  modulo2?: number
  evens_multiplier?: number
  odds_multiplier?: number
  reverse?: boolean
}

type CheckRule = {
  /** How many different check characters there are: the more, the less does chance pass it. */
  symbols: number
  /** The check character that belongs to a serial number. */
  expected: (serial: string, checksum: Checksum) => string
}

const SYMBOLS_37_36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

const digitsOf = (serial: string): number[] => [...serial].map(Number)

const weighted = (serial: string, weightings: readonly number[] = []): number =>
  digitsOf(serial).reduce((sum, digit, index) => sum + digit * (weightings[index] ?? 0), 0)

/** UPU's weights; the data repeats them, the rule is the standard's. */
const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7]

/** A letter counts as its ASCII code less three, modulo ten (UPS); a digit as itself. */
const mod10Value = (character: string): number =>
  /\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 3) % 10

const toTen = (sum: number): string => String((10 - (sum % 10)) % 10)

/** Every check rule of the couriers' data, by the name that it has there. */
export const CHECK_RULES: Readonly<Record<string, CheckRule>> = {
  mod7: { symbols: 7, expected: (serial) => String(Number(serial) % 7) },
  mod10: {
    symbols: 10,
    expected: (serial, { evens_multiplier = 1, odds_multiplier = 1, reverse = false }) => {
      const characters = reverse ? [...serial].reverse() : [...serial]
      const sum = characters.reduce(
        (total, character, index) =>
          total + mod10Value(character) * (index % 2 === 1 ? odds_multiplier : evens_multiplier),
        0
      )
      return toTen(sum)
    },
  },
  luhn: {
    symbols: 10,
    expected: (serial) => {
      const sum = digitsOf(serial)
        .reverse()
        .reduce((total, digit, index) => {
          const value = index % 2 === 0 ? digit * 2 : digit
          return total + (value > 9 ? value - 9 : value)
        }, 0)
      return toTen(sum)
    },
  },
  s10: {
    symbols: 10,
    expected: (serial) => {
      const rest = weighted(serial, S10_WEIGHTS) % 11
      return rest === 1 ? "0" : rest === 0 ? "5" : String(11 - rest)
    },
  },
  sum_product_with_weightings_and_modulo: {
    symbols: 10,
    expected: (serial, { weightings, modulo1 = 11, modulo2 = 10 }) =>
      String((weighted(serial, weightings) % modulo1) % modulo2),
  },
  mod_37_36: {
    symbols: 36,
    expected: (serial) => {
      let check = 36
      for (const character of serial) {
        check += SYMBOLS_37_36.indexOf(character)
        check = check > 36 ? check - 36 : check
        check *= 2
        check = check > 36 ? check - 37 : check
      }
      return SYMBOLS_37_36[(37 - check) % 36]
    },
  },
}
