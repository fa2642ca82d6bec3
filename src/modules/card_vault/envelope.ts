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
 * Reads the vault's keys, `id:base64` each, one a line or separated by commas, the newest first.
 *
 * @throws Error when a key is not 32 bytes or a name occurs twice
 */
export const parseKeyRing = (text: string): KeyRing => {
  const keys = new Map<string, Buffer>()
  for (const part of text.trim().split(/[\s,]+/)) {
    const [id, encoded = ""] = part.split(":")
    const key = Buffer.from(encoded, "base64")
    if (!/^[a-z0-9_-]+$/i.test(id) || key.length !== KEY_BYTES || keys.has(id)) {
      throw new Error("The vault's keys must be id:base64 of 32 bytes each, with different ids.")
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
  const dataKey = randomBytes(KEY_BYTES)
  try {
    return write(ring, dataKey, encrypt(dataKey, plaintext, associatedData), associatedData)
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
  const { dataKey, ciphertext } = unwrap(ring, sealed, associatedData)
  try {
    return decrypt(dataKey, ciphertext, associatedData)
  } finally {
    dataKey.fill(0)
  }
}

/**
 * Wraps the data key of a sealed value anew, under the current key. The secret itself is not opened.
 *
 * @throws Error when the form, the key or the associated data is wrong
 */
export const rewrap = (ring: KeyRing, sealed: string, associatedData: string): string => {
  const { dataKey, ciphertext } = unwrap(ring, sealed, associatedData)
  try {
    return write(ring, dataKey, ciphertext, associatedData)
  } finally {
    dataKey.fill(0)
  }
}

/** The id of the key-encryption key that a sealed value was wrapped with. */
export const keyIdOf = (sealed: string): string => sealed.split("|")[1]

const write = (
  ring: KeyRing,
  dataKey: Buffer,
  ciphertext: Buffer,
  associatedData: string
): string => {
  const keyEncryptionKey = keyOf(ring, ring.current)
  const wrapped = encrypt(keyEncryptionKey, dataKey, wrapData(ring.current, associatedData))
  return [
    VERSION,
    ring.current,
    wrapped.toString("base64url"),
    ciphertext.toString("base64url"),
  ].join("|")
}

const unwrap = (
  ring: KeyRing,
  sealed: string,
  associatedData: string
): { dataKey: Buffer; ciphertext: Buffer } => {
  const [version, keyId, wrapped, ciphertext] = sealed.split("|")
  if (version !== VERSION || !wrapped || !ciphertext) {
    throw new Error("This is not a value that the vault has sealed.")
  }
  const dataKey = decrypt(
    keyOf(ring, keyId),
    Buffer.from(wrapped, "base64url"),
    wrapData(keyId, associatedData)
  )
  return { dataKey, ciphertext: Buffer.from(ciphertext, "base64url") }
}

const keyOf = (ring: KeyRing, id: string): Buffer => {
  const key = ring.keys.get(id)
  if (!key) {
    throw new Error(`The vault has no key ${id}.`)
  }
  return key
}

const wrapData = (keyId: string, associatedData: string): string =>
  `wrap|${keyId}|${associatedData}`
