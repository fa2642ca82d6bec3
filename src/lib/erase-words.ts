/** What stands where something personal stood. */
export const ERASED_WORD = "[erased]"

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

/** Shorter words are in half of all texts. */
const SHORTEST = 4

/**
 * A function that takes words out of every text of a value, however they are written, whatever the
 * value is made of.
 */
export const eraserOf = (words: readonly string[]): (<Value>(value: Value) => Value) => {
  const wanted = words.filter((word) => word.trim().length >= SHORTEST).map(escapePattern)
  if (wanted.length === 0) {
    return (value) => value
  }
  const pattern = new RegExp(wanted.join("|"), "giu")
  const erase = (value: unknown): unknown => {
    if (typeof value === "string") {
      return value.replace(pattern, ERASED_WORD)
    }
    if (Array.isArray(value)) {
      return value.map(erase)
    }
    return typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, erase(one)]))
      : value
  }
  return <Value>(value: Value) => erase(value) as Value
}

/** The same words as patterns of PostgreSQL's `ilike any`. */
export const likePatterns = (words: readonly string[]): string[] =>
  words
    .filter((word) => word.trim().length >= SHORTEST)
    .map((word) => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`)
