import { storableJson, storableLine } from "./storable-json"

describe("what the request log can store", () => {
  it("replaces what PostgreSQL refuses, in keys and values", () => {
    expect(storableJson({ "a\u0000": ["\ud800x", { b: "\u0000" }] })).toEqual({
      "a\ufffd": ["\ufffdx", { b: "\ufffd" }],
    })
    expect(storableLine("ab\u0000c", 3)).toBe("ab\ufffd")
  })

  it("keeps emoji, numbers and nothing at all", () => {
    expect(storableJson({ a: "🙂", b: 1, c: null, d: true })).toEqual({
      a: "🙂",
      b: 1,
      c: null,
      d: true,
    })
    expect(storableJson(undefined)).toBeNull()
  })

  it("leaves out bodies that are too long", () => {
    expect(storableJson({ a: "x".repeat(30_000) })).toEqual({ omitted: "30008 characters of JSON" })
  })

  it("does not follow a nesting without end", () => {
    const deep: unknown = JSON.parse("[".repeat(5_000) + "]".repeat(5_000))
    expect(JSON.stringify(storableJson(deep))).toContain("…")
  })
})
