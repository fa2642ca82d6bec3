import { addMonths, dayOf, isDay, isTimeZone, startOfDay } from "./zoned-days"

describe("days of a time zone", () => {
  it.each([
    ["2026-11-01", "UTC", "2026-11-01T00:00:00.000Z"],
    ["2026-11-01", "Asia/Kathmandu", "2026-10-31T18:15:00.000Z"],
    ["2026-11-01", "Pacific/Chatham", "2026-10-31T10:15:00.000Z"],
    ["2026-11-01", "America/New_York", "2026-11-01T04:00:00.000Z"],
    ["2026-11-02", "America/New_York", "2026-11-02T05:00:00.000Z"],
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
    ["2026-01-01", "Pacific/Kiritimati", "2025-12-31T10:00:00.000Z"],
    // Midnight is left out: the day begins at one o'clock.
    ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z"],
  ])("%s in %s begins at %s", (day, zone, at) => {
    expect(startOfDay(day, zone).toISOString()).toBe(at)
  })

  it("begin one after the other", () => {
    for (const zone of ["Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Asia/Beirut"]) {
      for (let time = Date.UTC(2026, 0, 1); time < Date.UTC(2027, 0, 1); time += 86_400_000) {
        const day = new Date(time).toISOString().slice(0, 10)
        const start = startOfDay(day, zone)
        expect(dayOf(start, zone)).toBe(day)
        expect(dayOf(new Date(start.getTime() - 1), zone) < day).toBe(true)
      }
    }
  })

  it("know what is none", () => {
    expect(["2026-02-30", "2026-1-1", "x", ""].some(isDay)).toBe(false)
    expect(isDay("2028-02-29")).toBe(true)
    expect(["+05:30", "Mars/Olympus", "", "Europe/Berlin; drop"].some(isTimeZone)).toBe(false)
    expect(["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"].every(isTimeZone)).toBe(true)
  })

  it("have months of different lengths", () => {
    expect(addMonths("2026-03-31", -1)).toBe("2026-02-28")
    expect(addMonths("2026-11-30", 3)).toBe("2027-02-28")
    expect(addMonths("2026-11-01", -11)).toBe("2025-12-01")
  })
})
