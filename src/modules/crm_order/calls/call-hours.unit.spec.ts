import { callZonesOf, isCallTime, localTime, nextCallTime, type Place } from "./call-hours"

const berlin: Place = { time_zone: "Europe/Berlin", country: "DE" }
const nextOf = (place: Place, at: string): string | undefined =>
  nextCallTime(callZonesOf(place), new Date(at))?.toISOString()
const isOpen = (place: Place, at: string): boolean => isCallTime(callZonesOf(place), new Date(at))

describe("where a customer is", () => {
  it("is told by his device, whatever country the parcel goes to", () => {
    expect(callZonesOf({ time_zone: "America/Chicago", country: "DE" })).toEqual({
      zones: ["America/Chicago"],
      country: "DE",
      is_guess: false,
    })
  })

  it.each([null, "", "Mars/Olympus", "x".repeat(64)])(
    "is his country where the zone is %p",
    (zone) => {
      const { zones, is_guess } = callZonesOf({ time_zone: zone, country: "GB" })
      expect([zones, is_guess]).toEqual([["Europe/London"], true])
    }
  )

  it("is nowhere where the country is none either", () => {
    expect(callZonesOf({ time_zone: null, country: "XX" }).zones).toEqual(["UTC"])
    expect(callZonesOf({ time_zone: null, country: "?" }).zones).toEqual(["UTC"])
  })
})

describe("call hours", () => {
  it("are from nine to twenty by the customer's clock", () => {
    // Winter: Berlin is one hour ahead of UTC.
    expect(isOpen(berlin, "2026-01-15T07:59:59Z")).toBe(false)
    expect(isOpen(berlin, "2026-01-15T08:00:00Z")).toBe(true)
    expect(isOpen(berlin, "2026-01-15T18:59:59Z")).toBe(true)
    expect(isOpen(berlin, "2026-01-15T19:00:00Z")).toBe(false)
  })

  it("follow the clocks when they are changed", () => {
    expect(isOpen(berlin, "2026-07-15T07:00:00Z")).toBe(true)
    // The night to 29 March 2026: nine o'clock comes an hour sooner than the day before.
    expect(nextOf(berlin, "2026-03-28T20:00:00Z")).toBe("2026-03-29T07:00:00.000Z")
    // The night to 25 October 2026: and an hour later.
    expect(nextOf(berlin, "2026-10-24T19:00:00Z")).toBe("2026-10-25T08:00:00.000Z")
    // New York changes on other days.
    const newYork = { time_zone: "America/New_York", country: "US" }
    expect(nextOf(newYork, "2026-03-08T04:00:00Z")).toBe("2026-03-08T13:00:00.000Z")
    expect(nextOf(newYork, "2026-11-01T04:00:00Z")).toBe("2026-11-01T14:00:00.000Z")
  })

  it("begin again the next morning, over the end of a month and a year", () => {
    expect(nextOf(berlin, "2026-01-31T19:00:00Z")).toBe("2026-02-01T08:00:00.000Z")
    expect(nextOf(berlin, "2026-12-31T23:30:00Z")).toBe("2027-01-01T08:00:00.000Z")
    expect(nextOf(berlin, "2026-01-15T03:00:00Z")).toBe("2026-01-15T08:00:00.000Z")
  })

  it("are now where it is a call hour", () => {
    expect(nextOf(berlin, "2026-01-15T12:34:56.789Z")).toBe("2026-01-15T12:34:56.789Z")
  })

  it("know zones of half and quarter hours, and the date line", () => {
    const kathmandu = { time_zone: "Asia/Kathmandu", country: "NP" }
    expect(nextOf(kathmandu, "2026-01-15T00:00:00Z")).toBe("2026-01-15T03:15:00.000Z")
    const kiritimati = { time_zone: "Pacific/Kiritimati", country: "KI" }
    expect(nextOf(kiritimati, "2026-01-15T10:00:00Z")).toBe("2026-01-15T19:00:00.000Z")
  })

  it("are those of every coast where only the country is known", () => {
    const america = { time_zone: null, country: "US" }
    expect(isOpen(america, "2026-01-15T15:00:00Z")).toBe(false)
    expect(isOpen(america, "2026-01-15T17:00:00Z")).toBe(true)
    expect(nextOf(america, "2026-01-15T15:00:00Z")).toBe("2026-01-15T17:00:00.000Z")
    // Too late in New York: the next day begins when Los Angeles gets up.
    expect(nextOf(america, "2026-01-16T01:30:00Z")).toBe("2026-01-16T17:00:00.000Z")
  })

  it("are none where clocks never agree", () => {
    const zones = { zones: ["Pacific/Auckland", "Europe/London"], country: "XX", is_guess: true }
    expect(nextCallTime(zones, new Date("2026-01-15T12:00:00Z"))).toBeNull()
  })
})

describe("the time on the customer's clock", () => {
  it.each([
    ["Europe/Berlin", "2026-07-15T22:05:00Z", "00:05"],
    ["America/New_York", "2026-01-15T12:00:00Z", "07:00"],
  ])("in %s at %s is %s", (zone, at, time) => expect(localTime(zone, new Date(at))).toBe(time))
})
