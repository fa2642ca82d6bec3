import { ORDER_STATUSES, type OrderStatus } from "../../modules/crm_order/order-status"
import { letterOfMove, type ToldMove } from "./letters-of-move"

const move = (
  from: OrderStatus,
  to: OrderStatus,
  changes: Partial<ToldMove> = {}
): ReturnType<typeof letterOfMove> =>
  letterOfMove({
    from,
    to,
    mover: "manager",
    before_call_center: null,
    keeps_promise: false,
    is_archived: false,
    is_told_alongside: false,
    ...changes,
  })

describe("the letter of a move", () => {
  it("is the one of the status, for every status that has one (T3-40 to T3-50)", () => {
    const told = ORDER_STATUSES.filter((to) => move("approved", to) !== null)
    expect(told).toEqual([
      "approved",
      "declined",
      "cancelled",
      "packed",
      "shipped",
      "reshipped",
      "delivered",
      "refunded",
      "chargeback",
      "closed",
    ])
    expect(told.map((to) => move("approved", to))).toEqual(told)
  })

  it("says that an order was made at the intake only", () => {
    expect(move("declined", "pending", { mover: "system" })).toBeNull()
    expect(move("cancelled", "pending")).toBeNull()
  })

  it("says nothing when the call centre takes over, or a chargeback is reversed", () => {
    expect(move("approved", "call_center")).toBeNull()
    expect(move("chargeback", "shipped", { mover: "system" })).toBeNull()
  })

  it("says nothing when the call centre gives an order back as it was", () => {
    expect(move("call_center", "approved", { before_call_center: "approved" })).toBeNull()
    expect(move("call_center", "shipped", { before_call_center: "shipped" })).toBeNull()
  })

  it("tells what is new after the call centre", () => {
    expect(move("call_center", "approved", { before_call_center: "pending" })).toBe("approved")
    const declined = { before_call_center: "declined", mover: "system" } as const
    expect(move("call_center", "declined", declined)).toBe("declined")
    const reshipped = { before_call_center: "reshipped", keeps_promise: true } as const
    expect(move("call_center", "reshipped", reshipped)).toBe("reshipped")
  })

  it("tells a second time what happens a second time", () => {
    expect(move("reshipped", "reshipped")).toBe("reshipped")
    expect(move("packed", "approved")).toBe("approved")
  })

  it("leaves the word to the letter with the tracking number", () => {
    expect(move("packed", "shipped", { is_told_alongside: true })).toBeNull()
  })

  it("says nothing of archived orders", () => {
    expect(move("approved", "packed", { is_archived: true })).toBeNull()
  })
})
