import { MAIL_LANGUAGES, type MailKind, type MailLanguage } from "../kinds"
import type { Wording } from "../render/render-letter"
import { GERMAN } from "./de"
import { ENGLISH } from "./en"
import { SPANISH } from "./es"
import { FRENCH } from "./fr"
import { LETTER_SHAPES } from "./letter-shapes"
import { POLISH } from "./pl"
import { RUSSIAN } from "./ru"
import type { LanguageWording, LetterWords } from "./words"

/** What ships with the product. */
export const SHIPPED: Readonly<Record<MailLanguage, LanguageWording>> = {
  en: ENGLISH,
  ru: RUSSIAN,
  pl: POLISH,
  de: GERMAN,
  fr: FRENCH,
  es: SPANISH,
}

const isShipped = (language: string): language is MailLanguage =>
  MAIL_LANGUAGES.some((known) => known === language)

/** The shared words of a language; English ones where we have none. */
export const letterWords = (language: string): LetterWords =>
  SHIPPED[isShipped(language) ? language : "en"].words

/** A paragraph that a condition empties leaves nothing behind. */
const paragraph = (line: string): string => {
  const condition = /^(\{% if [^%]+%\})(.+)(\{% endif %\})$/s.exec(line)
  const isWhole = condition !== null && !condition[2].includes("{% e")
  return isWhole ? `${condition[1]}<p>${condition[2]}</p>${condition[3]}` : `<p>${line}</p>`
}

const write = ({ greeting, closing, letters }: LanguageWording, kind: MailKind): Wording => {
  const { subject, heading, lines, button, after = [] } = letters[kind]
  const { tracking, button: target, list, list_first, address } = LETTER_SHAPES[kind]
  const theButton =
    target && button ? [`{% render "button", url: ${target}, label: "${button}" %}`] : []
  const theList = list ? [`{% render "${list}" %}`] : []
  const body = [
    `<h1>${heading}</h1>`,
    ...[greeting, ...lines].map(paragraph),
    ...(tracking ? ['{% render "tracking" %}'] : []),
    ...(list_first ? [...theList, ...theButton] : theButton),
    ...after.map(paragraph),
    ...(list_first ? [] : theList),
    ...(address ? ['{% render "address" %}'] : []),
    ...closing.map(paragraph),
  ]
  return { subject, body: body.join("\n"), text: null }
}

const written = new Map<string, Wording>()

/** The wording that ships with the product; null for a language that we have none in. */
export const shippedWording = (kind: MailKind, language: string): Wording | null => {
  if (!isShipped(language)) {
    return null
  }
  const key = `${kind} ${language}`
  const known = written.get(key) ?? write(SHIPPED[language], kind)
  written.set(key, known)
  return known
}
