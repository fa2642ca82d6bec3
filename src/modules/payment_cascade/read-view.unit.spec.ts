import fc from "fast-check"
import type { DisputeView, PaymentView, RefundView } from "../../providers/payment/processor"
import { EMPTY_VIEW } from "../../providers/payment/views"
import { sumOf } from "./payment-sums"
import { CLOSED_BY_US, NEVER_ARRIVED, NEXT_STATE, readView, type KnownPayment } from "./read-view"
import {
  ATTEMPT_STATES,
  isFinal,
  type AttemptRow,
  type Closing,
  type FactKind,
  type PaymentFact,
} from "./types"

const SENT = new Date("2026-11-22T12:00:00Z")
const euros = (amount: string) => ({ amount, currency: "EUR" })

const attempt = (changes: Partial<AttemptRow> = {}): AttemptRow => ({
  id: "patt_1",
  crm_order_id: "T3-1",
  number: 1,
  kind: "charge",
  way: "direct",
  parent_id: null,
  account_id: "pacc_1",
  processor: "example",
  method: "credit_card",
  actor_type: "system",
  actor_id: null,
  cause: null,
  ...euros("34.95"),
  state: "sending",
  initiation: "customer",
  payment_id: null,
  capture_id: null,
  network_transaction_id: null,
  card_id: null,
  card_fingerprint: null,
  card_brand: null,
  with_cvv: true,
  code: null,
  category: null,
  next: null,
  message: null,
  advice_code: null,
  redirect_url: null,
  expires_at: null,
  closing: null,
  plan: null,
  checks: 0,
  next_check_at: null,
  created_at: SENT,
  sent_at: SENT,
  finished_at: null,
  ...changes,
})

const known = (changes: Partial<KnownPayment> = {}): KnownPayment => ({
  attempt: attempt(),
  children: [],
  facts: [],
  echeck_approved_when: "settled",
  not_found_grace_ms: 60_000,
  now: new Date(SENT.getTime() + 1_000),
  ...changes,
})

const view = (changes: Partial<PaymentView>): PaymentView => ({
  ...EMPTY_VIEW,
  payment_id: "pay_1",
  ...changes,
})

const approved = (amount = "34.95"): PaymentView =>
  view({ state: "approved", captured: euros(amount), fee: euros("1.00") })

let written = 0

/** As the database keeps them: a fact is known by account, kind and the processor's id. */
const keep = (facts: readonly PaymentFact[], told: ReturnType<typeof readView>["facts"]) => {
  const news = told.filter(
    ({ kind, processor_ref }) =>
      !facts.some((fact) => fact.kind === kind && fact.processor_ref === processor_ref)
  )
  return [
    ...facts,
    ...news.map((fact): PaymentFact => ({
      ...fact,
      id: `fact_${(written += 1)}`,
      crm_order_id: "T3-1",
      attempt_id: "patt_1",
      account_id: "pacc_1",
      source: "query",
      at: SENT,
    })),
  ]
}

