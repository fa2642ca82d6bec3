import { createHmac, randomBytes } from "node:crypto"

export const hmacHex = (algorithm, key, text) =>
  createHmac(algorithm, key).update(text).digest("hex")

/** Random letters and digits, as processors' ids have them. */
export const randomId = (length = 24) =>
  randomBytes(length * 2)
    .toString("base64")
    .replace(/[^A-Za-z0-9]/g, "")
    .slice(0, length)

/** Whether two texts are the same key. */
export const isKey = (given, key) => typeof given === "string" && given === key
