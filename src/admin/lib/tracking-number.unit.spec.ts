import { looksLikeNumber, plainNumber } from "./tracking-number"

describe("a tracking number as it is typed", () => {
  it.each([
    ["1z 999 aa1 01 2345 6784", "1Z999AA10123456784"],
    ["RB-123-456-785-GB", "RB123456785GB"],
    ["9400 1000 0000 0000 0000 00", "9400100000000000000000"],
  ])("%p is asked about as %p", (typed, plain) => {
    expect(plainNumber(typed)).toBe(plain)
    expect(looksLikeNumber(plain)).toBe(true)
  })

  it.each(["", "12", "a b c", "№ 12345", "x".repeat(51)])("%p is none yet", (typed) => {
    expect(looksLikeNumber(plainNumber(typed))).toBe(false)
  })
})