describe("what a picture of a payment means", () => {
  it("moves no state backwards", () => {
    const ranks = ["created", "sending", "unknown", "pending"]
    for (const from of ATTEMPT_STATES) {
      for (const to of Object.values(NEXT_STATE[from])) {
        const stays = isFinal({ state: from }) ? to === from : isFinal({ state: to })
        expect([from, to, stays || ranks.indexOf(to) >= ranks.indexOf(from)]).toEqual([
          from,
          to,
          true,
        ])
      }
    }
  })

  it("books an approval once, with the processor's own fee", () => {
    const first = readView(approved(), known())
    expect(first).toMatchObject({
      state: "approved",
      late: false,
      facts: [
        {
          kind: "captured",
          money: euros("34.95"),
          fee: euros("1.00"),
          processor_ref: "pay_1",
        },
      ],
    })
    const facts = keep([], first.facts)
    const again = readView(approved(), known({ attempt: attempt({ state: "approved" }), facts }))
    expect(again.facts).toEqual([])
  })

  it("takes an approval that names no amount for what was asked", () => {
    const { facts } = readView(view({ state: "approved" }), known())
    expect(facts.map(({ money }) => money)).toEqual([euros("34.95")])
  })

  it("believes that a payment was never seen only after the grace", () => {
    const neverSeen = view({ found: false, payment_id: null })
    expect(readView(neverSeen, known())).toMatchObject({ state: "unknown" })
    const later = new Date(SENT.getTime() + 60_000)
    expect(readView(neverSeen, known({ now: later }))).toMatchObject({
      state: "declined",
      code: "never_arrived",
    })
    const seen = attempt({ state: "pending" })
    expect(readView(neverSeen, known({ attempt: seen, now: later })).state).toBe("pending")
  })

  it("knows no less because one question was not answered", () => {
    const waiting = known({ attempt: attempt({ state: "pending" }) })
    expect(readView(view({ state: "unknown" }), waiting).state).toBe("pending")
  })

  it("makes money for a declined attempt a late payment, and its decline stays", () => {
    const reading = readView(approved(), known({ attempt: attempt({ state: "declined" }) }))
    expect([reading.state, reading.late, reading.facts.length]).toEqual(["declined", true, 1])
  })

  it.each<[string, Closing["why"] | null, string, string]>([
    ["expired by itself", null, "expired", "expired"],
    ["closed because nobody wants it", "unwanted", "expired", CLOSED_BY_US],
    ["closed before it was confirmed", "unwanted", NEVER_ARRIVED, CLOSED_BY_US],
    ["closed because it was lost", "stranded", CLOSED_BY_US, NEVER_ARRIVED],
    ["declined while it was being closed", "unwanted", "do_not_honor", "do_not_honor"],
  ])("tells a payment that is over: %s", (_name, why, code, wanted) => {
    const closing = why && { why, actor: { type: "staff" as const, id: "user_1" } }
    const open = known({ attempt: attempt({ state: "pending", closing }) })
    expect(readView(view({ state: "declined", code }), open)).toMatchObject({
      state: "declined",
      code: wanted,
    })
  })

  it("books parts as they come in, and counts an expired payment with money as paid", () => {
    const link = attempt({ way: "link", method: "crypto", state: "pending" })
    const part = view({ state: "pending", captured: euros("10.00") })
    const first = readView(part, known({ attempt: link }))
    expect([first.state, first.facts.map(({ money }) => money.amount)]).toEqual([
      "pending",
      ["10.00"],
    ])
    const facts = keep([], first.facts)
    const more = view({ state: "declined", code: "expired", captured: euros("12.50") })
    const second = readView(more, known({ attempt: link, facts }))
    expect([second.state, second.facts.map(({ money }) => money.amount)]).toEqual([
      "approved",
      ["2.50"],
    ])
  })

  it.each([
    ["settled", "pending"],
    ["accepted", "approved"],
  ] as const)("takes an accepted eCheck of an account '%s' for %s", (when, state) => {
    const accepted = view({ state: "pending", code: "accepted" })
    const echeck = attempt({ method: "echeck" })
    expect(readView(accepted, known({ attempt: echeck, echeck_approved_when: when })).state).toBe(
      state
    )
  })

  it("books a return only of what had come in", () => {
    const back = { code: "R01", money: euros("34.95") }
    const declined = view({ state: "declined", code: "R01", returned: back })
    expect(readView(declined, known()).facts).toEqual([])
    const both = view({ state: "approved", captured: euros("34.95"), returned: back })
    expect(readView(both, known()).facts.map(({ kind }) => kind)).toEqual(["captured", "returned"])
  })

  it("knows its own refunds, by reference, by id, or as the only one under way", () => {
    const refund: RefundView = {
      ...{ refund_id: "re_1", reference: "patt_2", state: "approved", money: euros("5.00") },
      ...{ code: null, message: null, fee: null },
    }
    const child = (changes: Partial<AttemptRow>): AttemptRow =>
      attempt({ id: "patt_2", kind: "refund", parent_id: "patt_1", ...euros("5.00"), ...changes })
    const read = (told: RefundView, ...children: AttemptRow[]) => {
      const reading = readView({ ...approved(), refunds: [told] }, known({ children }))
      return [reading.our_refunds.length, reading.foreign_refunds.length]
    }
    expect(read(refund, child({}))).toEqual([1, 0])
    expect(read({ ...refund, reference: null }, child({ payment_id: "re_1" }))).toEqual([1, 0])
    expect(read({ ...refund, reference: null }, child({ state: "unknown" }))).toEqual([1, 0])
    expect(read(refund, child({ state: "approved" }))).toEqual([0, 0])
    expect(read({ ...refund, reference: null })).toEqual([0, 1])
    expect(read({ ...refund, reference: null, state: "pending" })).toEqual([0, 0])
  })

  it("takes a refund back that was done and then came back, once", () => {
    const done: RefundView = {
      ...{ refund_id: "re_1", reference: null, state: "approved", money: euros("5.00") },
      ...{ code: null, message: null, fee: null },
    }
    const told = { ...approved(), refunds: [{ ...done, state: "declined" as const }] }
    const booked = keep(keep([], readView(approved(), known()).facts), [
      { kind: "refunded", money: euros("5.00"), fee: null, processor_ref: "re_1" },
    ])
    const { facts } = readView(told, known({ facts: booked }))
    expect(facts).toMatchObject([{ kind: "refund_reversed", money: euros("5.00") }])
    expect(readView(told, known({ facts: keep(booked, facts) })).facts).toEqual([])
    // A refund that was never done cannot come back.
    const never = keep([], readView(approved(), known()).facts)
    expect(readView(told, known({ facts: never })).facts).toEqual([])
  })

  it("takes what staff have recorded by hand and the processor tells later for one and the same", () => {
    const dispute: DisputeView = {
      ...{ dispute_id: "dp_1", money: euros("34.95"), state: "open", fee: null, reason: null },
    }
    const byHand = keep(
      [],
      [{ kind: "charged_back", money: euros("34.95"), fee: null, processor_ref: "hand_1" }]
    ).map((fact) => ({ ...fact, source: "staff" as const }))
    const captured = keep(byHand, readView(approved(), known()).facts)
    const told = { ...approved(), disputes: [dispute] }
    expect(readView(told, known({ facts: captured })).facts).toEqual([])
    const other = { ...dispute, dispute_id: "dp_2" }
    const twice = { ...approved(), disputes: [dispute, other] }
    expect(readView(twice, known({ facts: captured })).facts).toHaveLength(1)
  })

  it("comes to the same money whatever the order and number of pictures", () => {
    const dispute = (state: DisputeView["state"]): DisputeView => ({
      ...{ dispute_id: "dp_1", money: euros("34.95"), fee: euros("15.00"), reason: null },
      state,
    })
    // What a processor says one after another; each picture holds all that was said before.
    const story: PaymentView[] = [
      view({ state: "pending" }),
      view({ state: "approved", captured: euros("10.00") }),
      approved(),
      { ...approved(), disputes: [dispute("open")] },
      { ...approved(), disputes: [dispute("won")] },
    ]
    const sumsAfter = (pictures: readonly PaymentView[]): Record<string, bigint> => {
      let facts: PaymentFact[] = []
      let state: AttemptRow["state"] = "sending"
      for (const picture of pictures) {
        const reading = readView(picture, known({ attempt: attempt({ state }), facts }))
        facts = keep(facts, reading.facts)
        state = reading.state
      }
      const kinds: FactKind[] = ["captured", "charged_back", "chargeback_reversed"]
      return Object.fromEntries(kinds.map((kind) => [kind, sumOf(facts, kind, "EUR")]))
    }
    const wanted = { captured: 3495n, charged_back: 3495n, chargeback_reversed: 3495n }
    const pictures = fc.shuffledSubarray([...story, ...story], { minLength: 1 })
    fc.assert(
      fc.property(pictures, (seen) => {
        expect(sumsAfter([...seen, story[4]])).toEqual(wanted)
      }),
      { numRuns: 300 }
    )
  })
})
