import { carrierName, carrierNamed, hasFormats, recognise } from "./carriers/recognise"
import type { FormatMatch, NearMiss } from "./carriers/recognise"
import type { TrackingNumberRow } from "./types"

export type NumberToJudge = {
  number: string
  /** The carrier in the words of whoever tells the number. */
  carrier: string | null
  /** A person insists, whatever the check says. */
  override: boolean
  /** A person's fingers slip where a supplier's system prints what it has scanned. */
  by_person: boolean
}

export type JudgedNumber =
  | ({ ok: true; number: string } & Pick<TrackingNumberRow, "carrier" | "check">)
  | {
      ok: false
      number: string
      /** `doubtful` can be overridden; what is no number at all cannot. */
      why: "doubtful" | "no_number" | "unknown_carrier"
      words: string
      formats: readonly FormatMatch[]
      near: readonly NearMiss[]
    }

/** What every carrier prints: nothing else is kept as a number. */
const NUMBER = /^[A-Z0-9][A-Z0-9-]{2,48}[A-Z0-9]$/

const namesOf = (found: readonly { carrier: string; name: string }[]): string =>
  [...new Set(found.map(({ carrier, name }) => carrierName(carrier) ?? name))]
    .slice(0, 3)
    .join(" or ")

const nearWords = (near: readonly NearMiss[]): string => {
  const [{ fault }] = near
  return near.length === 1
    ? `It looks like a number of ${namesOf(near)}, but is not one. ${fault}`
    : `It looks like a number of ${namesOf(near)}, but no check digit fits.`
}

/**
 * Whether a number is a carrier's, and whose: by its format and check digit, and by what is said of it.
 * Pure. A doubt is for a person, who may know better.
 */
export const judgeNumber = ({
  number: text,
  carrier: words,
  override,
  by_person,
}: NumberToJudge): JudgedNumber => {
  const { number, formats, near } = recognise(text)
  const doubt = (
    why: "doubtful" | "no_number" | "unknown_carrier",
    sentence: string
  ): JudgedNumber => ({ ok: false, number, why, words: sentence, formats, near })
  const believed = (carrier: string | null, check: TrackingNumberRow["check"]): JudgedNumber => ({
    ok: true,
    number,
    carrier,
    check,
  })

  if (!NUMBER.test(number)) {
    return doubt("no_number", "This is no tracking number: it has 4 to 50 letters and digits.")
  }
  const isNamed = Boolean(words?.trim())
  const named = carrierNamed(words)
  if (isNamed && named === null && by_person) {
    return doubt("unknown_carrier", "Nobody knows this carrier. Choose one from the list, or none.")
  }
  const own = named ? formats.filter(({ carrier }) => carrier === named) : formats
  if (own.length > 0) {
    return believed(own[0].carrier, "checked")
  }
  if (named && !hasFormats(named)) {
    return believed(named, "unknown")
  }
  if (override) {
    return believed(named, "overridden")
  }
  if (formats.length > 0) {
    // Suppliers name a carrier loosely (DHL for what the German post carries): the number knows better.
    return !by_person
      ? believed(formats[0].carrier, "checked")
      : doubt(
          "doubtful",
          `It is no number of ${carrierName(named)}, but one of ${namesOf(formats)}.`
        )
  }
  if (!by_person && (isNamed || near.length === 0)) {
    return believed(named, "unknown")
  }
  return near.length > 0
    ? doubt("doubtful", nearWords(near))
    : doubt("doubtful", "No carrier's format fits this number.")
}
