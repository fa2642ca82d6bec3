import { rangeOfPeriod, type Period } from "./periods"

const rangeAt = (period: Period, now: string, zone: string): [string, string] => {
  const { from, before } = rangeOfPeriod(period, new Date(now), zone)
  return [from.toISOString(), before.toISOString()]
}

describe("a period", () => {
  it.each<[Period, string, string]>([
    ["today", "2026-03-31T00:00:00.000Z", "2026-04-01T00:00:00.000Z"],
    ["yesterday", "2026-03-30T00:00:00.000Z", "2026-03-31T00:00:00.000Z"],
    ["last_7_days", "2026-03-25T00:00:00.000Z", "2026-04-01T00:00:00.000Z"],
    ["last_30_days", "2026-03-02T00:00:00.000Z", "2026-04-01T00:00:00.000Z"],
    ["this_month", "2026-03-01T00:00:00.000Z", "2026-04-01T00:00:00.000Z"],
    ["last_month", "2026-02-01T00:00:00.000Z", "2026-03-01T00:00:00.000Z"],
  ])("%s is whole days, today among them where it is not over", (period, from, before) => {
    expect(rangeAt(period, "2026-03-31T15:20:00Z", "UTC")).toEqual([from, before])
  })

  it("is the days of the zone, not of the one the server runs in", () => {
    expect(rangeAt("today", "2026-11-22T23:30:00Z", "Europe/Berlin")).toEqual([
      "2026-11-22T23:00:00.000Z",
      "2026-11-23T23:00:00.000Z",
    ])
    expect(rangeAt("last_month", "2027-01-01T02:00:00Z", "America/New_York")).toEqual([
      "2026-11-01T04:00:00.000Z",
      "2026-12-01T05:00:00.000Z",
    ])
  })

  it("has the hours that the clocks leave it", () => {
    expect(rangeAt("today", "2026-10-25T12:00:00Z", "Europe/Berlin")).toEqual([
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
    ])
  })
})
