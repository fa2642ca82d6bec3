import type { ParcelAnswer } from "../../providers/fulfillment/supplier"
import {
  effectOfAnswer,
  isUncovered,
  isWithSuppliers,
  keptWords,
  refuseHandOver,
  type AnswerFacts,
} from "./hand-over-steps"
import { SHIPMENT_STATES, type ShipmentState } from "./types"

const at = new Date("2026-11-22T18:00:00Z")

const answer = (
  outcome: ParcelAnswer["outcome"],
  more: Partial<ParcelAnswer> = {}
): ParcelAnswer => ({
  number: "T3-AB12-P1",
  outcome,
  reference: null,
  message: null,
  tracking: [],
  ...more,
})

const effect = (
  state: ShipmentState,
  told: ParcelAnswer,
  facts: Partial<AnswerFacts> = {},
  message: string | null = null
) =>
  effectOfAnswer(
    { state, supplier_reference: null, message, handed_over_at: null, answered_at: null },
    told,
    { source: "hand_over", at, replaced: false, ...facts }
  )

const becomes = (state: ShipmentState, outcome: ParcelAnswer["outcome"]): ShipmentState =>
  effect(state, answer(outcome)).changes.state ?? state

describe("what a supplier's answer does to a parcel", () => {
  // prettier-ignore
  const table: Record<ParcelAnswer["outcome"], Record<ShipmentState, ShipmentState>> = {
    accepted: {
      planned: "accepted", handing_over: "accepted", taken: "accepted", accepted: "accepted", rejected: "accepted",
      shipped: "shipped", delivered: "delivered", lost: "lost", cancelled: "cancelled",
    },
    taken: {
      planned: "taken", handing_over: "taken", taken: "taken", accepted: "accepted", rejected: "rejected",
      shipped: "shipped", delivered: "delivered", lost: "lost", cancelled: "cancelled",
    },
    rejected: {
      planned: "rejected", handing_over: "rejected", taken: "rejected", accepted: "rejected", rejected: "rejected",
      shipped: "shipped", delivered: "delivered", lost: "lost", cancelled: "cancelled",
    },
    unknown: {
      planned: "planned", handing_over: "handing_over", taken: "taken", accepted: "accepted", rejected: "rejected",
      shipped: "shipped", delivered: "delivered", lost: "lost", cancelled: "cancelled",
    },
    not_found: {
      planned: "planned", handing_over: "handing_over", taken: "taken", accepted: "accepted", rejected: "rejected",
      shipped: "shipped", delivered: "delivered", lost: "lost", cancelled: "cancelled",
    },
  }

  it.each(Object.entries(table))("%s", (outcome, row) => {
    for (const state of SHIPMENT_STATES) {
      expect([state, becomes(state, outcome as ParcelAnswer["outcome"])]).toEqual([
        state,
        row[state],
      ])
    }
  })

  it("a yes before the hand-over is acknowledged says that it arrived", () => {
    const { changes, event } = effect("handing_over", answer("accepted", { reference: "S-1" }))
    expect(changes).toEqual({
      state: "accepted",
      handed_over_at: at,
      answered_at: at,
      supplier_reference: "S-1",
    })
    expect(event).toBe("shipment.accepted")
  })

  it("a tracking number says yes, whatever the word", () => {
    const tracking = [{ number: "RB123456785GB", carrier: null, shipped_at: null }]
    expect(effect("taken", answer("unknown", { tracking })).changes.state).toBe("accepted")
    expect(effect("taken", answer("rejected", { tracking })).changes.state).toBe("rejected")
  })

  it("a yes to what was taken back or given to another needs a person", () => {
    expect(effect("cancelled", answer("accepted")).raise).toBe("dispatch_unclear")
    const replaced = effect("rejected", answer("accepted"), { replaced: true })
    expect([replaced.raise, replaced.changes.state]).toEqual(["dispatch_unclear", undefined])
  })

  it("the same answer twice is told once", () => {
    expect(effect("accepted", answer("accepted")).event).toBeNull()
    expect(effect("rejected", answer("rejected")).event).toBeNull()
    const doubt = answer("unknown", { message: "timed out" })
    expect(effect("handing_over", doubt).event).toBe("shipment.unclear")
    expect(effect("handing_over", doubt, {}, "timed out").event).toBeNull()
  })

  it("a no after the parcel has gone changes nothing", () => {
    expect(effect("shipped", answer("rejected", { message: "no" }))).toEqual({
      changes: {},
      event: null,
      raise: null,
      resolve: [],
    })
  })

  it("who has lost a parcel that he had needs a person", () => {
    expect(effect("accepted", answer("not_found")).raise).toBe("dispatch_unclear")
    expect(effect("handing_over", answer("not_found")).raise).toBeNull()
  })

  it("keeps words in one line of a sensible length", () => {
    expect(keptWords("no\u0000 stock\r\n left")).toBe("no stock left")
    expect(keptWords(" \n ")).toBeNull()
    expect(keptWords("x".repeat(1000))).toHaveLength(300)
  })
})

