import { MAIL_LANGUAGES, type MailLanguage } from "../../modules/mail/kinds"
import type { LinkNotice, LinkReader } from "../../workflows/mail/follow-link"
import { PAGE_WORDS } from "./words"

type PageName = LinkNotice | "question" | "unsubscribed"

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const languageOf = (language: string): MailLanguage =>
  MAIL_LANGUAGES.find((known) => known === language) ?? "en"

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; background: #f4f5f7; color: #1b1f24; font: 17px/1.5 system-ui, sans-serif; }
main { box-sizing: border-box; max-width: 480px; margin: 12vh auto 0; padding: 32px 28px; background: #fff; border-radius: 12px; }
h1 { font-size: 24px; line-height: 1.25; margin: 0 0 12px; overflow-wrap: anywhere; }
p { margin: 0 0 24px; overflow-wrap: anywhere; }
button { font: inherit; font-weight: 600; padding: 12px 20px; border: 0; border-radius: 8px; background: #1f4fd8; color: #fff; cursor: pointer; }
a { color: #1f4fd8; overflow-wrap: anywhere; }
@media (max-width: 520px) { main { margin: 16px; } }
@media (prefers-color-scheme: dark) {
  body { background: #121417; color: #e8eaed; }
  main { background: #1d2126; }
  a { color: #9db8ff; }
}`

const frame = (language: string, title: string, inside: string): string => `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>${escapeHtml(title)}</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
      <h1>${escapeHtml(title)}</h1>
${inside}
    </main>
  </body>
</html>
`

/**
 * A page that a letter leads to, in the customer's language. It names the shop and nobody else: links
 * are forwarded, and open themselves in other people's programs.
 */
export const linkPage = (name: PageName, { language, shop }: LinkReader): string => {
  const known = languageOf(language)
  const words = PAGE_WORDS[known]
  const { title, text } = words[name]
  const form =
    name === "question"
      ? `      <form method="post"><input type="hidden" name="via" value="page" /><p><button>${escapeHtml(words.button)}</button></p></form>\n`
      : ""
  return frame(
    known,
    title,
    `      <p>${escapeHtml(text.replace("{shop}", () => shop.name))}</p>
${form}      <a href="${escapeHtml(shop.url)}" rel="noreferrer">${escapeHtml(`${words.back}: ${shop.name}`)}</a>`
  )
}

/** For a link that is none of ours: nobody knows who reads it, so every language says it. */
export const unknownLinkPage = (): string =>
  frame(
    "en",
    PAGE_WORDS.en.unknown.title,
    MAIL_LANGUAGES.map((language) => {
      const { title, text } = PAGE_WORDS[language].unknown
      return `      <p lang="${language}">${escapeHtml(`${title}. ${text}`)}</p>`
    }).join("\n")
  )
