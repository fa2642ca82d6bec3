import { createApiKey, hashApiKey, hintOfApiKey, sameHash } from "./credentials"

describe("API keys", () => {
  it("are long, random and recognisable", () => {
    const keys = new Set(Array.from({ length: 100 }, createApiKey))
    expect(keys.size).toBe(100)
    for (const key of keys) {
      expect(key).toMatch(/^t3k_[A-Za-z0-9_-]{43}$/)
    }
  })

  it("are kept as a hash and a hint", () => {
    const key = createApiKey()
    expect(hashApiKey(key)).toMatch(/^[0-9a-f]{64}$/)
    expect(key.endsWith(hintOfApiKey(key))).toBe(true)
    expect(hintOfApiKey(key)).toHaveLength(4)
  })

  it("are compared whole", () => {
    const hash = hashApiKey("one")
    expect(sameHash(hash, hashApiKey("one"))).toBe(true)
    expect(sameHash(hash, hashApiKey("two"))).toBe(false)
    expect(sameHash(hash, hash.slice(0, 10))).toBe(false)
    expect(sameHash(hash, "")).toBe(false)
  })
})
