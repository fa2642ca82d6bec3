import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto"

/**
 * Envelope encryption of the vault: every secret has its own random data key (AES-256-GCM), and the
 * data key is wrapped by a key-encryption key that has a name. A new key-encryption key only re-wraps
 * data keys. The associated data binds a sealed value to its row: copied elsewhere it does not open.
 *
 * Written form: `v1|key id|wrapped data key|sealed secret`, binary parts base64url of iv+tag+bytes.
 */

const VERSION = "v1"
const IV_BYTES = 12
const TAG_BYTES = 16
export const KEY_BYTES = 32

/** Key-encryption keys by name; the first is used for sealing, the others only open. */
export type KeyRing = { current: string; keys: ReadonlyMap<string, Buffer> }

/**
 * Reads `id:base64,id:base64`, the newest key first.
 *
 * @throws Error when a key is not 32 bytes or a name occurs twice
 */
export const parseKeyRing = (text: string): KeyRing => {
  const keys = new Map<string, Buffer>()
  for (const part of text.split(",")) {
    const [id, encoded = ""] = part.trim().split(":")
    const key = Buffer.from(encoded, "base64")
    if (!/^[a-z0-9_-]+$/i.test(id) || key.length !== KEY_BYTES || keys.has(id)) {
      throw new Error("VAULT_KEYS must be a list of id:base64 keys of 32 bytes with different ids.")
    }
    keys.set(id, key)
  }
  return { current: [...keys.keys()][0], keys }
}

/** AES-256-GCM under one key: iv, tag and ciphertext in one buffer. */
export const encrypt = (key: Buffer, plaintext: Buffer, associatedData: string): Buffer => {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(associatedData))
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), ciphertext])
}

/** Opens what `encrypt` made. @throws Error when key, bytes or associated data are not the same */
export const decrypt = (key: Buffer, sealed: Buffer, associatedData: string): Buffer => {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(associatedData))
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
}

/** Seals a secret under a data key of its own. The plaintext buffer is the caller's to zero. */
export const seal = (ring: KeyRing, plaintext: Buffer, associatedData: string): string => {
  const keyEncryptionKey = ring.keys.get(ring.current)
  if (!keyEncryptionKey) {
    throw new Error("The vault has no current key.")
  }
  const dataKey = randomBytes(KEY_BYTES)
  try {
    const wrapped = encrypt(keyEncryptionKey, dataKey, wrapData(ring.current, associatedData))
    const sealed = encrypt(dataKey, plaintext, associatedData)
    return [
      VERSION,
      ring.current,
      wrapped.toString("base64url"),
      sealed.toString("base64url"),
    ].join("|")
  } finally {
    dataKey.fill(0)
  }
}

/**
 * Opens a sealed secret.
 *
 * @throws Error without any part of the secret when the form, the key or the associated data is wrong
 */
export const open = (ring: KeyRing, sealed: string, associatedData: string): Buffer => {
  const [version, keyId, wrapped, ciphertext] = sealed.split("|")
  const keyEncryptionKey = ring.keys.get(keyId)
  if (version !== VERSION || !keyEncryptionKey || !wrapped || !ciphertext) {
    throw new Error(`The vault cannot open a value sealed with key ${keyId}.`)
  }
  const dataKey = decrypt(
    keyEncryptionKey,
    Buffer.from(wrapped, "base64url"),
    wrapData(keyId, associatedData)
  )
  try {
    return decrypt(dataKey, Buffer.from(ciphertext, "base64url"), associatedData)
  } finally {
    dataKey.fill(0)
  }
}

/** The id of the key-encryption key that a sealed value was wrapped with. */
export const keyIdOf = (sealed: string): string => sealed.split("|")[1]

const wrapData = (keyId: string, associatedData: string): string =>
  `wrap|${keyId}|${associatedData}`
