import { stepAfterDecline } from "./cascade-step"
import type { AttemptRow, AttemptState } from "./types"

type Charge = Parameters<typeof stepAfterDecline>[0]

const charge = (number: number, changes: Partial<AttemptRow> = {}): Charge => ({
  id: `patt_${number}`,
  number,
  state: "declined" as AttemptState,
  account_id: "a",
  code: "do_not_honor",
  next: "next_processor",
  advice_code: null,
  plan: null,
  ...changes,
})

const step = (declined: Charge, others: readonly Charge[] = [], isWanted = true) =>
  stepAfterDecline(declined, [...others, declined], { isWanted })

describe("after a decline", () => {
  it.each<[string, Partial<AttemptRow>, ReturnType<typeof step>]>([
    ["the next account is asked", {}, { step: "next_processor" }],
    ["it ends", { next: "stop" }, { step: "end", reason: "declined" }],
    ["an unknown code ends it", { next: null }, { step: "end", reason: "declined" }],
    ["the customer is asked", { next: "ask_customer" }, { step: "end", reason: "ask_customer" }],
    [
      "the scheme's advice is stronger than the code",
      { advice_code: "03" },
      { step: "end", reason: "declined" },
    ],
    [
      "our own code says what it was",
      { code: "cvv_expired", next: "stop" },
      { step: "end", reason: "cvv_expired" },
    ],
    [
      "a blocked customer is not asked elsewhere",
      { code: "customer_blocked", next: "stop" },
      { step: "end", reason: "customer_blocked" },
    ],
    [
      "what we have closed ourselves is no decline",
      { code: "closed_by_us", next: "stop" },
      { step: "end", reason: "withdrawn" },
    ],
    [
      "the same account is asked later",
      { next: "same_later" },
      { step: "same_later", account_id: "a", after_seconds: 60 },
    ],
  ])("%s", (_name, changes, wanted) => {
    expect(step(charge(1, changes))).toEqual(wanted)
  })

  it("tries the same account three times, then another one", () => {
    const again = { next: "same_later" as const }
    const first = charge(1, again)
    const second = charge(2, again)
    expect(step(second, [first])).toEqual({
      step: "same_later",
      account_id: "a",
      after_seconds: 300,
    })
    expect(step(charge(3, again), [first, second])).toEqual({ step: "next_processor" })
  })

  it("does not go on by itself where a person has chosen the account", () => {
    const plan = {
      routing_version: 1,
      choices: [{ account_id: "a", chosen: true, reason: "chosen_by_staff", data: {} }],
    }
    expect(step(charge(1, { plan }))).toEqual({ step: "end", reason: "declined" })
  })

  it.each<AttemptState>(["created", "sending", "unknown", "pending"])(
    "does nothing while another charge is %s",
    (state) => {
      expect(step(charge(2), [charge(1, { state })])).toEqual({ step: "none" })
    }
  )

  it("does nothing for an order that is paid or given up, or that was charged anew since", () => {
    expect(step(charge(1), [], false)).toEqual({ step: "none" })
    expect(step(charge(1), [charge(2)])).toEqual({ step: "none" })
  })
})
