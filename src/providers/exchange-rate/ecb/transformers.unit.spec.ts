import { readEcbDay } from "./transformers"

const NOW = new Date("2026-11-20T16:00:00Z")

const file = (cubes: string, day = "2026-11-20"): string => `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
    xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
  <Cube><Cube time='${day}'>${cubes}</Cube></Cube>
</gesmes:Envelope>`

const RATES = [
  ["USD", "1.0512"],
  ["JPY", "163.20"],
  ["GBP", "0.8311"],
  ["CAD", "1.4703"],
  ["PLN", "4.3350"],
]
  .map(([currency, rate]) => `<Cube currency='${currency}' rate='${rate}'/>`)
  .join("")

describe("the daily file of the European Central Bank", () => {
  it("gives the day and what one euro buys", () => {
    expect(readEcbDay(file(RATES), NOW)).toEqual({
      as_of: "2026-11-20",
      units_per_euro: {
        EUR: "1",
        USD: "1.0512",
        JPY: "163.20",
        GBP: "0.8311",
        CAD: "1.4703",
        PLN: "4.3350",
      },
    })
  })

  it.each([
    ["an error page", "<html><body>Service unavailable</body></html>"],
    ["nothing", ""],
    ["a file without dollars", file(RATES.replace("USD", "SEK"))],
    ["a rate that is no number", file(RATES.replace("1.0512", "N/A"))],
    ["no rates", file("")],
    ["half a file", file(RATES).slice(0, 400)],
    ["what breaks a parser", "<a><![CDATA["],
    ["a day to come", file(RATES, "2026-11-23")],
    ["a day that does not exist", file(RATES, "2026-13-45")],
  ])("is not %s", (_what, text) => {
    expect(() => readEcbDay(text, NOW)).toThrow(/European Central Bank/)
  })
})
