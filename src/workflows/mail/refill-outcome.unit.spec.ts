import { refillOutcome, type DueRefill } from "./refill-outcome"

const outcome = (
  changes: Partial<Omit<DueRefill, "order">> & { order?: Partial<DueRefill["order"]> } = {}
) =>
  refillOutcome({
    via: "email",
    has_ordered_again: false,
    is_unsubscribed: false,
    ...changes,
    order: {
      status: "delivered",
      archived_at: null,
      captured: "20.00",
      refunded: "0.00",
      ...changes.order,
    },
  })

describe("a refill reminder on its day", () => {
  it("is a letter or a call, as the customer has chosen", () => {
    expect(outcome()).toEqual({ state: "sent" })
    expect(outcome({ via: "phone" })).toEqual({ state: "call_due" })
  })

  it.each(["pending", "declined", "cancelled", "refunded", "chargeback", "closed"] as const)(
    "reminds nobody of an order that is %s",
    (status) => {
      expect(outcome({ order: { status } })).toEqual({ state: "cancelled", reason: "not_paid" })
    }
  )

  it("counts an order with the call centre as paid while its money is kept", () => {
    expect(outcome({ order: { status: "call_center" } })).toEqual({ state: "sent" })
    expect(outcome({ order: { status: "call_center", refunded: "20.00" } })).toMatchObject({
      reason: "not_paid",
    })
  })

  it("reminds nobody who has ordered again, or whose order is archived", () => {
    expect(outcome({ has_ordered_again: true })).toMatchObject({ reason: "ordered_again" })
    expect(outcome({ order: { archived_at: new Date() } })).toMatchObject({ reason: "archived" })
  })

  it("writes to nobody who has unsubscribed, but calls who has asked for a call", () => {
    expect(outcome({ is_unsubscribed: true })).toMatchObject({ reason: "unsubscribed" })
    expect(outcome({ is_unsubscribed: true, via: "phone" })).toEqual({ state: "call_due" })
  })
})
