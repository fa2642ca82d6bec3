import { MOST_ORDERS_KEPT } from "../../modules/shop/refused-orders"
import { isHealed, mergeRefusals, refusalOfEntry } from "./refusals"

const NOON = new Date("2026-11-22T12:00:00Z")
const LATER = new Date("2026-11-22T12:05:00Z")

const group = (changes: Partial<Parameters<typeof mergeRefusals>[1]> = {}) => ({
  shop_id: "shop_1",
  code: "unprocessable",
  count: 2,
  last_at: NOON,
  error: "The postcode is missing.",
  orders: ["A-1", "A-2"],
  nameless: 0,
  ...changes,
})

describe("refused orders of a shop", () => {
  it("are one entry that counts on", () => {
    const first = mergeRefusals(null, group())
    const second = mergeRefusals(
      refusalOfEntry({ ...first }),
      group({ count: 3, last_at: LATER, error: "Another.", orders: ["A-2", "A-3"] })
    )
    expect(second).toEqual({
      code: "unprocessable",
      count: 5,
      last_at: LATER.toISOString(),
      error: "Another.",
      orders: ["A-1", "A-2", "A-3"],
      nameless_at: null,
    })
  })

  it("are healed when every order has come in", () => {
    const refusal = mergeRefusals(null, group())
    expect(isHealed(refusal, LATER)).toBe(false)
    expect(isHealed({ ...refusal, orders: [] }, null)).toBe(true)
  })

  it("that named no order are healed by the next good one", () => {
    const refusal = mergeRefusals(null, group({ orders: [], nameless: 2 }))
    expect(isHealed(refusal, null)).toBe(false)
    expect(isHealed(refusal, NOON)).toBe(false)
    expect(isHealed(refusal, LATER)).toBe(true)
  })

  it("are not all remembered by name", () => {
    const many = Array.from({ length: MOST_ORDERS_KEPT + 1 }, (_one, index) => `B-${index}`)
    const refusal = mergeRefusals(null, group({ orders: many }))
    expect(refusal.orders).toHaveLength(MOST_ORDERS_KEPT)
    expect(refusal.nameless_at).toBe(NOON.toISOString())
  })
})