describe("whether an order is packed", () => {
  const parcel = (state: ShipmentState, ...lines: [string, number][]) => ({
    state,
    kind: "first" as "first" | "reship",
    reships_id: null as string | null,
    lines: lines.map(([order_line_id, quantity]) => ({ order_line_id, quantity })),
  })

  it.each([
    ["nothing is planned", [], false],
    ["one lies with its supplier", [parcel("taken", ["a", 1])], true],
    ["one of two waits", [parcel("accepted", ["a", 1]), parcel("planned", ["b", 1])], false],
    [
      "one of two is unclear",
      [parcel("accepted", ["a", 1]), parcel("handing_over", ["b", 1])],
      false,
    ],
    ["one of two is rejected", [parcel("accepted", ["a", 1]), parcel("rejected", ["b", 1])], false],
    [
      "what one rejected another has taken",
      [parcel("rejected", ["b", 2]), parcel("taken", ["a", 1]), parcel("taken", ["b", 2])],
      true,
    ],
    [
      "what one rejected another has taken in part",
      [parcel("rejected", ["b", 2]), parcel("taken", ["b", 1])],
      false,
    ],
    ["all were taken back", [parcel("cancelled", ["a", 1])], false],
    [
      "one was taken back, the next is taken",
      [parcel("cancelled", ["a", 1]), parcel("taken", ["a", 1])],
      true,
    ],
  ])("%s", (_case, parcels, packed) => {
    expect(isWithSuppliers(parcels)).toBe(packed)
  })

  it("goods that are sent again are not covered by the parcel that was lost", () => {
    const lost = parcel("lost", ["a", 1])
    const again = { ...parcel("rejected", ["a", 1]), kind: "reship" as const, reships_id: "one" }
    expect(isUncovered(again, [lost, again])).toBe(true)
    expect(isUncovered(again, [lost, again, { ...again, state: "planned" }])).toBe(false)
    expect(
      isUncovered(again, [lost, again, { ...again, state: "planned", reships_id: "two" }])
    ).toBe(true)
  })

  it("knows which rejected goods nobody ships", () => {
    const no = parcel("rejected", ["a", 1], ["b", 1])
    expect(isUncovered(no, [no])).toBe(true)
    expect(isUncovered(no, [no, parcel("planned", ["a", 1])])).toBe(true)
    expect(isUncovered(no, [no, parcel("planned", ["a", 1]), parcel("shipped", ["b", 1])])).toBe(
      false
    )
  })
})

describe("whether a planned parcel may still go out", () => {
  it.each([
    ["approved", null, true],
    ["packed", null, true],
    ["shipped", null, true],
    ["reshipped", null, true],
    ["refunded", null, false],
    ["chargeback", null, false],
    ["call_center", null, false],
    ["cancelled", null, false],
    ["approved", at, false],
  ] as const)("of an order that is %s, archived %s: %s", (status, archived_at, may) => {
    expect(refuseHandOver({ status, archived_at }) === null).toBe(may)
  })
})
