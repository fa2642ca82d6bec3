/** A link that a shop sent, if it is a web address: `javascript:` and the like are not followed. */
export const webLink = (url: string | null): string | null => {
  if (!url) {
    return null
  }
  try {
    const { protocol, href } = new URL(url)
    return protocol === "https:" || protocol === "http:" ? href : null
  } catch {
    return null
  }
}
