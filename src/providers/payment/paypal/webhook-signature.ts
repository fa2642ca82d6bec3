import { createPublicKey, verify, X509Certificate } from "node:crypto"
import type { KeyObject } from "node:crypto"
import { crc32 } from "node:zlib"
import type { AccountAccess, RawCallback } from "../processor"

/**
 * PayPal signs `<transmission id>|<time>|<webhook id>|<crc32 of the body>` with RSA and SHA-256, and
 * names the address of its certificate in a header. Anybody can write that header: only a
 * certificate from PayPal's own host is looked at. Checked here and not by PayPal's
 * verify-webhook-signature call, which takes the event as parsed JSON and would need a call per
 * callback.
 */

const TIMEOUT_MS = 3_000
const LONGEST_CERTIFICATE = 100_000
const KEPT_MS = 24 * 60 * 60 * 1000
/** A failure is remembered for a moment, so that forged callbacks do not make us ask all the time. */
const FAILURE_KEPT_MS = 30_000
const MOST_KEPT = 50

const CERTIFICATE_PATH = /^\/v1\/notifications\/certs\/[\w.-]+$/

type Kept = { key: Promise<KeyObject | null>; until: number }

const keys = new Map<string, Kept>()

/** PayPal's hosts over https, or exactly where the account's API answers (its simulator). */
const isTrusted = (address: URL, account: AccountAccess): boolean => {
  if (!CERTIFICATE_PATH.test(address.pathname) || address.username || address.search) {
    return false
  }
  if (account.base_url && address.origin === new URL(account.base_url).origin) {
    return true
  }
  return (
    address.protocol === "https:" && address.port === "" && address.hostname.endsWith(".paypal.com")
  )
}

/** The key of a certificate that is in force, or a bare public key. */
const readKey = (pem: string): KeyObject | null => {
  if (!pem.includes("BEGIN CERTIFICATE")) {
    return createPublicKey(pem)
  }
  const certificate = new X509Certificate(pem)
  const now = Date.now()
  return Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo)
    ? certificate.publicKey
    : null
}

const fetchKey = async (address: URL): Promise<KeyObject | null> => {
  try {
    const response = await fetch(address, {
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const text = response.ok ? await response.text() : ""
    return text !== "" && text.length <= LONGEST_CERTIFICATE ? readKey(text) : null
  } catch {
    return null
  }
}

const keyAt = (address: URL): Promise<KeyObject | null> => {
  const kept = keys.get(address.href)
  if (kept && kept.until > Date.now()) {
    return kept.key
  }
  if (keys.size >= MOST_KEPT) {
    keys.clear()
  }
  const entry: Kept = { key: fetchKey(address), until: Date.now() + KEPT_MS }
  keys.set(address.href, entry)
  void entry.key.then((key) => {
    if (key === null) {
      entry.until = Date.now() + FAILURE_KEPT_MS
    }
  })
  return entry.key
}

/** Whether the signature in the headers is that of the body, by the given key. */
export const isSignedBy = (key: KeyObject, webhookId: string, callback: RawCallback): boolean => {
  const { headers, body } = callback
  const signed = [
    headers["paypal-transmission-id"],
    headers["paypal-transmission-time"],
    webhookId,
    String(crc32(body)),
  ].join("|")
  const signature = Buffer.from(headers["paypal-transmission-sig"] ?? "", "base64")
  return verify("sha256", Buffer.from(signed), key, signature)
}

/** Whether PayPal has sent the callback to this account's webhook. Never throws. */
export const isFromPaypal = async (
  account: AccountAccess,
  callback: RawCallback
): Promise<boolean> => {
  try {
    const webhookId = account.settings.webhook_id
    const { headers } = callback
    if (!webhookId || headers["paypal-auth-algo"] !== "SHA256withRSA") {
      return false
    }
    const address = new URL(headers["paypal-cert-url"] ?? "")
    if (!isTrusted(address, account)) {
      return false
    }
    const key = await keyAt(address)
    return key !== null && isSignedBy(key, webhookId, callback)
  } catch {
    return false
  }
}
