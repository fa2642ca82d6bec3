import { compile } from "html-to-text"

const LINE_WIDTH = 76

const toText = compile({
  wordwrap: LINE_WIDTH,
  // Without the invisible place where a line may break: it keeps addresses from becoming links.
  whitespaceCharacters: " \t\r\n\f",
  // A wording of 100,000 characters that all are elements must not keep the process busy.
  limits: { maxInputLength: 200_000, maxDepth: 60, ellipsis: "…" },
  selectors: [
    { selector: "a", options: { hideLinkHrefIfSameAsText: true, linkBrackets: ["(", ")"] } },
    { selector: "img", format: "skip" },
    ...["h1", "h2", "h3"].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
})

/** The letter's words without its looks, with links written out. */
export const plainText = (html: string): string => toText(html).trim()
