import { momentOf, outcomeOfWord } from "../outcomes"
import { mapOf, type Settings } from "../settings"
import type { ParcelAnswer, TrackingTold } from "../supplier"
import { DEFAULT_ANSWER_PATHS, type AnswerPath } from "./fields"

/** What is at a path (`shipment.0.id`); undefined when there is nothing. An empty path is the whole. */
const at = (json: unknown, path: string): unknown => {
  let value = json
  for (const part of path.split(".").filter((name) => name !== "")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) {
      return undefined
    }
    value = new Map<string, unknown>(Object.entries(value)).get(part)
  }
  return value
}

const LONGEST_TEXT = 500

const textAt = (json: unknown, path: string): string | null => {
  const value = path === "" ? undefined : at(json, path)
  if (typeof value !== "string" && typeof value !== "number") {
    return null
  }
  const text = String(value).replaceAll(/\s+/g, " ").trim()
  return text === "" ? null : text.slice(0, LONGEST_TEXT)
}

const pathsOf = (settings: Settings): Record<AnswerPath, string> => ({
  ...DEFAULT_ANSWER_PATHS,
  ...mapOf(settings, "answer_paths", {}),
})

const trackingOf = (json: unknown, paths: Record<AnswerPath, string>): TrackingTold[] => {
  const told = paths.tracking === "" ? json : at(json, paths.tracking)
  const parts = Array.isArray(told) ? told : told === undefined || told === null ? [] : [told]
  return parts.flatMap((part): TrackingTold[] => {
    // Some tell the number alone, others an object.
    const number =
      typeof part === "string" ? part.trim() || null : textAt(part, paths.tracking_number)
    return number === null
      ? []
      : [
          {
            number,
            carrier: textAt(part, paths.tracking_carrier),
            shipped_at: momentOf(textAt(part, paths.tracking_at) ?? ""),
          },
        ]
  })
}

/**
 * What a supplier's JSON says of one parcel; null when it does not say what became of it. A tracking
 * number without a word is a yes.
 *
 * @param number the parcel that was asked about, where the answer need not name it
 */
export const readParcelAnswer = (
  settings: Settings,
  json: unknown,
  number: string | null
): ParcelAnswer | null => {
  const paths = pathsOf(settings)
  const named = textAt(json, paths.number)
  const word = textAt(json, paths.outcome)
  const tracking = trackingOf(json, paths)
  const outcome = word
    ? outcomeOfWord(word, mapOf(settings, "outcome_words", {}))
    : tracking.length > 0
      ? "accepted"
      : null
  const isOther = number !== null && named !== null && named !== number
  if (!outcome || isOther || (number ?? named) === null) {
    return null
  }
  return {
    number: number ?? named ?? "",
    outcome,
    reference: textAt(json, paths.reference),
    message: textAt(json, paths.message),
    tracking,
  }
}

/** The parcels of an answer about many; null when it is no list. */
export const readListedAnswers = (
  settings: Settings,
  json: unknown
): readonly ParcelAnswer[] | null => {
  const list = at(json, pathsOf(settings).list)
  return Array.isArray(list)
    ? list.flatMap((one) => readParcelAnswer(settings, one, null) ?? [])
    : null
}

/** A supplier's words about an answer that is no good. */
export const wordsOf = (settings: Settings, json: unknown): string | null =>
  textAt(json, pathsOf(settings).message) ??
  textAt(json, "message") ??
  textAt(json, "error.message") ??
  textAt(json, "error") ??
  null

/** The id of the event in a callback; null when it has none. */
export const eventIdOf = (settings: Settings, json: unknown): string | null =>
  textAt(json, pathsOf(settings).event_id)
