import { chargeMoneyOf, leftOf, overpaymentOf, refuseRefund } from "./refund-rules"
import type { AttemptRow, FactKind, PaymentFact } from "./types"

const attempt = (id: string, more: Partial<AttemptRow> = {}): AttemptRow => ({
  id,
  crm_order_id: "T3-A",
  number: 1,
  kind: "charge",
  way: "direct",
  parent_id: null,
  account_id: "pacc_1",
  processor: "stripe",
  method: "credit_card",
  actor_type: "system",
  actor_id: null,
  cause: null,
  amount: "30.00",
  currency: "EUR",
  state: "approved",
  initiation: "customer",
  payment_id: `pay_${id}`,
  capture_id: null,
  network_transaction_id: null,
  card_id: null,
  card_fingerprint: null,
  card_brand: null,
  with_cvv: null,
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
  created_at: new Date(0),
  sent_at: new Date(0),
  finished_at: new Date(0),
  ...more,
})

const fact = (
  attempt_id: string,
  kind: FactKind,
  amount: string,
  currency = "EUR"
): PaymentFact => ({
  id: `${attempt_id} ${kind} ${amount}`,
  crm_order_id: "T3-A",
  attempt_id,
  account_id: "pacc_1",
  kind,
  money: { amount, currency },
  fee: null,
  processor_ref: `${attempt_id} ${kind} ${amount}`,
  source: "answer",
  at: new Date(0),
})

const refund = (id: string, parent_id: string, more: Partial<AttemptRow> = {}): AttemptRow =>
  attempt(id, { kind: "refund", parent_id, ...more })

const ALL = { refund: true, partial_refund: true }
const order = { status: "approved" as const, total: "30.0000", currency: "EUR" }

describe("what can be given back", () => {
  it("is what came in, less what went out and what is on its way", () => {
    const [charge] = chargeMoneyOf(
      [
        attempt("a"),
        refund("r1", "a", { amount: "5.00" }),
        refund("r2", "a", { amount: "7.00", state: "unknown", finished_at: null }),
        refund("r3", "a", { amount: "9.00", state: "declined" }),
        attempt("declined", { state: "declined" }),
      ],
      [fact("a", "captured", "30.00"), fact("r1", "refunded", "5.00")]
    )
    expect(charge).toMatchObject({ captured: 3000n, refunded: 500n, in_refunds: 700n })
    expect(leftOf(charge)).toBe(1800n)
  })

  it.each<[string, bigint, FactKind[], Partial<typeof ALL> | null, string | null]>([
    ["all of it", 3000n, [], {}, null],
    ["a part", 1n, [], {}, null],
    ["more than came in", 3001n, [], {}, "too_much"],
    ["all, twice", 3000n, ["refunded"], {}, "nothing_captured"],
    ["what the bank took", 1n, ["charged_back"], {}, "chargeback_open"],
    ["what the bank took and gave back", 1n, ["charged_back", "chargeback_reversed"], {}, null],
    ["what the bank returned", 1n, ["returned"], {}, "nothing_captured"],
    ["where the processor cannot", 3000n, [], { refund: false }, "no_refunds"],
    ["a part where the processor cannot", 1n, [], { partial_refund: false }, "no_partial_refunds"],
    ["past a processor that cannot", 3000n, [], null, null],
  ])("%s", (_name, amount, kinds, capabilities, expected) => {
    const facts = [fact("a", "captured", "30.00"), ...kinds.map((kind) => fact("a", kind, "30.00"))]
    const [charge] = chargeMoneyOf([attempt("a")], facts)
    const refusal = refuseRefund({
      charge,
      amount,
      capabilities: capabilities && { ...ALL, ...capabilities },
    })
    expect(refusal?.code ?? null).toBe(expected)
  })
})

describe("what has come in too much", () => {
  const twice = [attempt("a"), attempt("b")]
  const paid = (...amounts: string[]): PaymentFact[] =>
    amounts.map((amount, index) => fact(["a", "b"][index], "captured", amount))

  it.each<
    [
      string,
      PaymentFact[],
      Partial<typeof order> | { status: "cancelled" },
      [string, bigint] | null,
    ]
  >([
    ["nothing of a paid order", paid("30.00"), {}, null],
    ["nothing of a part", paid("10.00"), {}, null],
    ["a second payment", paid("30.00", "30.00"), {}, ["b", 3000n]],
    ["the part over the total", paid("20.00", "15.00"), {}, ["b", 500n]],
    ["from where there is enough", paid("30.00", "5.00"), { total: "10.00" }, ["a", 2500n]],
    ["as much as one payment holds", paid("20.00", "20.00"), { total: "5.00" }, ["b", 2000n]],
    ["all of a cancelled order", paid("30.00"), { status: "cancelled" }, ["a", 3000n]],
    ["all in another currency", [fact("a", "captured", "30.00", "USD")], {}, ["a", 3000n]],
    [
      "not what the bank took",
      [...paid("30.00", "30.00"), fact("b", "charged_back", "30.00")],
      {},
      null,
    ],
  ])("%s", (_name, facts, change, expected) => {
    const found = overpaymentOf({ ...order, ...change }, chargeMoneyOf(twice, facts))
    expect(found && [found.charge.attempt.id, found.amount]).toEqual(expected)
  })
})
