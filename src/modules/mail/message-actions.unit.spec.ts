import { messageActions } from "./message-actions"
import { MESSAGE_STATES, type MessageState } from "./types"

const now = new Date("2026-03-01T12:00:00Z")
const later = new Date(now.getTime() + 60_000)

const allowed = (
  state: MessageState,
  { due_at = later, is_archived = false, crm_order_id = "T3-1" as string | null } = {}
): string[] =>
  Object.entries(messageActions({ message: { state, due_at, crm_order_id }, is_archived, now }))
    .filter(([, action]) => action.allowed)
    .map(([name]) => name)

describe("what may be done with a message", () => {
  it.each<[MessageState, string[]]>([
    ["queued", ["cancel", "send_now"]],
    ["sending", []],
    ["deferred", ["cancel", "send_now", "retry"]],
    ["broken", ["cancel", "retry"]],
    ["sent", ["resend"]],
    ["failed", ["retry", "resend"]],
    ["bounced", ["resend"]],
    ["cancelled", ["resend"]],
    ["suppressed", ["resend"]],
    ["skipped", ["resend"]],
  ])("%s: %j", (state, actions) => {
    expect(allowed(state)).toEqual(actions)
  })

  it("does not end a hold that there is not", () => {
    expect(allowed("queued", { due_at: now })).toEqual(["cancel"])
  })

  it("writes to nobody whose order is archived", () => {
    for (const state of MESSAGE_STATES) {
      const actions = allowed(state, { is_archived: true })
      expect(actions).not.toContain("resend")
      expect(actions).not.toContain("retry")
    }
  })

  it("says why for every button that is off", () => {
    for (const state of MESSAGE_STATES) {
      const actions = messageActions({
        message: { state, due_at: now, crm_order_id: null },
        is_archived: false,
        now,
      })
      for (const { allowed: isOn, why, because } of Object.values(actions)) {
        expect(isOn ? why : because).toEqual(isOn ? null : expect.any(String))
      }
    }
  })
})
