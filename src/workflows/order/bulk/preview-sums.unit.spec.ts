import { PreviewSums, type TriedMove } from "./preview-sums"

const moved = (id: string, changes: Partial<TriedMove> = {}): TriedMove => ({
  order: { id, status: "pending" },
  refusal: null,
  asks_processor: false,
  needs_reason: false,
  letters: [{ kind: "approved", fate: "sent" }],
  lines: [
    { account: "receivable", currency: "EUR", amount: "10.0000", amount_usd: "10.825000" },
    { account: "sales", currency: "EUR", amount: "-10.0000", amount_usd: "-10.825000" },
  ],
  ...changes,
})

const refused = (id: string, code: string): TriedMove =>
  moved(id, { refusal: { code, sentence: `No: ${code}.` }, letters: [], lines: [] })

const exactly = (units: bigint): bigint => units

describe("the sums of a preview", () => {
  it("add up exactly and are rounded once", () => {
    const sums = new PreviewSums()
    sums.add([moved("a"), moved("b"), moved("c", { needs_reason: true })], exactly)
    expect(sums.present(new Map())).toMatchObject({
      moves: 3,
      needs_reason: 1,
      from: [{ status: "pending", count: 3 }],
      letters: [{ kind: "approved", fate: "sent", count: 3 }],
      ledger: {
        currencies: [
          { currency: "EUR", account: "receivable", amount: "30.00" },
          { currency: "EUR", account: "sales", amount: "-30.00" },
        ],
        // 32.475 and not three times 10.83.
        usd: [
          { account: "receivable", amount: "32.48" },
          { account: "sales", amount: "-32.48" },
        ],
      },
      refused: 0,
    })
  })

  it("group what is refused by its reason, the most frequent first, with a few examples", () => {
    const sums = new PreviewSums()
    const many = Array.from({ length: 8 }, (_, index) => refused(`t${index}`, "table"))
    sums.add([refused("r", "reversal"), ...many], exactly)
    const { refused: count, refusals } = sums.present(new Map([["t0", 7]]))
    expect(count).toBe(9)
    expect(refusals.map(({ code, count: own }) => [code, own])).toEqual([
      ["table", 8],
      ["reversal", 1],
    ])
    expect(refusals[0].examples).toHaveLength(5)
    expect(refusals[0].examples[0]).toEqual({ id: "t0", display_id: 7 })
  })

  it("reckon a part up to the whole", () => {
    const sums = new PreviewSums()
    sums.add([moved("a"), moved("b")], (units) => units * 10n)
    expect(sums.present(new Map())).toMatchObject({
      moves: 20,
      letters: [{ count: 20 }],
      ledger: { currencies: [{ amount: "200.00" }, { amount: "-200.00" }] },
    })
  })
})
