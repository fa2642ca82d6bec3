import type { SmtpAccess } from "./letter"

const DEFAULT_PORTS = { "smtp:": 587, "smtps:": 465 } as const

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/i

/** Whether a server is this machine itself: the only one that may be talked to without encryption. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host)

/**
 * The mail server that `smtp[s]://user:password@host:port` names. `smtps` is encrypted from the first
 * byte, `smtp` by STARTTLS; only a server on this machine is talked to in the clear.
 *
 * @throws Error when it is no such address
 */
export const readSmtpUrl = (text: string): SmtpAccess => {
  const url = new URL(text)
  const protocol = url.protocol
  if (protocol !== "smtp:" && protocol !== "smtps:") {
    throw new Error("SMTP_URL must begin with smtp:// or smtps://.")
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1")
  if (!host) {
    throw new Error("SMTP_URL names no server.")
  }
  return {
    host,
    port: url.port ? Number(url.port) : DEFAULT_PORTS[protocol],
    security: protocol === "smtps:" ? "tls" : isLoopback(host) ? "none" : "starttls",
    username: url.username ? decodeURIComponent(url.username) : null,
    password: url.password ? decodeURIComponent(url.password) : null,
  }
}
