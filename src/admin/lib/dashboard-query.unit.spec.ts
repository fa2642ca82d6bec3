import { daysOf, ordersAddress, presetOf, PRESETS, readView, writeView } from "./dashboard-query"

describe("the dashboard's address", () => {
  it("says what the page shows", () => {
    const view = { from: "2026-02-01", to: "2026-02-28", shop_id: "shop_1" }
    expect(readView(writeView(view))).toEqual(view)
    expect(writeView({ from: "", to: "", shop_id: "" }).toString()).toBe("")
  })

  it.each(["from=2026-02-01", "from=2026-02-10&to=2026-02-01", "from=x&to=2026-13-01"])(
    "means this month when it makes no sense: %s",
    (search) => {
      expect(readView(new URLSearchParams(search))).toMatchObject({ from: "", to: "" })
    }
  )
})

describe("presets", () => {
  it("are days of the calendar", () => {
    expect(daysOf("thisMonth", "2028-02-10")).toEqual({ from: "2028-02-01", to: "2028-02-29" })
    expect(daysOf("lastMonth", "2026-01-31")).toEqual({ from: "2025-12-01", to: "2025-12-31" })
    expect(daysOf("last7", "2026-03-02")).toEqual({ from: "2026-02-24", to: "2026-03-02" })
  })

  it("are found again by their days", () => {
    expect(PRESETS.map((preset) => presetOf(daysOf(preset, "2026-11-22"), "2026-11-22"))).toEqual(
      PRESETS
    )
    expect(presetOf({ from: "2026-11-02", to: "2026-11-03" }, "2026-11-22")).toBeNull()
  })
})

describe("a figure's orders", () => {
  it("are a list with its filter in the address", () => {
    expect(ordersAddress({ sales: "paid", from: "2026-11-01T00:00:00.000Z" })).toBe(
      "/orders?sales=paid&from=2026-11-01T00%3A00%3A00.000Z"
    )
  })
})
