import { container } from "@medusajs/framework"
import { Modules } from "@medusajs/framework/utils"
import { Problem } from "../../lib/problem"

/** How long a key may go on here after it was revoked in Medusa, as with the shops' own keys. */
const KNOWN_FOR_MS = 5_000

export const WRONG_PUBLISHABLE_KEY = new Problem(
  401,
  "invalid_credentials",
  "Send the shop's own publishable key in the header x-publishable-api-key."
)

const liveUntil = new Map<string, number>()

/**
 * Makes sure that Medusa still honours a shop's publishable key. Only for keys that a shop has shown
 * to be its own: those are few, so that what is remembered stays small.
 *
 * @throws Problem 401 when the key is gone or revoked
 */
export const ensureLivePublishableKey = async (token: string): Promise<void> => {
  if ((liveUntil.get(token) ?? 0) > Date.now()) {
    return
  }
  const [key] = await container
    .resolve(Modules.API_KEY)
    .listApiKeys({ token, type: "publishable" }, { select: ["id", "revoked_at"], take: 1 })
  if (!key || (key.revoked_at && new Date(key.revoked_at) <= new Date())) {
    liveUntil.delete(token)
    throw WRONG_PUBLISHABLE_KEY
  }
  liveUntil.set(token, Date.now() + KNOWN_FOR_MS)
}
