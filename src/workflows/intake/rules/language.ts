const languageNames = new Intl.DisplayNames("en", { type: "language", fallback: "none" })

/** What was read before: the same few locales come all day. Bounded, so that junk cannot fill it. */
const known = new Map<string, { language: string; locale: string | null } | null>()
const MOST_KNOWN = 500

const parse = (sent: string): { language: string; locale: string | null } | null => {
  try {
    const locale = new Intl.Locale(sent.trim().replaceAll("_", "-"))
    const { language, region, script } = locale
    if (language === "und" || languageNames.of(language) === undefined) {
      return null
    }
    return { language, locale: region || script ? locale.baseName : null }
  } catch {
    // Not a language tag at all: as good as none.
    return null
  }
}

/**
 * Reads a language as ISO 639-1, 639-2/3 (`ENG`) or a locale (`en-US`, `en_US`): all mean the same.
 * What is unknown gives null, and the shop's own language is used.
 */
export const readLanguage = (
  sent: string | undefined
): { language: string; locale: string | null } | null => {
  if (sent === undefined) {
    return null
  }
  const cached = known.get(sent)
  if (cached !== undefined) {
    return cached
  }
  const read = parse(sent)
  if (known.size >= MOST_KNOWN) {
    known.clear()
  }
  known.set(sent, read)
  return read
}
