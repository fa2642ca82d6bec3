import fc from "fast-check"
import { parseDecimal } from "../../lib/money"
import { FACT_KINDS, type PaymentFact } from "../payment_cascade/types"
import { postingsOf } from "./postings"
import type { BookedCharge, FactToBook, FeeRule, PostingSet } from "./types"

const FEE_RULE: FeeRule = {
  id: "feer_1",
  account_id: "pacc_1",
  percent: "10.0000",
  fixed: "0.3000",
  chargeback_fee: "15.0000",
  currency: "EUR",
  refund_returns_fee: false,
  valid_from: new Date("2026-01-01"),
}

const toBook = (fact: Partial<PaymentFact>, rest: Partial<FactToBook> = {}): FactToBook => ({
  fact: {
    id: "fact_1",
    crm_order_id: "T3-1",
    attempt_id: "att_1",
    account_id: "pacc_1",
    kind: "captured",
    money: { amount: "34.95", currency: "EUR" },
    fee: null,
    processor_ref: "ref_1",
    source: "answer",
    at: new Date("2026-11-22T10:00:00Z"),
    ...fact,
  },
  shop_id: "shop_1",
  charge_attempt_id: "att_1",
  usd_per_unit: "1.08",
  fee_usd_per_unit: null,
  fee_rule: FEE_RULE,
  overpaid: "0",
  ...rest,
})

const CHARGE: BookedCharge = {
  captured: "34.9500",
  given_back: "0",
  fees: [{ amount: "3.8000", currency: "EUR", usd_per_unit: "1.08" }],
}

/** A set in short: each book with its amount, the currency once. */
const inShort = ({ cause_type, lines }: PostingSet) => [
  cause_type,
  lines[0].currency,
  Object.fromEntries(lines.map(({ account, amount }) => [account, amount])),
]

const shortOf = (fact: FactToBook, charge: BookedCharge | null = null) =>
  postingsOf(fact, charge).sets.map(inShort)

