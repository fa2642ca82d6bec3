/** Longest JSON text of a body that the request log keeps. */
const LONGEST_BODY = 20_000

const DEEPEST = 32

/** PostgreSQL's jsonb knows neither the NUL character nor halves of a surrogate pair. */
const storableText = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, "\uFFFD")

const storableValue = (value: unknown, depth: number): unknown => {
  if (typeof value === "string") {
    return storableText(value)
  }
  if (typeof value !== "object" || value === null) {
    return value
  }
  if (depth >= DEEPEST) {
    return "…"
  }
  if (Array.isArray(value)) {
    return value.map((item) => storableValue(item, depth + 1))
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [storableText(key), storableValue(item, depth + 1)])
  )
}

/** `value` as JSON that a jsonb column accepts, whatever a shop has sent. */
export const storableJson = (value: unknown): unknown => {
  const storable = storableValue(value, 0)
  const length = JSON.stringify(storable)?.length ?? 0
  return length > LONGEST_BODY ? { omitted: `${length} characters of JSON` } : (storable ?? null)
}

/** `text` as a text column accepts it, not longer than `longest` characters. */
export const storableLine = (text: string, longest: number): string =>
  storableText(text.slice(0, longest))
