import { isLongTrouble, nextTryAt, restUntil } from "./mail-times"

const NOW = new Date("2026-11-22T12:00:00Z")
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000)
const secondsTo = (date: Date | null): number =>
  date ? (date.getTime() - NOW.getTime()) / 1000 : Number.NaN

describe("when a letter is tried again", () => {
  it("is later each time, and never after two days", () => {
    const pauses: number[] = []
    for (let tries = 1; ; tries += 1) {
      const next = nextTryAt(tries, NOW, 1)
      if (!next) {
        break
      }
      pauses.push(secondsTo(next))
    }
    expect(pauses.slice(0, 5)).toEqual([60, 300, 900, 1800, 3600])
    expect(pauses).toEqual([...pauses].sort((one, other) => one - other))
    const hours = pauses.reduce((sum, seconds) => sum + seconds, 0) / 3600
    expect(hours).toBeGreaterThan(40)
    expect(hours).toBeLessThanOrEqual(48)
  })

  it("is soon where time is short", () => {
    expect(secondsTo(nextTryAt(1, NOW, 0.05))).toBe(3)
    expect(secondsTo(nextTryAt(0, NOW, 1))).toBe(60)
  })
})

describe("how long an account rests", () => {
  it.each([
    [null, 10],
    [ago(10), 30],
    [ago(40), 60],
    [ago(100), 120],
    [ago(250), 300],
    [ago(86_400), 300],
    [ago(-5), 10],
  ])("in trouble since %s: %s seconds", (since, seconds) => {
    expect(secondsTo(restUntil(since, NOW, 1))).toBe(seconds)
  })

  it("is told to a person after three minutes", () => {
    expect(isLongTrouble(null, NOW, 1)).toBe(false)
    expect(isLongTrouble(ago(179), NOW, 1)).toBe(false)
    expect(isLongTrouble(ago(180), NOW, 1)).toBe(true)
    expect(isLongTrouble(ago(9), NOW, 0.05)).toBe(true)
  })
})
