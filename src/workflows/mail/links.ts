import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto"
import { readServingEnvironment } from "../../lib/environment"
import { publicUrl } from "../../lib/public-url"

/** What a link in a letter is for. The letters begin the tokens: they never change. */
const LINK_LETTERS = { pay: "p", track: "t", unsubscribe: "u" } as const

type LinkKind = keyof typeof LINK_LETTERS

/** A link as its token says it. */
export type MailLink =
  | { kind: "pay"; order_id: string }
  | { kind: "unsubscribe"; order_id: string }
  | { kind: "track"; order_id: string; number: string }

const MAC_BYTES = 16
const KEY_BYTES = 32

/** Between an order id and a parcel's number, and before the seal: none of them has these characters. */
const NUMBER_MARK = "~"
const SEAL_MARK = "."

/** A parcel's number is a carrier's: longer ones are nobody's. */
const LONGEST_TOKEN = 300

let ownKey: Buffer | undefined

/** The key of links alone: what FINGERPRINT_KEY is used for elsewhere does not open them. */
const keyOf = (fingerprintKey: string): Buffer =>
  Buffer.from(
    hkdfSync("sha256", Buffer.from(fingerprintKey, "base64"), "", "mail links", KEY_BYTES)
  )

const key = (): Buffer => (ownKey ??= keyOf(readServingEnvironment().FINGERPRINT_KEY))

const sealOf = (said: string): Buffer =>
  createHmac("sha256", key()).update(said).digest().subarray(0, MAC_BYTES)

const tokenOf = (said: string): string => `${said}${SEAL_MARK}${sealOf(said).toString("base64url")}`

const saidOf = (kind: LinkKind, orderId: string, number?: string): string =>
  LINK_LETTERS[kind] +
  orderId +
  (number === undefined ? "" : NUMBER_MARK + Buffer.from(number).toString("base64url"))

/** Where the customer of an order goes on paying, whichever link of a processor is open then. */
export const payLink = (orderId: string): string =>
  `${publicUrl()}/go/${tokenOf(saidOf("pay", orderId))}`

/** Where a parcel of an order is followed. */
export const trackLink = (orderId: string, number: string): string =>
  `${publicUrl()}/go/${tokenOf(saidOf("track", orderId, number))}`

/** Where the customer of an order says that he wants no more reminders; by POST without a question (RFC 8058). */
export const unsubscribeLink = (orderId: string): string =>
  `${publicUrl()}/mail/unsubscribe/${tokenOf(saidOf("unsubscribe", orderId))}`

/** What a token of ours says; null for anything that we have not made. */
export const readLink = (token: string): MailLink | null => {
  const mark = token.lastIndexOf(SEAL_MARK)
  if (mark < 1 || token.length > LONGEST_TOKEN) {
    return null
  }
  const said = token.slice(0, mark)
  const seal = Buffer.from(token.slice(mark + 1), "base64url")
  if (seal.length !== MAC_BYTES || !timingSafeEqual(seal, sealOf(said))) {
    return null
  }
  const [order_id, number] = said.slice(1).split(NUMBER_MARK)
  switch (said[0]) {
    case LINK_LETTERS.pay:
      return { kind: "pay", order_id }
    case LINK_LETTERS.unsubscribe:
      return { kind: "unsubscribe", order_id }
    case LINK_LETTERS.track:
      return {
        kind: "track",
        order_id,
        number: Buffer.from(number ?? "", "base64url").toString("utf8"),
      }
    default:
      return null
  }
}
