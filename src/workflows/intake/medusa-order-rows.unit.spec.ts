import fc from "fast-check"
import { spreadDiscount } from "./medusa-order-rows"

describe("spreadDiscount", () => {
  it("spreads by the lines' shares and loses no cent", () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 1n, max: 1_000_000n }), { minLength: 1, maxLength: 50 }),
        fc.integer({ min: 0, max: 100 }),
        (lines, percent) => {
          const sum = lines.reduce((total, line) => total + line, 0n)
          const discount = (sum * BigInt(percent)) / 100n
          const parts = spreadDiscount(lines, discount)
          expect(parts.reduce((total, part) => total + part, 0n)).toBe(discount)
        }
      )
    )
  })

  it("gives 6.90 off 20, 37 and 12 as 2.00, 3.70 and 1.20", () => {
    expect(spreadDiscount([2000n, 3700n, 1200n], 690n)).toEqual([200n, 370n, 120n])
  })
})
