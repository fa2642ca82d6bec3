import sanitize from "sanitize-html"
import { ownLink, type AllowedLinks } from "./letter-links"

/** What is wrong with the HTML, in words, with what to look for in the source. */
export type HtmlFault = {
  code: "forbidden_html" | "foreign_link"
  needle: string
  message: string
}

const TAGS = [
  ...["h1", "h2", "h3", "p", "br", "hr", "div", "span", "blockquote", "center"],
  ...["strong", "b", "em", "i", "u", "s", "small", "sup", "sub", "bdi", "font"],
  ...["ul", "ol", "li", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"],
  ...["a", "img"],
]

const ANY_TAG = ["style", "class", "dir", "lang", "align", "title"]
const CELL = ["width", "height", "valign", "bgcolor", "colspan", "rowspan", "role", "scope"]
const ATTRIBUTES: Record<string, string[]> = {
  "*": ANY_TAG,
  a: ["href"],
  img: ["src", "alt", "width", "height"],
  table: ["width", "role", "cellpadding", "cellspacing", "border", "bgcolor"],
  tr: CELL,
  td: CELL,
  th: CELL,
  font: ["color", "size"],
}

const CLASSES = ["t3-muted", "t3-line", "t3-panel", "t3-button"]

/** What acts, loads or asks: a letter holds none of it, and mail programs would drop it anyway. */
const FORBIDDEN_TAGS = new Set([
  ...["script", "style", "link", "meta", "base", "iframe", "frame", "frameset", "object", "embed"],
  ...["applet", "form", "input", "button", "select", "textarea", "svg", "math", "video", "audio"],
  ...["source", "track", "canvas", "template", "noscript", "html", "head", "body", "title", "xmp"],
])

/** Properties of CSS that only change how something looks in its place. */
const STYLE_NAME =
  /^(?:color|background-color|font(?:-(?:family|size|style|weight))?|line-height|letter-spacing|text-(?:align|decoration|transform)|vertical-align|white-space|(?:margin|padding)(?:-(?:top|right|bottom|left))?|border(?:-(?:top|right|bottom|left|color|style|width|radius|collapse|spacing))?|(?:max-|min-)?(?:width|height)|display|list-style-type|word-break|overflow-wrap)$/
/** Nothing that loads (url), computes (expression) or hides its meaning (escapes, comments). */
const STYLE_VALUE = /^(?!.*(?:url|expression|image|var|env|attr)\s*\()[\w\s#.,%()+"'!-]{1,120}$/i

const styles = new Map<string, string>()
const MOST_STYLES = 2_000

/** The harmless part of a style attribute. The same few come again and again: they are remembered. */
const safeStyle = (style: string): string => {
  const known = styles.get(style)
  if (known !== undefined) {
    return known
  }
  const safe = style
    .slice(0, 2_000)
    .split(";")
    .map((declaration) => {
      const colon = declaration.indexOf(":")
      return [declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1).trim()]
    })
    .filter(([name, value]) => STYLE_NAME.test(name) && STYLE_VALUE.test(value))
    .map(([name, value]) => `${name}:${value}`)
    .join(";")
  if (styles.size >= MOST_STYLES) {
    styles.clear()
  }
  styles.set(style, safe)
  return safe
}

/** How elements look that say nothing themselves: mail programs know no style sheet worth relying on. */
const DEFAULT_STYLES: Readonly<Record<string, string>> = {
  h1: "margin:0 0 16px 0;font-size:24px;line-height:1.3;font-weight:700",
  h2: "margin:24px 0 12px 0;font-size:19px;line-height:1.3;font-weight:700",
  h3: "margin:20px 0 8px 0;font-size:16px;line-height:1.4;font-weight:700",
  p: "margin:0 0 16px 0",
  ul: "margin:0 0 16px 0;padding:0 0 0 22px",
  ol: "margin:0 0 16px 0;padding:0 0 0 22px",
  li: "margin:0 0 6px 0",
  blockquote: "margin:0 0 16px 0;padding:0 0 0 14px;border-left:3px solid #d1d5db",
  hr: "margin:24px 0;border:0;border-top:1px solid #e5e7eb;height:1px",
  a: "color:#1d4ed8",
  img: "max-width:100%;height:auto;border:0;display:inline-block",
}

/** A letter of many thousand elements inside each other is nobody's letter. */
const DEEPEST = 60

/**
 * The fragment without anything that acts, loads or leads elsewhere, and with styles that mail programs
 * show, together with what was wrong with it. With a fault the letter may not go out: a wording that
 * needs what was taken away would say something else than its author meant.
 */
export const safeHtml = (
  fragment: string,
  allowed: AllowedLinks
): { html: string; faults: HtmlFault[] } => {
  const faults: HtmlFault[] = []
  const checkLink = (attribs: sanitize.Attributes, name: "href" | "src"): void => {
    const address = attribs[name]
    if (address === undefined) {
      return
    }
    const own = ownLink(address, allowed)
    if (own === null || (name === "src" && !own.startsWith("http"))) {
      delete attribs[name]
      faults.push({
        code: "foreign_link",
        needle: address,
        message: `"${address.slice(0, 200)}" leads away from the shop: only links and images of the shop's own domains may stand in a letter.`,
      })
      return
    }
    attribs[name] = own
  }
  const checkTag: sanitize.Transformer = (tagName, found) => {
    const attribs = { ...found }
    if (FORBIDDEN_TAGS.has(tagName)) {
      faults.push({
        code: "forbidden_html",
        needle: `<${tagName}`,
        message: `<${tagName}> may not stand in a letter.`,
      })
    }
    const handler = Object.keys(attribs).find((name) => /^on/i.test(name))
    if (handler) {
      faults.push({
        code: "forbidden_html",
        needle: handler,
        message: `"${handler.slice(0, 50)}" may not stand in a letter: letters cannot act.`,
      })
    }
    checkLink(attribs, "href")
    checkLink(attribs, "src")
    if (attribs.style !== undefined) {
      attribs.style = safeStyle(attribs.style)
    }
    const standard = Object.hasOwn(DEFAULT_STYLES, tagName) ? DEFAULT_STYLES[tagName] : ""
    const style = [standard, attribs.style].filter(Boolean).join(";")
    if (style) {
      attribs.style = style
    }
    return { tagName, attribs }
  }
  const html = sanitize(fragment, {
    allowedTags: TAGS,
    allowedAttributes: ATTRIBUTES,
    allowedClasses: { "*": CLASSES },
    // Styles and links have been looked at by the transformation, more strictly.
    parseStyleAttributes: false,
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    nestingLimit: DEEPEST,
    transformTags: { "*": checkTag },
  })
  return { html, faults }
}
