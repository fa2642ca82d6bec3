/** What stands around every letter. Everything is text, not HTML, but for `body`. */
export type LetterFrame = {
  language: string
  subject: string
  /** What mail programs show beside the subject. */
  preheader: string
  shop: { name: string; url: string }
  /** Why the customer gets it, the order's number: one line each. */
  footer: string[]
  unsubscribe: { url: string; label: string } | null
  /** Safe HTML. */
  body: string
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

const RIGHT_TO_LEFT: readonly string[] = ["ar", "dv", "fa", "he", "ku", "ps", "ur", "yi"]

export const directionOf = (language: string): "ltr" | "rtl" =>
  RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr"

/** Only what mail programs may ignore without harm: narrow screens and dark mode. */
const STYLE = `
body{margin:0;padding:0}
@media (max-width:640px){.t3-outer{padding:0!important}.t3-card{padding:24px 18px!important;border-radius:0!important}}
@media (prefers-color-scheme:dark){
body,.t3-page{background-color:#111318!important}
.t3-card{background-color:#1c1f26!important;color:#e8eaed!important}
.t3-card a{color:#8ab4f8!important}
.t3-card a.t3-button{color:#ffffff!important}
.t3-muted,.t3-foot,.t3-foot a{color:#9aa0a8!important}
.t3-name a{color:#e8eaed!important}
.t3-line{border-color:#3a3f48!important}
.t3-panel{background-color:#2a2e37!important}
}`

const FONT =
  "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** Fills the line beside the subject, so that no program goes on reading into the letter. */
const FILLER = "&#847;&zwnj;&nbsp;".repeat(40)

/**
 * The whole letter: one column of 600 pixels that gives way on narrow screens, made of tables and inline
 * styles because that is what mail programs agree on.
 */
export const letterLayout = (frame: LetterFrame): string => {
  const direction = directionOf(frame.language)
  const start = direction === "rtl" ? "right" : "left"
  const shopUrl = escapeHtml(frame.shop.url)
  const footer = frame.footer.map((line) => escapeHtml(line)).join("<br>\n")
  const unsubscribe = frame.unsubscribe
    ? `<br>\n<a href="${escapeHtml(frame.unsubscribe.url)}" style="color:#6b7280;text-decoration:underline">${escapeHtml(frame.unsubscribe.label)}</a>`
    : ""
  return `<!DOCTYPE html>
<html lang="${escapeHtml(frame.language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<meta name="x-apple-disable-message-reformatting">
<title>${escapeHtml(frame.subject)}</title>
<style>${STYLE}
</style>
</head>
<body style="margin:0;padding:0;background-color:#f3f4f6">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(frame.preheader)}${FILLER}</div>
<table role="presentation" class="t3-page" width="100%" cellpadding="0" cellspacing="0" style="background-color:#f3f4f6">
<tr><td class="t3-outer" align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;table-layout:fixed;${FONT}">
<tr><td class="t3-name" align="${start}" style="padding:16px 18px;font-size:18px;font-weight:700;overflow-wrap:anywhere"><a href="${shopUrl}" style="color:#111827;text-decoration:none">${escapeHtml(frame.shop.name)}</a></td></tr>
<tr><td class="t3-card" align="${start}" style="padding:32px;background-color:#ffffff;border-radius:12px;color:#1f2937;font-size:16px;line-height:1.55;word-break:break-word;overflow-wrap:anywhere">
${frame.body}
</td></tr>
<tr><td class="t3-foot" align="${start}" style="padding:18px;color:#6b7280;font-size:13px;line-height:1.5;overflow-wrap:anywhere">
${footer}${unsubscribe}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
}
