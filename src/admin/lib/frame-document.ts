/** Nothing but what the letter brings itself, and pictures. */
const POLICY = "default-src 'none'; img-src https: http:; style-src 'unsafe-inline'"

/** Before anything of the letter; a link that is not allowed to open leads nowhere. */
const HEAD = `<meta http-equiv="Content-Security-Policy" content="${POLICY}"><base target="_blank">`

/** A letter as the document of a frame: the policy stands in front of its first tag. */
export const asFrameDocument = (html: string): string => {
  const head = /<head[^>]*>/i.exec(html)
  if (!head) {
    return `<!doctype html><html><head>${HEAD}</head><body>${html}</body></html>`
  }
  const at = head.index + head[0].length
  return html.slice(0, at) + HEAD + html.slice(at)
}
