import english from "../../../admin/i18n/json/en/calls.json"
import russian from "../../../admin/i18n/json/ru/calls.json"
import {
  callAfter,
  CALL_PRIORITIES,
  CALL_RESULTS,
  RESULT_RULES,
  suggestedStatus,
  UNANSWERED_BEFORE_FAILED,
} from "./call-rules"

const now = new Date("2026-01-15T12:00:00Z")
const inMinutes = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)

describe("the priorities of calls", () => {
  it("keep promises first, then take new inquiries before repeats, and the next orders last", () => {
    expect(CALL_PRIORITIES.map(({ reason }) => reason)).toEqual([
      "call_back",
      "new_inquiry",
      "retry",
      "awaiting_response",
      "refill",
    ])
  })

  it.each([
    ["English", english],
    ["Russian", russian],
  ])("have words in %s, and so has every result", (_language, texts) => {
    expect(Object.keys(texts.reason).sort()).toEqual(
      CALL_PRIORITIES.map(({ reason }) => reason).sort()
    )
    expect(Object.keys(texts.result).sort()).toEqual([...CALL_RESULTS].sort())
  })
})

describe("the call after a call", () => {
  it.each(CALL_RESULTS.filter((result) => result !== "call_back"))(
    "is planned by the table after %s",
    (result) => {
      const next = callAfter(result, { kind: "inquiry", unanswered: 2 }, null, now)
      const { answered, after_minutes, next: reason } = RESULT_RULES[result]
      expect(next).toEqual({
        reason,
        due_at: inMinutes(after_minutes ?? 0),
        unanswered: answered ? 0 : 3,
      })
    }
  )

  it("has to be told a time when the customer wants to be called back", () => {
    const call = { kind: "inquiry", unanswered: 0 } as const
    expect(callAfter("call_back", call, null, now)).toBeNull()
    expect(callAfter("call_back", call, inMinutes(90), now)).toEqual({
      reason: "call_back",
      due_at: inMinutes(90),
      unanswered: 0,
    })
  })

  it("is at the time that somebody has chosen", () => {
    const next = callAfter("no_answer", { kind: "inquiry", unanswered: 0 }, inMinutes(5), now)
    expect(next?.due_at).toEqual(inMinutes(5))
  })

  it("about the next order stays last, but for a promise", () => {
    const call = { kind: "refill", unanswered: 0 } as const
    expect(callAfter("busy", call, null, now)?.reason).toBe("refill")
    expect(callAfter("call_back", call, inMinutes(5), now)?.reason).toBe("call_back")
  })
})

describe("giving a call up", () => {
  it("is suggested after enough calls without an answer, and for a wrong number at once", () => {
    expect(suggestedStatus(UNANSWERED_BEFORE_FAILED - 1, "no_answer")).toBeNull()
    expect(suggestedStatus(UNANSWERED_BEFORE_FAILED, "busy")).toBe("failed")
    expect(suggestedStatus(1, "wrong_number")).toBe("failed")
    expect(suggestedStatus(0, null)).toBeNull()
  })
})
