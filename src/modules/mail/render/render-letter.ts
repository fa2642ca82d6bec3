import { cleanLine, cut } from "./clean-text"
import type { LetterContext } from "./letter-context"
import { letterLayout } from "./letter-layout"
import { foreignLinksIn, type AllowedLinks } from "./letter-links"
import { htmlEngine, simpleEngine, textEngine, type LetterEngine } from "./liquid"
import { liquidFault } from "./liquid-fault"
import { plainText } from "./plain-text"
import { safeHtml } from "./safe-html"
import { placeOf, withoutRepeats, type TemplateFault, type TemplatePart } from "./template-fault"
import { fillWords, type LetterWords } from "../wording/words"

/** What staff edit: Liquid in all parts. */
export type Wording = {
  subject: string
  /** HTML of the letter's body; what stands around it is ours. */
  body: string
  /** The plain-text part; null: made from the body. */
  text: string | null
}

/** What a letter needs beside its wording and its order. */
export type LetterSetting = { language: string; words: LetterWords; allowed: AllowedLinks }

/** A letter as far as it could be written; with any fault it may not go out. */
export type RenderedLetter = {
  subject: string
  html: string
  text: string
  faults: TemplateFault[]
}

/** Longer subjects are cut by every program; RFC 5322 allows 998. */
const LONGEST_SUBJECT = 200

/** What mail programs show beside the subject. */
const LONGEST_PREHEADER = 140

/** Runs one part; a fault becomes an entry and an empty text. */
const rendering =
  (faults: TemplateFault[]) =>
  (part: TemplatePart, engine: LetterEngine, source: string, values: object): string => {
    try {
      return engine.render(source, values)
    } catch (error) {
      faults.push(liquidFault(part, source, error))
      return ""
    }
  }

const foreignLinkFaults = (
  part: TemplatePart,
  source: string,
  text: string,
  allowed: AllowedLinks
): TemplateFault[] =>
  foreignLinksIn(text, allowed).map((link) => ({
    part,
    ...placeOf(source, link),
    code: "foreign_link",
    message: `"${link.slice(0, 200)}" leads away from the shop: only addresses of the shop's own domains may stand in a letter.`,
  }))

/** The first words after the heading, which says the same as the subject. */
const preheaderOf = (text: string): string => {
  const paragraphs = text.split(/\n\s*\n/)
  return cut(
    cleanLine(paragraphs.slice(paragraphs.length > 1 ? 1 : 0).join(" "), 1_000),
    LONGEST_PREHEADER
  )
}

/**
 * Writes one letter: subject, HTML and text. Pure: the same wording and the same order give the same
 * letter. Whatever the order says is escaped where it is put in, and the result is made safe once more.
 */
export const renderLetter = (
  wording: Wording,
  context: LetterContext,
  { language, words, allowed }: LetterSetting
): RenderedLetter => {
  const faults: TemplateFault[] = []
  const run = rendering(faults)
  const values = { ...context, words }

  const subject = cleanLine(run("subject", textEngine, wording.subject, values), LONGEST_SUBJECT)
  if (subject === "" && faults.length === 0) {
    faults.push({
      part: "subject",
      line: 1,
      column: 1,
      code: "empty",
      message: "The subject is empty.",
    })
  }
  faults.push(...foreignLinkFaults("subject", wording.subject, subject, allowed))

  const before = faults.length
  const body = safeHtml(run("body", htmlEngine, wording.body, values), allowed)
  for (const { code, message, needle } of body.faults) {
    faults.push({ part: "body", ...placeOf(wording.body, needle), code, message })
  }
  // What the HTML could not do, its plainer twin cannot do either, and need not be told twice.
  const simple = faults.length === before ? run("body", simpleEngine, wording.body, values) : ""
  const bodyText = tidyText(plainText(simple))
  faults.push(...foreignLinkFaults("body", wording.body, bodyText, allowed))
  if (bodyText === "" && faults.length === before) {
    faults.push({
      part: "body",
      line: 1,
      column: 1,
      code: "empty",
      message: "The letter is empty.",
    })
  }

  const ownText = wording.text === null ? null : run("text", textEngine, wording.text, values)
  if (ownText !== null) {
    faults.push(...foreignLinkFaults("text", wording.text ?? "", ownText, allowed))
  }
  const text = ownText === null ? bodyText : tidyText(ownText)

  const footer = [
    fillWords(words.because, { shop: context.shop.name }),
    fillWords(words.order_number, { number: context.order.number }),
  ]
  const unsubscribe = context.unsubscribe_url
    ? { url: context.unsubscribe_url, label: words.unsubscribe }
    : null
  return {
    subject,
    html: letterLayout({
      language,
      subject,
      preheader: preheaderOf(text),
      shop: context.shop,
      footer,
      unsubscribe,
      body: body.html,
    }),
    text: [
      text,
      "",
      "-- ",
      context.shop.name,
      context.shop.url,
      ...footer,
      ...(unsubscribe ? [`${unsubscribe.label}: ${unsubscribe.url}`] : []),
      "",
    ].join("\n"),
    faults: withoutRepeats(faults),
  }
}

/** No control characters but line ends, and not more than one empty line in a row. */
const tidyText = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    // eslint-disable-next-line no-control-regex -- it is what this removes
    .replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/g, " ")
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()