describe("what a money fact does to the books", () => {
  it("is a sale less the fee of the rule", () => {
    expect(shortOf(toBook({}))).toEqual([
      ["payment_fact", "EUR", { receivable: "31.1500", sales: "-34.9500", fees: "3.8000" }],
    ])
  })

  it("believes the processor's own fee before the rule", () => {
    const fact = toBook({ fee: { amount: "1.01", currency: "EUR" } })
    expect(shortOf(fact)).toEqual([
      ["payment_fact", "EUR", { receivable: "33.9400", sales: "-34.9500", fees: "1.0100" }],
    ])
  })

  it("costs nothing where there is neither a fee nor a rule", () => {
    expect(shortOf(toBook({}, { fee_rule: null }))).toEqual([
      ["payment_fact", "EUR", { receivable: "34.9500", sales: "-34.9500" }],
    ])
  })

  it("keeps what was paid too much apart from the sales", () => {
    const fact = toBook({}, { overpaid: "4.95", fee_rule: null })
    expect(shortOf(fact)).toEqual([
      [
        "payment_fact",
        "EUR",
        { receivable: "34.9500", sales: "-30.0000", overpayments: "-4.9500" },
      ],
    ])
    const back = toBook(
      { kind: "refunded", money: { amount: "4.95", currency: "EUR" } },
      { overpaid: "4.95" }
    )
    expect(shortOf(back, CHARGE)).toEqual([
      ["payment_fact", "EUR", { receivable: "-4.9500", overpayments: "4.9500" }],
    ])
  })

  it("books a fee in another currency as a set of its own, once its rate is known", () => {
    const fee = { amount: "1.20", currency: "USD" }
    expect(postingsOf(toBook({ fee }), null).missing_rate).toBe("USD")
    expect(shortOf(toBook({ fee }))).toEqual([
      ["payment_fact", "EUR", { receivable: "34.9500", sales: "-34.9500" }],
    ])
    const known = toBook({ fee }, { fee_usd_per_unit: "1" })
    expect(postingsOf(known, null).missing_rate).toBeNull()
    expect(shortOf(known)[1]).toEqual([
      "payment_fee",
      "USD",
      { receivable: "-1.2000", fees: "1.2000" },
    ])
  })

  it("rounds a percentage to what the currency has, half up", () => {
    const rule = { ...FEE_RULE, percent: "2.5", fixed: "0" }
    const feeOf = (amount: string, currency: string): string | undefined =>
      postingsOf(
        toBook({ money: { amount, currency } }, { fee_rule: { ...rule, currency } }),
        null
      ).sets[0].lines.find(({ account }) => account === "fees")?.amount
    expect(feeOf("33.00", "EUR")).toBe("0.8300")
    expect(feeOf("1000", "JPY")).toBe("25.0000")
    expect(feeOf("1020", "JPY")).toBe("26.0000")
    expect(feeOf("0.020", "KWD")).toBe("0.0010")
  })

  it("gives the fee back with a refund only where the rule says so, in parts without a rest", () => {
    const refund = (amount: string) =>
      toBook({ kind: "refunded", money: { amount, currency: "EUR" } })
    expect(shortOf(refund("34.95"), CHARGE)).toEqual([
      ["payment_fact", "EUR", { receivable: "-34.9500", refunds: "34.9500" }],
    ])
    const returning = { fee_rule: { ...FEE_RULE, refund_returns_fee: true } }
    const partOf = (given_back: string, amount: string): bigint => {
      const { sets } = postingsOf({ ...refund(amount), ...returning }, { ...CHARGE, given_back })
      const fee = sets[0].lines.find(({ account }) => account === "fees")?.amount ?? "0"
      return parseDecimal(fee, 4) ?? 0n
    }
    const thirds = partOf("0", "11.65") + partOf("11.65", "11.65") + partOf("23.30", "11.65")
    expect(thirds).toBe(-38_000n)
    // A refund that comes back costs its part of the fee again.
    const cameBack = toBook({
      kind: "refund_reversed",
      money: { amount: "11.65", currency: "EUR" },
    })
    const [{ lines }] = postingsOf(
      { ...cameBack, ...returning },
      { ...CHARGE, given_back: "11.65" }
    ).sets
    expect(lines.find(({ account }) => account === "fees")?.amount).toBe("1.2700")
    expect(partOf("34.95", "1.00")).toBe(0n)
  })

  it("adds the chargeback's fee, and leaves it when the chargeback is reversed", () => {
    expect(shortOf(toBook({ kind: "charged_back" }))).toEqual([
      [
        "payment_fact",
        "EUR",
        { receivable: "-49.9500", chargebacks: "34.9500", dispute_fees: "15.0000" },
      ],
    ])
    expect(shortOf(toBook({ kind: "chargeback_reversed" }))).toEqual([
      ["payment_fact", "EUR", { receivable: "34.9500", chargebacks: "-34.9500" }],
    ])
  })

  it("takes the sale back when a bank returns it", () => {
    expect(shortOf(toBook({ kind: "returned" }), CHARGE)).toEqual([
      ["payment_fact", "EUR", { receivable: "-34.9500", sales: "34.9500" }],
    ])
  })

  it("refuses amounts that the books cannot hold, and a part larger than the whole", () => {
    expect(() => postingsOf(toBook({}, { overpaid: "35" }), null)).toThrow(/not a part/)
    const money = { amount: "1.00001", currency: "EUR" }
    expect(() => postingsOf(toBook({ money }), null)).toThrow(/decimal places/)
  })

  it("is zero per currency, whatever the fact", () => {
    const decimal = (most: number) =>
      fc.integer({ min: 1, max: most }).map((units) => (units / 100).toFixed(2))
    const currency = fc.constantFrom("EUR", "USD", "GBP")
    const anyFact = fc.record({
      kind: fc.constantFrom(...FACT_KINDS),
      money: fc.record({ amount: decimal(1_000_000), currency }),
      fee: fc.option(fc.record({ amount: decimal(2_000), currency })),
    })
    const anyRule = fc.option(
      fc.record({
        percent: decimal(2_000),
        fixed: decimal(500),
        chargeback_fee: decimal(5_000),
        currency,
        refund_returns_fee: fc.boolean(),
      })
    )
    fc.assert(
      fc.property(anyFact, anyRule, fc.boolean(), (fact, rule, rateIsKnown) => {
        const fee_rule = rule && { ...FEE_RULE, ...rule }
        const { sets } = postingsOf(
          toBook(fact, { fee_rule, fee_usd_per_unit: rateIsKnown ? "1.27" : null }),
          { ...CHARGE, captured: fact.money.amount }
        )
        for (const { lines } of sets) {
          const sums = new Map<string, bigint>()
          for (const line of lines) {
            const units = parseDecimal(line.amount, 4) ?? 0n
            sums.set(line.currency, (sums.get(line.currency) ?? 0n) + units)
          }
          expect([...sums.values()].every((sum) => sum === 0n)).toBe(true)
        }
      })
    )
  })
})
