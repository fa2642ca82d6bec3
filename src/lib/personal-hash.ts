import { createHmac } from "node:crypto"
import { readEnvironment } from "./environment"

let key: Buffer | undefined

/** A key of its own, made from the one of the cards' fingerprints. */
const personalKey = (): Buffer => {
  if (!key) {
    const { FINGERPRINT_KEY } = readEnvironment()
    if (!FINGERPRINT_KEY) {
      throw new Error("FINGERPRINT_KEY must be set: addresses and numbers are hashed with it.")
    }
    key = createHmac("sha256", Buffer.from(FINGERPRINT_KEY, "base64")).update("personal").digest()
  }
  return key
}

/**
 * The keyed hash by which an e-mail address or a telephone number is recognised after the person's
 * data have been erased. Nobody without the key can find the address by trying.
 */
export const personalHash = (kind: "email" | "phone", value: string): string =>
  createHmac("sha256", personalKey()).update(`${kind}|${value}`).digest("hex")
