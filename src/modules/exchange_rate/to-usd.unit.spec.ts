import { toUsd } from "./to-usd"

describe("toUsd", () => {
  it.each([
    ["34.95", "EUR", "1.0389", "36.31"],
    ["1000", "JPY", "0.006371274378", "6.37"],
    ["1.005", "KWD", "3.25", "3.27"],
    ["0.01", "USD", "1", "0.01"],
    ["999999.99", "GBP", "1.252924093682", "1252924.08"],
  ])("turns %s %s at %s into %s", (amount, currency, rate, usd) => {
    expect(toUsd(amount, currency, rate)).toBe(usd)
  })

  it("refuses what is no number", () => {
    expect(() => toUsd("1", "EUR", "NaN")).toThrow()
    expect(() => toUsd("x", "EUR", "1")).toThrow()
  })
})
