import { MAIL_KIND_NAMES } from "../../modules/mail/kinds"
import { refuseToSend, type StandingOrder } from "./sending-rules"

const order = (changes: Partial<StandingOrder> = {}): StandingOrder => ({
  archived_at: null,
  status: "pending",
  payment_state: "unpaid",
  ...changes,
})
const GOOD = { is_usable: true, is_suppressed: false, is_unsubscribed: false }

describe("whether a letter that is due still goes out", () => {
  it.each(MAIL_KIND_NAMES)("%s does when nothing stands against it", (kind) => {
    expect(refuseToSend({ kind }, order(), GOOD)).toBeNull()
  })

  it.each(MAIL_KIND_NAMES)("%s does not for an order that is archived or gone", (kind) => {
    const overtaken = { state: "skipped", reason: "overtaken" }
    expect(refuseToSend({ kind }, order({ archived_at: new Date() }), GOOD)).toEqual(overtaken)
    expect(refuseToSend({ kind }, null, GOOD)).toEqual(overtaken)
  })

  it("does when the order has moved on: the customer hears of every step", () => {
    expect(refuseToSend({ kind: "approved" }, order({ status: "shipped" }), GOOD)).toBeNull()
  })

  it.each([
    [order({ status: "approved", payment_state: "paid" })],
    [order({ payment_state: "paid" })],
    [order({ payment_state: "unknown" })],
    [order({ status: "cancelled" })],
  ])("does not remind of a payment that is made, may be, or is not wanted any more", (now) => {
    expect(refuseToSend({ kind: "payment_reminder" }, now, GOOD)?.reason).toBe("overtaken")
  })

  it("does not to addresses that get nothing, and reminders not to who wants none", () => {
    const refusal = (kind: "approved" | "refill_reminder", changes: Partial<typeof GOOD>) =>
      refuseToSend({ kind }, order({ status: "delivered" }), { ...GOOD, ...changes })
    expect(refusal("approved", { is_usable: false })).toEqual({
      state: "failed",
      reason: "no_address",
    })
    expect(refusal("approved", { is_suppressed: true })?.state).toBe("suppressed")
    expect(refusal("refill_reminder", { is_unsubscribed: true })?.reason).toBe("unsubscribed")
    expect(refusal("approved", { is_unsubscribed: true })).toBeNull()
  })
})
