import {
  CatalogueIndex,
  planShipments,
  refusalWords,
  type DispatchWorld,
  type OrderToShip,
} from "./plan-shipments"
import type { CatalogueRow, ShippingRule } from "./types"

let drawn = 0

const row = (supplier_id: string, sku: string, more: Partial<CatalogueRow> = {}): CatalogueRow => ({
  id: `sprd_${String((drawn += 1)).padStart(4, "0")}`,
  shop_id: null,
  sku,
  supplier_id,
  supplier_sku: `${supplier_id}-${sku}`,
  cost: null,
  cost_currency: null,
  stock: null,
  active: true,
  updated_at: new Date(),
  ...more,
})

const world = (
  rows: CatalogueRow[],
  rules: ShippingRule[] = [],
  inactive: string[] = []
): DispatchWorld => ({
  suppliers: new Map(
    ["alpha", "beta", "gamma"].map((id) => [id, { id, name: id, active: !inactive.includes(id) }])
  ),
  catalogue: new CatalogueIndex(rows),
  rules,
})

const order = (lines: [string, number][], more: Partial<OrderToShip> = {}): OrderToShip => ({
  id: "T3-AB12",
  shop_id: "shop_1",
  country: "DE",
  lines: lines.map(([sku, quantity], index) => ({
    order_line_id: `ordli_${index}`,
    sku,
    name: sku,
    option: null,
    quantity,
  })),
  ...more,
})

/** Who ships which SKU, or the codes of what nobody ships. */
const outcome = (wanted: OrderToShip, given: DispatchWorld) => {
  const plan = planShipments(wanted, given)
  return plan.ok
    ? plan.parcels.map(({ supplier_id, lines }) => [
        supplier_id,
        lines.map(({ sku }) => sku).join("+"),
      ])
    : plan.refusals.map(({ code }) => code)
}

describe("who ships what", () => {
  it("the lines of one supplier are one parcel, those of two are two", () => {
    const given = world([row("alpha", "A"), row("alpha", "B"), row("beta", "C")])
    expect(
      outcome(
        order([
          ["A", 1],
          ["C", 1],
          ["B", 2],
        ]),
        given
      )
    ).toEqual([
      ["alpha", "A+B"],
      ["beta", "C"],
    ])
  })

  it("an order goes whole or not at all", () => {
    const given = world([row("alpha", "A")])
    expect(
      outcome(
        order([
          ["A", 1],
          ["NEW", 1],
        ]),
        given
      )
    ).toEqual(["unknown_sku"])
  })

  it("the same SKU on two lines stays two lines", () => {
    const plan = planShipments(
      order([
        ["A", 1],
        ["A", 2],
      ]),
      world([row("alpha", "A")])
    )
    expect(plan.ok && plan.parcels[0].lines.map(({ order_line_id }) => order_line_id)).toEqual([
      "ordli_0",
      "ordli_1",
    ])
  })

  it("a supplier's row for the shop itself goes before that for all shops", () => {
    const given = world([
      row("alpha", "A", { supplier_sku: "for all" }),
      row("alpha", "A", { shop_id: "shop_1", supplier_sku: "own" }),
    ])
    const plan = planShipments(order([["A", 1]]), given)
    expect(plan.ok && plan.parcels[0].lines[0].supplier_sku).toBe("own")
    // One that is switched off for this shop is not replaced by the one for all.
    const off = world([row("alpha", "A"), row("alpha", "A", { shop_id: "shop_1", active: false })])
    expect(outcome(order([["A", 1]]), off)).toEqual(["inactive"])
  })

  it("a rule's priority goes before the price, the price before the name", () => {
    const rows = [
      row("alpha", "A", { cost: "9.00", cost_currency: "USD" }),
      row("beta", "A", { cost: "10.00", cost_currency: "USD" }),
    ]
    expect(outcome(order([["A", 1]]), world(rows))).toEqual([["alpha", "A"]])
    const rules = [{ supplier_id: "beta", priority: 1, when: {} }]
    expect(outcome(order([["A", 1]]), world(rows, rules))).toEqual([["beta", "A"]])
    expect(outcome(order([["A", 1]]), world([row("beta", "A"), row("alpha", "A")]))).toEqual([
      ["alpha", "A"],
    ])
  })

  it("costs in two currencies are not compared, and a known one goes before an unknown one", () => {
    const two = [
      row("beta", "A", { cost: "1", cost_currency: "EUR" }),
      row("alpha", "A", { cost: "90", cost_currency: "RUB" }),
    ]
    expect(outcome(order([["A", 1]]), world(two))).toEqual([["alpha", "A"]])
    const known = [row("alpha", "A"), row("beta", "A", { cost: "5", cost_currency: "USD" })]
    expect(outcome(order([["A", 1]]), world(known))).toEqual([["beta", "A"]])
  })

  it("who has rules and none that fits does not ship it", () => {
    const rules: ShippingRule[] = [
      { supplier_id: "alpha", priority: 1, when: { countries: ["US"] } },
      { supplier_id: "beta", priority: 50, when: { countries: ["DE"], skus: ["B"] } },
    ]
    const rows = [row("alpha", "A"), row("beta", "A")]
    expect(outcome(order([["A", 1]]), world(rows, rules))).toEqual(["not_to_country"])
    expect(outcome(order([["A", 1]], { country: "US" }), world(rows, rules))).toEqual([
      ["alpha", "A"],
    ])
    // A third who has no rules at all ships everything.
    expect(outcome(order([["A", 1]]), world([...rows, row("gamma", "A")], rules))).toEqual([
      ["gamma", "A"],
    ])
  })

  it("the first rule that fits decides", () => {
    const rules: ShippingRule[] = [
      { supplier_id: "alpha", priority: 200, when: { skus: ["A"] } },
      { supplier_id: "alpha", priority: 1, when: {} },
    ]
    expect(outcome(order([["A", 1]]), world([row("alpha", "A"), row("beta", "A")], rules))).toEqual(
      [["beta", "A"]]
    )
  })

  it("who is not in use does not ship", () => {
    expect(outcome(order([["A", 1]]), world([row("alpha", "A")], [], ["alpha"]))).toEqual([
      "inactive",
    ])
  })

  it("an SKU that is empty or only alike is not known", () => {
    const given = world([row("alpha", "A")])
    expect(
      outcome(
        order([
          ["", 1],
          ["a", 1],
          ["A ", 1],
        ]),
        given
      )
    ).toEqual(["no_sku", "unknown_sku", "unknown_sku"])
  })
})

