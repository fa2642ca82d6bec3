import { changedOrder, holdSeen, noteSeen, noteTold, seenOf } from "./seen-orders"

describe("what of an order has been seen", () => {
  it("is what the card told last", () => {
    noteSeen("A", "5")
    noteSeen("A", "9")
    expect([seenOf("A"), seenOf("B")]).toEqual(["9", undefined])
  })

  it("stays what it was while a dialog is open, until its person is told", () => {
    noteSeen("A", "5")
    const close = holdSeen()
    const closeInner = holdSeen()
    noteSeen("A", "8")
    expect(seenOf("A")).toBe("5")
    noteTold("A", "7")
    expect(seenOf("A")).toBe("7")
    closeInner()
    noteSeen("A", "9")
    expect(seenOf("A")).toBe("7")
    close()
    expect(seenOf("A")).toBe("9")
  })

  it("goes with changes, not with words and questions", () => {
    expect(changedOrder("/admin/crm/orders/T3-AB/status")).toBe("T3-AB")
    expect(changedOrder("/admin/crm/orders/T3-AB/shipments/s1/cancel")).toBe("T3-AB")
    expect(changedOrder("/admin/crm/orders/T3-AB/notes")).toBeUndefined()
    expect(changedOrder("/admin/crm/orders/T3-AB/payment/check-now")).toBeUndefined()
    expect(changedOrder("/admin/crm/orders/bulk-status")).toBeUndefined()
    expect(changedOrder("/admin/crm/mail/rules")).toBeUndefined()
  })
})
