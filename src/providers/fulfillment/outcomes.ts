import type { ParcelAnswer } from "./supplier"

export type OutcomeWord = ParcelAnswer["outcome"]

/** Usual words for what became of a parcel; a supplier's own ones are a setting. */
export const DEFAULT_OUTCOME_WORDS: Readonly<Record<string, OutcomeWord>> = {
  accepted: "accepted",
  ok: "accepted",
  yes: "accepted",
  confirmed: "accepted",
  processing: "accepted",
  packed: "accepted",
  shipped: "accepted",
  sent: "accepted",
  delivered: "accepted",
  received: "taken",
  queued: "taken",
  pending: "taken",
  new: "taken",
  rejected: "rejected",
  refused: "rejected",
  no: "rejected",
  error: "rejected",
  failed: "rejected",
  cancelled: "rejected",
  canceled: "rejected",
  out_of_stock: "rejected",
  принят: "accepted",
  "в обработке": "accepted",
  отправлен: "accepted",
  получен: "taken",
  отклонён: "rejected",
  отклонен: "rejected",
  "нет в наличии": "rejected",
}

const OUTCOMES: readonly OutcomeWord[] = ["accepted", "taken", "rejected", "unknown", "not_found"]

const plain = (word: string): string => word.normalize("NFKC").trim().toLowerCase()

/** What a supplier's word means: his own table first, then the usual words. Null: nobody knows. */
export const outcomeOfWord = (
  word: string,
  own: Readonly<Record<string, string>>
): OutcomeWord | null => {
  const wanted = plain(word)
  const told = Object.entries(own).find(([name]) => plain(name) === wanted)?.[1]
  const found = OUTCOMES.find((outcome) => outcome === told)
  if (found) {
    return found
  }
  const usual = wanted.replaceAll(/[\s-]+/g, "_")
  return DEFAULT_OUTCOME_WORDS[wanted] ?? DEFAULT_OUTCOME_WORDS[usual] ?? null
}

/** What is wrong with a table of words, in a sentence; null when nothing is. */
export const outcomeWordsFault = (words: unknown): string | null => {
  const wrong = Object.values(typeof words === "object" && words !== null ? words : {}).find(
    (outcome) => !OUTCOMES.some((known) => known === outcome)
  )
  return wrong === undefined
    ? null
    : `"${String(wrong)}" is no outcome; there is ${OUTCOMES.join(", ")}.`
}

/** A moment as suppliers write it (ISO, or 24.12.2026 14:05); null when it is none, or absent. */
export const momentOf = (text: string): Date | null => {
  const european = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(
    text.trim()
  )
  if (european) {
    const [day, month, year, hour = 0, minute = 0, second = 0] = european
      .slice(1)
      .map((part) => Number(part ?? 0))
    const moment = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
    return moment.getUTCDate() === day && moment.getUTCMonth() === month - 1 ? moment : null
  }
  const isIso = /^\d{4}-\d{2}-\d{2}([T ].*)?$/.test(text.trim())
  const moment = isIso ? new Date(text.trim()) : null
  return moment && !Number.isNaN(moment.getTime()) ? moment : null
}
