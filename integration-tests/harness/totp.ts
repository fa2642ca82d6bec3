import { createHmac } from "node:crypto"

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
const STEP_SECONDS = 30

const fromBase32 = (text: string): Buffer => {
  const bits = [...text]
    .map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0"))
    .join("")
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

const codeOf = (secret: string, step: number): string => {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac("sha1", fromBase32(secret)).update(counter).digest()
  const offset = digest[19] & 0xf
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0")
}

const currentStep = (): number => Math.floor(Date.now() / 1000 / STEP_SECONDS)

/** What an authenticator shows for a secret now (RFC 6238). */
export const totpCode = (secret: string): string => codeOf(secret, currentStep())

/**
 * What it shows 30 seconds later, which is taken already now and, unlike the code before this one,
 * still when the clock has moved on to the next step before the server looks.
 */
export const nextTotpCode = (secret: string): string => codeOf(secret, currentStep() + 1)
