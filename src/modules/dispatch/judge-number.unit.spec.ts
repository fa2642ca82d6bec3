import { judgeNumber } from "./judge-number"

const typed = { carrier: null, override: false, by_person: true }
const told = { carrier: null, override: false, by_person: false }

describe("judging a tracking number", () => {
  it("believes a check digit", () => {
    expect(judgeNumber({ ...typed, number: "rb 123 456 785 gb" })).toEqual({
      ok: true,
      number: "RB123456785GB",
      carrier: "post_gb",
      check: "checked",
    })
  })

  it("doubts what a person has mistyped, and says why", () => {
    expect(judgeNumber({ ...typed, number: "RB123456786GB" })).toMatchObject({
      ok: false,
      why: "doubtful",
      words: expect.stringContaining("The check digit is 6 and should be 5."),
    })
    expect(judgeNumber({ ...typed, number: "HELLO" })).toMatchObject({
      ok: false,
      why: "doubtful",
      words: "No carrier's format fits this number.",
    })
  })

  it("believes a person who insists, but not that anything is a number", () => {
    const insisted = { ...typed, override: true }
    expect(judgeNumber({ ...insisted, number: "RB123456786GB" })).toMatchObject({
      ok: true,
      check: "overridden",
      carrier: null,
    })
    for (const number of ["", " - ", "A", "=1+1", "x".repeat(51), "número", "a b;c"]) {
      expect(judgeNumber({ ...insisted, number })).toMatchObject({ ok: false, why: "no_number" })
    }
  })

  it("takes the named carrier's format, or says whose number it is", () => {
    expect(judgeNumber({ ...typed, number: "986578788855", carrier: "FedEx" })).toMatchObject({
      ok: true,
      carrier: "fedex",
    })
    expect(judgeNumber({ ...typed, number: "986578788855", carrier: "UPS" })).toMatchObject({
      ok: false,
      words: expect.stringContaining("no number of UPS, but one of FedEx"),
    })
    expect(judgeNumber({ ...typed, number: "1234567", carrier: "CDEK" })).toMatchObject({
      ok: true,
      carrier: "cdek",
      check: "unknown",
    })
    expect(judgeNumber({ ...typed, number: "1234567", carrier: "Pigeons" })).toMatchObject({
      ok: false,
      why: "unknown_carrier",
    })
  })

  it("believes a supplier's number of a carrier that nobody knows, but not a wrong check digit", () => {
    expect(judgeNumber({ ...told, number: "AB-9/1".replace("/", ""), carrier: "Pigeons" })).toEqual(
      {
        ok: true,
        number: "AB91",
        carrier: null,
        check: "unknown",
      }
    )
    expect(judgeNumber({ ...told, number: "RB123456785DE", carrier: "DHL" })).toMatchObject({
      ok: true,
      carrier: "post_de",
    })
    expect(judgeNumber({ ...told, number: "RB123456786GB" })).toMatchObject({ ok: false })
  })
})
