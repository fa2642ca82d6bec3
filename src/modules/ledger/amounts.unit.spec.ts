import { bookUnits, exactUsd, formatBookAmount, shownUsd } from "./amounts"

describe("amounts of the books", () => {
  it("have the places of their currency, and all four where there is something in them", () => {
    expect(formatBookAmount("34.9500", "EUR")).toBe("34.95")
    expect(formatBookAmount("-0.0050", "EUR")).toBe("-0.0050")
    expect(formatBookAmount("1000.0000", "JPY")).toBe("1000")
    expect(formatBookAmount("1.2340", "KWD")).toBe("1.234")
    expect(() => bookUnits("0.00001")).toThrow(/decimal places/)
  })

  it("in US dollars are added up exactly and rounded once", () => {
    const thirds = ["0.0033333333333333", "0.0033333333333333", "0.0033333333333334"]
    expect(shownUsd(thirds.map(exactUsd).reduce((sum, units) => sum + units, 0n))).toBe("0.01")
    expect(shownUsd(exactUsd("37.8583650000000000"))).toBe("37.86")
    expect(shownUsd(exactUsd("-0.005"))).toBe("-0.01")
    expect(shownUsd(exactUsd("-12"))).toBe("-12.00")
  })
})
