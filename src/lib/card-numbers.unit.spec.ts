import fc from "fast-check"
import { cardBrand, containsCardNumber, luhnValid, maskCardNumbers } from "./card-numbers"

const numbers: readonly [string, string][] = [
  ["4111111111111111", "visa"],
  ["4222222222222", "visa"],
  ["5555555555554444", "mastercard"],
  ["2223003122003222", "mastercard"],
  ["378282246310005", "amex"],
  ["6011111111111117", "discover"],
  ["3530111333300000", "jcb"],
  ["30569309025904", "diners"],
  ["6200000000000005", "unionpay"],
  ["6759649826438453", "maestro"],
]

/** Any Luhn-valid number that starts like a card of the brand. */
const cardNumber = fc
  .tuple(
    fc.constantFrom("4", "51", "55", "2221", "2720", "34", "37", "6011", "65", "3528", "36", "62"),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 18, maxLength: 18 })
  )
  .map(([prefix, digits]) => {
    const length = prefix === "34" || prefix === "37" ? 15 : prefix === "36" ? 14 : 16
    const body = (prefix + digits.join("")).slice(0, length - 1)
    const check = [..."0123456789"].find((digit) => luhnValid(body + digit)) ?? "0"
    return body + check
  })

describe("card numbers", () => {
  it.each(numbers)("knows the brand of %s", (number, brand) => {
    expect(luhnValid(number)).toBe(true)
    expect(cardBrand(number)).toBe(brand)
    expect(maskCardNumbers(`pay ${number}!`)).toBe(`pay ${number.slice(0, 6)}…${number.slice(-4)}!`)
  })

  it.each([
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "4111.1111.1111.1111",
    "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    "4111\u00a01111\u20111111\u200b1111",
    "4111%201111%201111%201111",
    "4111+1111+1111+1111",
    "٤١١١١١١١١١١١١١١١",
    "４１１１ １１１１ １１１１ １１１１",
    "4111 1111 1111 1111 12/30 123",
    "x4111111111111111y",
    "4111111111111111122030",
    "0.4111111111111111",
  ])("finds %s", (text) => {
    expect(containsCardNumber(text)).toBe(true)
    const masked = maskCardNumbers(text)
    expect(masked).toContain("411111…1111")
    expect(containsCardNumber(masked)).toBe(false)
  })

  it.each([
    "4111111111111112",
    "1234567890123456",
    "2026-11-22T10:36:54.123Z",
    "1763807814123",
    "+493023125042",
    "T3-7KQ2M9-XD4HTR-W8PAC3",
    "a, 1, 2, 3",
    "",
  ])("leaves %s alone", (text) => {
    expect(maskCardNumbers(text)).toBe(text)
    expect(containsCardNumber(text)).toBe(false)
  })

  it("lets codes of goods through where asked to", () => {
    expect(containsCardNumber("4222222222222")).toBe(true)
    expect(containsCardNumber("4222222222222", 14)).toBe(false)
  })

  it("never shows more than ten digits of a number, wherever it stands", () => {
    fc.assert(
      fc.property(cardNumber, fc.string(), fc.string(), (number, before, after) => {
        const masked = maskCardNumbers(`${before} ${number} ${after}`)
        return !masked.includes(number)
      })
    )
  })

  it("finds numbers in groups of any size", () => {
    fc.assert(
      fc.property(
        cardNumber,
        fc.constantFrom(" ", "-", ".", "\u2009"),
        fc.nat(3),
        (number, gap, size) => {
          const groups = number.match(new RegExp(`.{1,${size + 1}}`, "g")) ?? []
          return containsCardNumber(groups.join(gap))
        }
      )
    )
  })

  it("never throws and gives text without digits back unchanged", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const masked = maskCardNumbers(text)
        return /\p{Nd}/u.test(text) || masked === text
      })
    )
  })

  it("is fast on long junk", () => {
    const started = performance.now()
    maskCardNumbers("4 1 ".repeat(50_000))
    maskCardNumbers("41".repeat(50_000))
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
