import { randomBytes } from "node:crypto"
import { KEY_BYTES, keyIdOf, open, parseKeyRing, rewrap, seal } from "./envelope"

const encoded = () => randomBytes(KEY_BYTES).toString("base64")

describe("envelope", () => {
  const first = `k1:${encoded()}`
  const ring = parseKeyRing(first)
  const secret = Buffer.from("4111111111111111")

  it("opens what it sealed, and never seals twice alike", () => {
    const one = seal(ring, secret, "row|1")
    const other = seal(ring, secret, "row|1")
    expect(one).not.toBe(other)
    expect(one).not.toContain("4111")
    expect(open(ring, one, "row|1")).toEqual(secret)
    expect(keyIdOf(one)).toBe("k1")
  })

  it("does not open in another row", () => {
    expect(() => open(ring, seal(ring, secret, "row|1"), "row|2")).toThrow()
  })

  it("does not open after any change of a byte", () => {
    const parts = seal(ring, secret, "row|1").split("|")
    for (const index of [2, 3]) {
      const bytes = Buffer.from(parts[index], "base64url")
      for (let position = 0; position < bytes.length; position += 1) {
        const changed = Buffer.from(bytes)
        changed[position] ^= 1
        const forged = parts.with(index, changed.toString("base64url")).join("|")
        expect(() => open(ring, forged, "row|1")).toThrow()
      }
    }
  })

  it("opens with an older key while sealing with the newest", () => {
    const sealed = seal(ring, secret, "row|1")
    const rotated = parseKeyRing(`k2:${encoded()},${first}`)
    expect(open(rotated, sealed, "row|1")).toEqual(secret)
    expect(keyIdOf(seal(rotated, secret, "row|1"))).toBe("k2")
  })

  it("wraps anew without opening: the old key is no longer needed, the secret is the same", () => {
    const sealed = seal(ring, secret, "row|1")
    const second = `k2:${encoded()}`
    const rewrapped = rewrap(parseKeyRing(`${second}\n${first}\n`), sealed, "row|1")
    expect(keyIdOf(rewrapped)).toBe("k2")
    expect(rewrapped.split("|")[3]).toBe(sealed.split("|")[3])
    expect(open(parseKeyRing(second), rewrapped, "row|1")).toEqual(secret)
    expect(() => rewrap(parseKeyRing(second), sealed, "row|1")).toThrow("no key k1")
    expect(() => rewrap(parseKeyRing(`${second},${first}`), sealed, "row|2")).toThrow()
  })

  it("says which key is missing and nothing of the secret", () => {
    const sealed = seal(ring, secret, "row|1")
    expect(() => open(parseKeyRing(`k9:${encoded()}`), sealed, "row|1")).toThrow("no key k1")
  })

  it.each(["", "k1", "k1:short", `k1:${encoded()},k1:${encoded()}`])(
    "refuses the key ring %p",
    (text) => {
      expect(() => parseKeyRing(text)).toThrow(/keys must be/)
    }
  )
})