describe("stock", () => {
  it("is enough or another ships it", () => {
    const rows = [
      row("alpha", "A", { stock: 2, cost: "1", cost_currency: "USD" }),
      row("beta", "A", { cost: "2", cost_currency: "USD" }),
    ]
    expect(outcome(order([["A", 2]]), world(rows))).toEqual([["alpha", "A"]])
    expect(outcome(order([["A", 3]]), world(rows))).toEqual([["beta", "A"]])
  })

  it("is used up by the orders that are planned before", () => {
    const given = world([row("alpha", "A", { stock: 3 })])
    expect(outcome(order([["A", 2]]), given)).toEqual([["alpha", "A"]])
    expect(outcome(order([["A", 2]]), given)).toEqual(["out_of_stock"])
    expect(outcome(order([["A", 1]]), given)).toEqual([["alpha", "A"]])
  })

  it("is counted over the lines of one order", () => {
    const given = world([row("alpha", "A", { stock: 3 })])
    expect(
      outcome(
        order([
          ["A", 2],
          ["A", 2],
        ]),
        given
      )
    ).toEqual(["out_of_stock"])
  })

  it("is not used up by an order that stays", () => {
    const given = world([row("alpha", "A", { stock: 2 })])
    expect(
      outcome(
        order([
          ["A", 2],
          ["NEW", 1],
        ]),
        given
      )
    ).toEqual(["unknown_sku"])
    expect(outcome(order([["A", 2]]), given)).toEqual([["alpha", "A"]])
  })
})

it("says in one sentence per reason why an order stays", () => {
  const refusal = (sku: string, code: "unknown_sku" | "not_to_country") => ({
    order_line_id: sku,
    sku,
    code,
  })
  expect(
    refusalWords(
      [refusal("A", "not_to_country"), refusal("B", "unknown_sku"), refusal("C", "unknown_sku")],
      "DE"
    )
  ).toBe("No supplier's catalogue has B, C. Nobody ships A to DE.")
})
