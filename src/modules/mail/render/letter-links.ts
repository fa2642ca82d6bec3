import { domainToASCII } from "node:url"

/** Where a letter's links may lead. */
export type AllowedLinks = {
  /** The shop's registered domains; what stands below one belongs to it too. */
  domains: readonly string[]
  /** Our own addresses, e.g. `https://crm.example`. */
  origins: readonly string[]
  /** Addresses that a letter may offer to write to. */
  emails: readonly string[]
}

const read = (address: string): URL | null => {
  try {
    return new URL(address)
  } catch {
    return null
  }
}

const belongsTo = (host: string, domains: readonly string[]): boolean =>
  domains.some((domain) => {
    const own = domainToASCII(domain.trim().toLowerCase())
    return own !== "" && (host === own || host.endsWith(`.${own}`))
  })

const isOwnSite = (url: URL, { domains, origins }: AllowedLinks): boolean =>
  // A name before the host ("https://shop.example@evil.example") is only there to deceive.
  url.username === "" &&
  url.password === "" &&
  (origins.includes(url.origin) || (url.port === "" && belongsTo(url.hostname, domains)))

/**
 * The address in the form in which every program reads it the same way; null when a letter may not
 * lead there: it is somebody else's, no whole address, or no link at all (javascript:, data:).
 */
export const ownLink = (address: string, allowed: AllowedLinks): string | null => {
  const url = read(address.trim())
  if (!url) {
    return null
  }
  if (url.protocol === "http:" || url.protocol === "https:") {
    return isOwnSite(url, allowed) ? url.href : null
  }
  if (url.protocol === "mailto:") {
    const to = decodeURIComponentOr(url.pathname).toLowerCase()
    const host = /^[^@,;\s]+@([^@,;\s]+)$/.exec(to)?.[1]
    return host && (allowed.emails.includes(to) || belongsTo(host, allowed.domains))
      ? `mailto:${to}`
      : null
  }
  return url.protocol === "tel:" && /^[+\d() .-]{3,30}$/.test(url.pathname) ? url.href : null
}

const decodeURIComponentOr = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Whatever a mail program would make a link of by itself; not what `cleanWords` has kept from it. */
const BARE_LINK = /(?<![@\w])(?:https?:\/\/|www\.)(?!\u200B)[^\s<>"'()[\]{}]+/giu

/** Addresses standing in a text that lead elsewhere. */
export const foreignLinksIn = (text: string, allowed: AllowedLinks): string[] =>
  [...text.matchAll(BARE_LINK)]
    .map(([found]) => found.replace(/[.,;:!?]+$/u, ""))
    .filter((found) => {
      const address = /^www\./i.test(found) ? `https://${found}` : found
      return ownLink(address, allowed) === null
    })
