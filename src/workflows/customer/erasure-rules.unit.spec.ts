import type { OrderStatus } from "../../modules/crm_order/order-status"
import { refuseErasure, type ErasureSituation } from "./erasure-rules"

const situation = (
  statuses: readonly OrderStatus[],
  more: Partial<ErasureSituation> = {}
): ErasureSituation => ({
  orders: statuses.map((status, index) => ({ display_id: index + 1, status, archived: false })),
  ...{ paying: [], travelling: [], writing: [] },
  ...more,
})

describe("erasing a customer's data", () => {
  it("is possible when everything is over", () => {
    const over = ["delivered", "declined", "cancelled", "closed", "refunded", "chargeback"] as const
    expect(refuseErasure(situation(over))).toBeNull()
    expect(refuseErasure(situation([]))).toBeNull()
  })

  it.each(["pending", "approved", "packed", "call_center"] as const)(
    "waits for an order that is %s",
    (status) => {
      const refusal = refuseErasure(situation(["delivered", status]))
      expect(refusal).toMatchObject({ code: "order_under_way" })
      expect(refusal?.sentence).toContain("#2")
    }
  )

  it("does not wait for an archived order", () => {
    const orders = [{ display_id: 1, status: "pending" as const, archived: true }]
    expect(refuseErasure(situation([], { orders }))).toBeNull()
  })

  it.each([
    ["paying", "payment_under_way"],
    ["travelling", "parcel_under_way"],
    ["writing", "letter_under_way"],
  ] as const)("waits while something is under way (%s)", (field, code) => {
    const refusal = refuseErasure(situation(["delivered"], { [field]: [7, 8, 9, 10] }))
    expect(refusal).toMatchObject({ code })
    expect(refusal?.sentence).toContain("#7, #8, #9 and 1 more")
  })
})
