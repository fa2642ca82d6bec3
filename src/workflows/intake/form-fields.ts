import { MAX_DEPTH, nestingDepth } from "./nesting-depth"
import { MAX_LINES } from "./order-request-schema"

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const indexPattern = /^(0|[1-9]\d{0,5})$/

/** One more than the most lines, so that the reader sees that there are too many. */
const MOST_ELEMENTS = MAX_LINES + 1

/** qs gives long or sparse lists as objects: `{ "0": …, "21": … }` becomes a list again. */
const withLists = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(withLists)
  }
  if (!isRecord(value)) {
    return value
  }
  const keys = Object.keys(value)
  if (keys.length > 0 && keys.every((key) => indexPattern.test(key))) {
    return keys
      .map(Number)
      .sort((one, other) => one - other)
      .slice(0, MOST_ELEMENTS)
      .map((index) => withLists(value[String(index)]))
  }
  return Object.fromEntries(keys.map((key) => [key, withLists(value[key])]))
}

/** The cart is JSON in the shops' hands: a form may carry it as it is, in one field. */
const parsedOrSame = (value: unknown): unknown => {
  if (typeof value !== "string" || !/^\s*[{[]/.test(value)) {
    return value
  }
  try {
    return JSON.parse(value)
  } catch {
    // The parser's message could carry part of a card number; the reader says "must be an object".
    return value
  }
}

/**
 * Turns form fields, as the body parser nests them (`products[0][price]=20`), into the body that the
 * JSON door has. All values stay text; the reader takes numbers as text on both doors.
 */
export const bodyOfFormFields = (fields: unknown): unknown => {
  if (!isRecord(fields) || nestingDepth(fields) > MAX_DEPTH) {
    return fields
  }
  const body: Record<string, unknown> = { ...fields }
  for (const key of ["cart", "products"]) {
    if (Object.hasOwn(body, key)) {
      body[key] = parsedOrSame(body[key])
    }
  }
  return nestingDepth(body) > MAX_DEPTH ? body : withLists(body)
}
