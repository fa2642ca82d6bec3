import {
  conditionsOf,
  hasConditions,
  keptFilterOf,
  NO_FIGURE,
  queryOfKept,
  readOrderQuery,
  startOfDay,
  withoutConditions,
  writeOrderQuery,
  type OrderQuery,
} from "./order-query"

const USUAL = readOrderQuery(new URLSearchParams())

const FULL: OrderQuery = {
  tab: "pending",
  q: "ann & co",
  status: ["pending", "approved"],
  call_center_status: ["call_center"],
  shop_id: ["shop_1"],
  country: ["DE", "PL"],
  payment_method: ["paypal"],
  tag: ["vip"],
  responsible_id: ["user_1"],
  figure: { ...NO_FIGURE, sales: "paid", fact: "refund", fact_from: "2026-10-01T00:00:00.000Z" },
  period: "last_7_days",
  from: "2026-10-02",
  to: "2026-11-05",
  order: "-total_usd",
  page: 3,
  limit: 50,
}

describe("the list's address", () => {
  it("says everything that the list shows, and nothing where that is usual", () => {
    expect(readOrderQuery(writeOrderQuery(FULL))).toEqual(FULL)
    expect(writeOrderQuery(USUAL).toString()).toBe("")
  })

  it.each([
    ["tab=lost", "tab", "all"],
    ["period=tomorrow", "period", ""],
    ["from=yesterday", "from", ""],
    ["to=2026-1-1", "to", ""],
    ["order=password", "order", "-created_at"],
    ["page=-1", "page", 1],
    ["limit=5000", "limit", 20],
  ] as const)("makes nothing of %s", (address, name, usual) => {
    expect(readOrderQuery(new URLSearchParams(address))[name]).toBe(usual)
  })

  it("is without conditions when all are taken away, the tab and the order of rows stay", () => {
    expect(hasConditions(FULL)).toBe(true)
    const { tab, order, limit } = FULL
    expect(withoutConditions(FULL)).toEqual({ ...USUAL, tab, order, limit })
    expect(hasConditions(withoutConditions(FULL))).toBe(false)
    expect(hasConditions({ ...USUAL, period: "today" })).toBe(true)
  })
})

describe("days", () => {
  it("are the reader's, the last one included", () => {
    const { from, to } = conditionsOf({ ...USUAL, from: "2026-10-02", to: "2026-10-02" })
    expect([from, to]).toEqual([
      new Date(2026, 9, 2).toISOString(),
      new Date(2026, 9, 3).toISOString(),
    ])
  })

  it("may be exact moments, which stay what they are", () => {
    expect(startOfDay("2026-10-02T05:30:00.000Z", 1)).toBe("2026-10-02T05:30:00.000Z")
  })
})

describe("a kept view", () => {
  const opened = (query: OrderQuery, from: OrderQuery): OrderQuery =>
    queryOfKept(JSON.parse(JSON.stringify(keptFilterOf(query))) as Record<string, unknown>, from)

  it("opens the list as it was kept, with the order of rows that the reader has now", () => {
    const { order, limit } = FULL
    expect(opened(FULL, USUAL)).toEqual({
      ...FULL,
      page: 1,
      order: USUAL.order,
      limit: USUAL.limit,
    })
    expect(opened(USUAL, FULL)).toEqual({ ...USUAL, order, limit })
  })

  it("keeps a period as such, so that it means other days tomorrow", () => {
    expect(keptFilterOf({ ...USUAL, period: "today" })).toEqual({ tab: "all", period: "today" })
  })

  it("keeps the moments of a figure to the millisecond", () => {
    const figure = { ...USUAL, from: "2026-10-02T05:30:00.000Z", to: "2026-10-02T06:30:00.000Z" }
    expect(opened(figure, USUAL)).toEqual(figure)
  })
})
