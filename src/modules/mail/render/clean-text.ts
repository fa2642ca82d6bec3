/** More than any name, product or line of an address needs; what is longer is somebody's attack. */
export const LONGEST_TEXT = 200

/** An invisible place where a line may break: mail programs make no link across it. */
const BREAK = "\u200B"

const LINE_ENDS_AND_CONTROLS = /[\p{Cc}\u2028\u2029]+/gu

/**
 * Invisible signs, and those that turn the direction of what follows them. The joiners (200C, 200D) stay:
 * Persian, Hindi and emoji are written with them.
 */
const INVISIBLE = /[\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" })

/** The text, or as many whole characters of it as fit, with an ellipsis. */
export const cut = (text: string, longest: number): string => {
  if (text.length <= longest) {
    return text
  }
  let kept = ""
  // One character for a person may be many of Unicode's.
  for (const { segment } of segmenter.segment(text.slice(0, longest))) {
    if (kept.length + segment.length >= longest) {
      break
    }
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/**
 * One line of text from outside: no line ends, no control characters, nothing that turns the direction
 * of the letter around it, not longer than `longest`. It can neither begin a header nor break a layout.
 */
export const cleanLine = (text: string, longest = LONGEST_TEXT): string =>
  cut(
    text
      // Half a character at the edge is of no use to anybody.
      .slice(0, longest * 4)
      .replace(/\p{Surrogate}/gu, "")
      .normalize("NFC")
      .replace(INVISIBLE, "")
      .replace(LINE_ENDS_AND_CONTROLS, " ")
      .replace(/\s+/gu, " ")
      .trim(),
    longest
  )

/**
 * The same for what a customer or a product's name says: an address in it ("visit evil.example") stays
 * readable but is not made into a link by mail programs, which do so with everything that looks like one.
 */
export const cleanWords = (text: string, longest = LONGEST_TEXT): string =>
  cleanLine(text, longest)
    .replaceAll("://", `:${BREAK}//`)
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, `.${BREAK}`)
