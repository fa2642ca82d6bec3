import { createHmac } from "node:crypto"
import type { ShopOrder } from "./shop-order"

/** Goes into every fingerprint: a change of what is compared must not look like another order. */
const VERSION = "order-request-v1"

/** JSON with sorted keys, so that the order in which fields were read does not matter. */
const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part
  )

/**
 * Says whether two calls are the same order: HMAC-SHA256, as hex, over everything that was ordered.
 * Left out are credentials and metrics, which differ between repeats, and the CVV, which may not
 * outlive the charge; the card's own keyed fingerprint stands for its number.
 * @param cardFingerprint keyed fingerprint of the card number, null for other methods
 * @param key the key of request fingerprints: no other key of the installation
 */
export const requestFingerprint = (
  order: ShopOrder,
  cardFingerprint: string | null,
  key: Buffer
): string => {
  const { device: _device, payment, customer, ...ordered } = order
  const { card, ...otherPayment } = payment
  // The normalised e-mail address says who it is; its spelling may differ.
  const { email_as_sent: _emailAsSent, ...buyer } = customer
  const comparable = {
    ...ordered,
    customer: buyer,
    payment: {
      ...otherPayment,
      card: card && {
        fingerprint: cardFingerprint,
        expiry_month: card.expiry_month,
        expiry_year: card.expiry_year,
        holder: card.holder,
        birthday: card.birthday,
      },
    },
  }
  return createHmac("sha256", key).update(VERSION).update(canonicalJson(comparable)).digest("hex")
}
