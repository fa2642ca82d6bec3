export type TemplatePart = "subject" | "body" | "text"

/** What can be wrong with a wording; staff pages may say it in their own words. */
export type TemplateFaultCode =
  | "syntax"
  | "unknown_variable"
  | "unknown_filter"
  | "unknown_tag"
  | "unknown_partial"
  | "partial_needs"
  | "too_long"
  | "too_much_work"
  | "forbidden_html"
  | "foreign_link"
  | "empty"

/** Something that keeps a letter from being written, and where the person who mends it has to look. */
export type TemplateFault = {
  part: TemplatePart
  /** Counted from 1, in what the person has written. */
  line: number
  column: number
  code: TemplateFaultCode
  message: string
}

/** The place of the first occurrence of `needle`, ignoring case; the beginning when there is none. */
export const placeOf = (source: string, needle: string): { line: number; column: number } => {
  const at = needle ? source.toLowerCase().indexOf(needle.toLowerCase()) : -1
  if (at < 0) {
    return { line: 1, column: 1 }
  }
  const before = source.slice(0, at).split("\n")
  return { line: before.length, column: before[before.length - 1].length + 1 }
}

/** Nobody reads more of them at once. */
const MOST_FAULTS = 30

/** The faults, each line's same fault once: a loop meets it many times. */
export const withoutRepeats = (faults: readonly TemplateFault[]): TemplateFault[] => {
  const seen = new Set<string>()
  return faults
    .filter(({ part, line, message }) => {
      const key = JSON.stringify([part, line, message])
      const isNew = !seen.has(key)
      seen.add(key)
      return isNew
    })
    .slice(0, MOST_FAULTS)
}
