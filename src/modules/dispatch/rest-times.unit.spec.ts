import { restUntil } from "./rest-times"

const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1) + seconds * 1000)

describe("how long a supplier in trouble rests", () => {
  it.each([
    ["begins", null, 0, 10],
    ["is seconds old", at(0), 4, 14],
    ["is a minute old", at(0), 60, 120],
    ["is a day old", at(0), 86_400, 86_400 + 900],
  ])("when the trouble %s", (_when, since, now, until) => {
    expect(restUntil(since, at(now))).toEqual(at(until))
  })

  it("takes some hundred tries in a day", () => {
    let now = at(0)
    let tries = 0
    while (now < at(86_400)) {
      now = restUntil(at(0), now)
      tries += 1
    }
    expect(tries).toBeGreaterThan(90)
    expect(tries).toBeLessThan(120)
  })
})
