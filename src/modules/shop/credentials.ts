import { createHash, randomBytes, timingSafeEqual } from "node:crypto"

const KEY_PREFIX = "t3k_"

/** A new API key: 256 random bits, recognisable by its prefix (also for secret scanners). */
export const createApiKey = (): string => `${KEY_PREFIX}${randomBytes(32).toString("base64url")}`

/**
 * SHA-256 of a key, in hex. A plain fast hash is enough here: the keys are random, so there is
 * nothing to guess, and every order of every shop is checked against it.
 */
export const hashApiKey = (key: string): string => createHash("sha256").update(key).digest("hex")

/** The last four characters of a key, to tell two of them apart. */
export const hintOfApiKey = (key: string): string => key.slice(-4)

/** Compares two hex digests in a time that does not depend on where they differ. */
export const sameHash = (left: string, right: string): boolean => {
  const leftBytes = Buffer.from(left, "hex")
  const rightBytes = Buffer.from(right, "hex")
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes)
}
