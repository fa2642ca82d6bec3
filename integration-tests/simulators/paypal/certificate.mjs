import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign as signBytes,
} from "node:crypto"

/**
 * The key that signs PayPal's callbacks and the certificate that goes with it: X.509, signed by
 * itself, written by hand because Node can read certificates but not make them.
 */

/** A value of ASN.1 in DER: tag, length, content. */
const der = (tag, ...parts) => {
  const content = Buffer.concat(parts)
  const { length } = content
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts) => der(0x30, ...parts)
const SHA256_WITH_RSA = sequence(der(0x06, Buffer.from("2a864886f70d01010b", "hex")), der(0x05))
const COMMON_NAME = der(0x06, Buffer.from("550403", "hex"))

const nameOf = (text) => sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(text)))))

/** UTCTime, good for the years 1950 to 2049. */
const timeOf = (date) =>
  der(0x17, Buffer.from(`${date.toISOString().replaceAll(/[-:T]/g, "").slice(2, 14)}Z`))

const DAY_MS = 86_400_000

const certificateOf = (privateKey) => {
  const name = nameOf("messageverificationcerts.paypal.simulator")
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "der" })
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    SHA256_WITH_RSA,
    name,
    sequence(timeOf(new Date(Date.now() - DAY_MS)), timeOf(new Date("2049-01-01"))),
    name,
    publicKey
  )
  const signature = signBytes("sha256", body, privateKey)
  const bytes = sequence(body, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature))
  const lines = bytes.toString("base64").match(/.{1,64}/g)
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`
}

/** A new key with its certificate, as plain texts. The id changes with the key, so caches hold. */
export const makeSigningKey = () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
  const certificate = certificateOf(privateKey)
  return {
    id: `CERT-${createHash("sha256").update(certificate).digest("hex").slice(0, 16)}`,
    private_key: privateKey.export({ type: "pkcs8", format: "pem" }),
    certificate,
  }
}

export const signText = (signing, text) =>
  signBytes("sha256", Buffer.from(text), createPrivateKey(signing.private_key)).toString("base64")
