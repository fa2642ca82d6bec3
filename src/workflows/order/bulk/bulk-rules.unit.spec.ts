import { ORDER_STATUSES } from "../../../modules/crm_order/order-status"
import { MESSAGE_STATES } from "../../../modules/mail/types"
import { canBeUndone, hasGoneOn, isMoneyOurs, isNotOut, isToBeStopped } from "./bulk-rules"
import { refuseUndo } from "./queue-undo"

describe("what of a bulk move can be undone", () => {
  it("every status but those of which somebody outside knows", () => {
    expect(ORDER_STATUSES.filter((status) => !canBeUndone(status))).toEqual([
      "refunded",
      "chargeback",
    ])
    expect([isMoneyOurs(null), isMoneyOurs("approve_by_hand")]).toEqual([true, true])
    expect([isMoneyOurs("refund"), isMoneyOurs("chargeback"), isMoneyOurs("reversal")]).toEqual([
      false,
      false,
      false,
    ])
  })

  it("past notes and news of letters, but past nothing else", () => {
    expect(hasGoneOn([])).toBe(false)
    expect(hasGoneOn(["order.note_added", "mail.sent", "payment.checked"])).toBe(false)
    for (const kind of [
      "order.status_changed",
      "payment.captured",
      "shipment.planned",
      "order.archived",
    ]) {
      expect(hasGoneOn(["order.note_added", kind])).toBe(true)
    }
  })

  it("while no letter of it has left", () => {
    expect(MESSAGE_STATES.filter((state) => !isNotOut({ state }))).toEqual([
      "sending",
      "broken",
      "sent",
      "failed",
      "bounced",
    ])
    expect(MESSAGE_STATES.filter((state) => isToBeStopped({ state }))).toEqual([
      "queued",
      "deferred",
    ])
  })

  it("of a job: once, after its end, before its letters go", () => {
    const now = new Date("2026-11-22T12:00:00Z")
    const later = new Date("2026-11-22T12:01:00Z")
    const job = {
      kind: "status" as const,
      status: "closed" as const,
      finished_at: now,
      undo_until: later,
      moved: 1,
      undone_by: null,
    }
    const codeOf = (changes: Partial<typeof job> | object) =>
      refuseUndo({ ...job, ...changes }, now)?.code ?? null
    expect(codeOf({})).toBeNull()
    expect(codeOf({ kind: "dispatch" })).toBe("not_undoable")
    expect(codeOf({ kind: "undo" })).toBe("not_undoable")
    expect(codeOf({ status: "refunded" })).toBe("not_undoable")
    expect(codeOf({ undone_by: "bulk_2" })).toBe("already_undone")
    expect(codeOf({ finished_at: null })).toBe("still_running")
    expect(codeOf({ moved: 0 })).toBe("nothing_moved")
    expect(codeOf({ undo_until: now })).toBe("too_late")
  })
})
