import { newOrderId, normaliseOrderId } from "./order-id"

describe("public order id", () => {
  it("is long, random and readable aloud", () => {
    const ids = Array.from({ length: 1000 }, () => newOrderId("T3"))
    expect(new Set(ids).size).toBe(1000)
    for (const id of ids) {
      expect(id).toMatch(/^T3(-[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{6}){3}$/)
    }
    // 18 letters of 31: more than the 80 bits that are asked for.
    expect(18 * Math.log2(31)).toBeGreaterThan(80)
  })

  it.each(["t3-7kq2m9-xd4htr-w8pac3", "T3 7KQ2M9 XD4HTR W8PAC3", "t37kq2m9xd4htrw8pac3"])(
    "is found when typed as %s",
    (typed) => {
      expect(normaliseOrderId(typed)).toBe("T3-7KQ2M9-XD4HTR-W8PAC3")
    }
  )

  it("leaves alone what is no order id", () => {
    expect(normaliseOrderId("../../etc")).toBe("../../etc")
  })
})
