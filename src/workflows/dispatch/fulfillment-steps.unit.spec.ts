import {
  afterStep,
  nextFulfillmentStep,
  type FulfillmentStep,
  type Mirrored,
  type OurParcel,
} from "./fulfillment-steps"

const AT = new Date("2026-11-20T10:00:00Z")

const parcel = (changes: Partial<OurParcel> = {}): OurParcel => ({
  ...{ id: "shp_1", number: "T3-1-P1", kind: "first", supplier_id: "sup_1", state: "accepted" },
  ...{ shipped_at: null, delivered_at: null, labels: [] },
  lines: [{ order_line_id: "line_1", sku: "A", name: "A", quantity: 2 }],
  ...changes,
})

const shipped = (changes: Partial<OurParcel> = {}): OurParcel =>
  parcel({
    ...{ state: "shipped", shipped_at: AT },
    labels: [{ tracking_number: "RB1", tracking_url: "", label_url: "" }],
    ...changes,
  })

const NOTHING: Mirrored = {
  fulfillments: new Map(),
  lines: new Map([["line_1", { quantity: 2, fulfilled: 0, shipped: 0, delivered: 0 }]]),
}

/** Everything that is written until Medusa's records say what ours say, and what they say then. */
const writeAll = (
  ours: readonly OurParcel[],
  from: Mirrored
): { kinds: FulfillmentStep["kind"][]; theirs: Mirrored } => {
  const kinds: FulfillmentStep["kind"][] = []
  let theirs = from
  for (let step = nextFulfillmentStep(ours, theirs); step;) {
    kinds.push(step.kind)
    expect(kinds.length).toBeLessThan(20)
    theirs = afterStep(theirs, step)
    step = nextFulfillmentStep(ours, theirs)
  }
  return { kinds, theirs }
}

describe("what Medusa's fulfilments lack", () => {
  it("is nothing until a supplier has the parcel", () => {
    expect(writeAll([parcel({ state: "planned" })], NOTHING).kinds).toEqual([])
  })

  it("is written once, each in its turn, as the parcel goes its way", () => {
    const accepted = writeAll([parcel()], NOTHING)
    expect(accepted.kinds).toEqual(["create", "link", "register_fulfilled"])
    const gone = writeAll([shipped()], accepted.theirs)
    expect(gone.kinds).toEqual(["ship", "register_shipped"])
    const there = writeAll([shipped({ state: "delivered", delivered_at: AT })], gone.theirs)
    expect(there.kinds).toEqual(["deliver", "register_delivered"])
    expect(there.theirs.lines.get("line_1")).toEqual({
      ...{ quantity: 2, fulfilled: 2, shipped: 2, delivered: 2 },
    })
  })

  it("is the same whether it is written in one go or parcel by parcel", () => {
    const half = { order_line_id: "line_1", sku: "A", name: "A", quantity: 1 }
    const two = [shipped({ lines: [half] }), shipped({ id: "shp_2", lines: [half] })]
    const atOnce = writeAll(two, NOTHING)
    const oneByOne = writeAll(two, writeAll(two.slice(0, 1), NOTHING).theirs)
    expect(oneByOne.theirs).toEqual(atOnce.theirs)
    expect(atOnce.theirs.lines.get("line_1")).toMatchObject({ fulfilled: 2, shipped: 2 })
  })

  it("is taken back when a parcel is cancelled before it has left", () => {
    const { theirs } = writeAll([parcel()], NOTHING)
    const taken = writeAll([parcel({ state: "cancelled" })], theirs)
    expect(taken.kinds).toEqual(["cancel", "unregister_fulfilled"])
    expect(taken.theirs.lines.get("line_1")).toMatchObject({ fulfilled: 0 })
  })

  it("is a label more when a second number is told, and nothing is registered twice", () => {
    const { theirs } = writeAll([shipped()], NOTHING)
    const labels = ["RB1", "RB2"].map((tracking_number) => ({
      ...{ tracking_number, tracking_url: "", label_url: "" },
    }))
    expect(writeAll([shipped({ labels })], theirs).kinds).toEqual(["ship"])
  })

  it("is no piece more for goods that are sent again", () => {
    const { theirs } = writeAll([shipped()], NOTHING)
    const again = shipped({ id: "shp_2", kind: "reship" })
    expect(writeAll([shipped(), again], theirs).kinds).toEqual(["create", "link", "ship"])
  })
})
