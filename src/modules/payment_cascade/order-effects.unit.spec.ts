import type { OrderStatus } from "../crm_order/order-status"
import { effectsOfMoney, type MoneyChange } from "./order-effects"
import type { FactKind } from "./types"

const NOTHING = {
  total: 3495n,
  captured: 0n,
  refunded: 0n,
  charged_back: 0n,
  returned: 0n,
  open: null,
}
type Sums = Partial<MoneyChange["after"]>

const change = (
  kind: FactKind,
  {
    status,
    before = {},
    after,
    method = "credit_card",
    currency = "EUR",
    may = () => true,
  }: {
    status: OrderStatus
    before?: Sums
    after: Sums
    method?: MoneyChange["order"]["payment_method"]
    currency?: string
    may?: MoneyChange["may"]
  }
): MoneyChange => ({
  order: {
    status,
    status_before_chargeback: "shipped",
    payment_method: method,
    currency: "EUR",
  },
  before: { ...NOTHING, ...before },
  after: { ...NOTHING, ...before, ...after },
  facts: [{ kind, money: { amount: "34.95", currency } }],
  return_code: "R01",
  may,
})

const told = (input: MoneyChange) => {
  const { move, raise } = effectsOfMoney(input)
  return { move, raised: raise.map(({ kind }) => kind) }
}

const PAID = { captured: 3495n }

describe("what new money means for an order", () => {
  it.each<OrderStatus>(["pending", "declined", "call_center"])("approves it from %s", (status) => {
    const { move, raise, resolve } = effectsOfMoney(change("captured", { status, after: PAID }))
    expect([move, raise]).toEqual(["approved", []])
    expect(resolve).toContain("payment_no_processor")
  })

  it.each<[string, MoneyChange, { move: OrderStatus | null; raised: string[] }]>([
    [
      "less money by card",
      change("captured", { status: "pending", after: { captured: 3494n } }),
      { move: null, raised: ["payment_mismatch"] },
    ],
    [
      "less money by crypto",
      change("captured", { status: "pending", method: "crypto", after: { captured: 1000n } }),
      { move: null, raised: ["payment_underpaid"] },
    ],
    [
      "more money",
      change("captured", { status: "pending", after: { captured: 3496n } }),
      { move: null, raised: ["payment_overpaid"] },
    ],
    [
      "money in another currency",
      change("captured", { status: "pending", currency: "USD", after: {} }),
      { move: null, raised: ["payment_mismatch"] },
    ],
    [
      "money for an order that is paid already",
      change("captured", { status: "shipped", before: PAID, after: { captured: 6990n } }),
      { move: null, raised: ["payment_overpaid"] },
    ],
    [
      "money for a cancelled order",
      change("captured", { status: "cancelled", after: PAID }),
      { move: null, raised: ["payment_on_closed_order"] },
    ],
    [
      "the rest of the money",
      change("captured", {
        status: "pending",
        method: "crypto",
        before: { captured: 1000n },
        after: PAID,
      }),
      { move: "approved", raised: [] },
    ],
    [
      "what was too much is given back",
      change("refunded", {
        status: "pending",
        before: { captured: 4000n },
        after: { refunded: 505n },
      }),
      { move: "approved", raised: [] },
    ],
    [
      "a part is given back",
      change("refunded", { status: "shipped", before: PAID, after: { refunded: 500n } }),
      { move: null, raised: [] },
    ],
    [
      "all is given back",
      change("refunded", { status: "shipped", before: PAID, after: { refunded: 3495n } }),
      { move: "refunded", raised: [] },
    ],
    [
      "a refund that comes back",
      change("refund_reversed", {
        status: "refunded",
        before: { ...PAID, refunded: 3495n },
        after: { refunded: 0n },
      }),
      { move: null, raised: ["refund_came_back"] },
    ],
    [
      "a chargeback",
      change("charged_back", { status: "shipped", before: PAID, after: { charged_back: 3495n } }),
      { move: "chargeback", raised: [] },
    ],
    [
      "a chargeback where the status does not allow it",
      change("charged_back", {
        status: "pending",
        before: PAID,
        after: { charged_back: 3495n },
        may: () => false,
      }),
      { move: null, raised: ["chargeback_on_order"] },
    ],
    [
      "a chargeback that is reversed",
      change("chargeback_reversed", {
        status: "chargeback",
        before: { ...PAID, charged_back: 3495n },
        after: { charged_back: 0n },
      }),
      { move: "shipped", raised: [] },
    ],
    [
      "a return before anything was handed over",
      change("returned", { status: "approved", before: PAID, after: { returned: 3495n } }),
      { move: "declined", raised: [] },
    ],
    [
      "a return afterwards",
      change("returned", { status: "shipped", before: PAID, after: { returned: 3495n } }),
      { move: null, raised: ["payment_returned"] },
    ],
  ])("%s", (_name, input, wanted) => {
    expect(told(input)).toEqual(wanted)
  })

  it("names the amounts that a person has to know", () => {
    const { raise } = effectsOfMoney(
      change("captured", { status: "pending", after: { captured: 3500n } })
    )
    expect(raise).toEqual([{ kind: "payment_overpaid", data: { amount: "0.05", currency: "EUR" } }])
  })

  it("does not resolve what it raises", () => {
    const input = change("captured", { status: "pending", after: { captured: 3400n } })
    const { raise, resolve } = effectsOfMoney(input)
    expect(resolve.filter((kind) => raise.some((raised) => raised.kind === kind))).toEqual([])
  })
})
