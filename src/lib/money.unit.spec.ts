import fc from "fast-check"
import {
  currencyExponent,
  formatAmount,
  formatDecimal,
  isCurrency,
  parseAmount,
  parseDecimal,
  shareOf,
  spreadAmount,
} from "./money"

describe("money", () => {
  it("knows how many decimal places currencies have", () => {
    expect(["EUR", "JPY", "KWD", "HUF", "IDR"].map(currencyExponent)).toEqual([2, 0, 3, 2, 2])
    expect(isCurrency("EUR")).toBe(true)
    expect(isCurrency("eur")).toBe(false)
    expect(isCurrency("ABC")).toBe(false)
  })

  it.each([
    [20, "EUR", "20.00"],
    ["20", "EUR", "20.00"],
    [18.5, "EUR", "18.50"],
    [0.1 + 0.2, "EUR", "0.30"],
    [88.90000000000001, "EUR", "88.90"],
    [34.949999999999996, "EUR", "34.95"],
    [2300, "JPY", "2300"],
    ["1.234", "KWD", "1.234"],
    ["-5.00", "EUR", "-5.00"],
    [" 7 ", "EUR", "7.00"],
  ])("reads %s %s as %s", (value, currency, expected) => {
    const units = parseAmount(value, currency)
    expect(units === undefined ? undefined : formatAmount(units, currency)).toBe(expected)
  })

  it.each([
    1.005,
    "20,00",
    "1e3",
    1e21,
    1e-7,
    "",
    " ",
    "abc",
    Number.NaN,
    Infinity,
    "0x10",
    ".5",
    "1.",
  ])("does not read %s as euros", (value) => {
    expect(parseAmount(value, "EUR")).toBeUndefined()
  })

  it("reads back what it writes", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }),
        fc.nat(3),
        (units, exponent) => parseDecimal(formatDecimal(units, exponent), exponent) === units
      )
    )
  })

  it("reads every number of cents that a float can carry", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000 }),
        (cents) => parseAmount(cents / 100, "EUR") === BigInt(cents)
      )
    )
  })

  it("never throws", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double()), fc.nat(3), (value, exponent) => {
        const units = parseDecimal(value, exponent)
        return units === undefined || typeof units === "bigint"
      })
    )
  })

  it("rounds shares half away from zero", () => {
    expect(shareOf(6900n, 1000n, 10_000n)).toBe(690n)
    expect(shareOf(5n, 1n, 2n)).toBe(3n)
    expect(shareOf(-5n, 1n, 2n)).toBe(-3n)
  })

  it("spreads an amount without losing, adding or overdrawing anything", () => {
    expect(spreadAmount(2n, [1n, 1n, 1n, 1n])).toEqual([0n, 1n, 0n, 1n])
    expect(spreadAmount(1n, [0n, 0n])).toEqual([0n, 1n])
    const weights = fc.array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(weights, fc.nat(100), (lines, percent) => {
        const sum = lines.reduce((total, line) => total + line, 0n)
        const units = (sum * BigInt(percent)) / 100n
        const parts = spreadAmount(units, lines)
        expect(parts.reduce((total, part) => total + part, 0n)).toBe(units)
        expect(parts.every((part, index) => part >= 0n && part <= lines[index])).toBe(true)
      })
    )
  })

  it("gives no share of nothing", () => {
    expect(shareOf(5n, 0n, 0n)).toBe(0n)
  })
})
