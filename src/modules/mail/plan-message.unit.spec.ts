import { planMessage } from "./plan-message"
import type { NewMessage } from "./types"

const now = new Date("2026-03-01T12:00:00Z")
const letter: NewMessage = {
  kind: "packed",
  crm_order_id: "T3-AAAAAA-BBBBBB-CCCCCC",
  shop_id: "shop_1",
  cause: "event:1",
  language: "en",
  actor: { type: "staff", id: "user_1" },
}
const plan = (changes: Partial<NewMessage>, send = true) =>
  planMessage(
    { ...letter, ...changes },
    { rule: { send, hold_seconds: 60 }, domain: "vitaherb.example", now }
  )
const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000)

describe("planning a message", () => {
  it("holds what a person has set off, so that it can be taken back", () => {
    expect(plan({})).toMatchObject({ state: "queued", reason: null, due_at: after(60) })
  })

  it.each(["system", "shop"] as const)("lets what the %s has set off go at once", (type) => {
    expect(plan({ actor: { type, id: null } })).toMatchObject({ state: "queued", due_at: now })
  })

  it("keeps back what the shop does not send", () => {
    expect(plan({}, false)).toMatchObject({ state: "skipped", reason: "switched_off" })
  })

  it("sends what a person has asked for in so many words, switch or not", () => {
    expect(plan({ is_demanded: true }, false)).toMatchObject({ state: "queued", due_at: now })
  })

  it("waits for what has to happen before, if that is later than the hold", () => {
    expect(plan({ not_before: after(900) }).due_at).toEqual(after(900))
    expect(plan({ not_before: after(5) }).due_at).toEqual(after(60))
  })
})
