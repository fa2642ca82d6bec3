import { Problem } from "../../lib/problem"
import type { ShipmentState } from "../../modules/dispatch/types"
import { chooseParcel } from "./choose-parcel"

const parcel = (id: string, state: ShipmentState) => ({
  id,
  number: `P-${id}`,
  state,
  kind: "first" as const,
})

describe("the parcel that a number is for", () => {
  it("is the only one that has none", () => {
    const parcels = [parcel("a", "shipped"), parcel("b", "accepted")]
    expect(chooseParcel(parcels, [{ shipment_id: "a" }])?.id).toBe("b")
    expect(chooseParcel([parcel("a", "rejected"), parcel("b", "taken")], [])?.id).toBe("b")
  })

  it("is the only one, when a second number comes for it", () => {
    expect(chooseParcel([parcel("a", "shipped")], [{ shipment_id: "a" }])?.id).toBe("a")
  })

  it("is nobody's, when the order has no parcel", () => {
    expect(chooseParcel([], [])).toBeNull()
    expect(chooseParcel([parcel("a", "cancelled")], [])).toBeNull()
  })

  it("has to be said, when it may be one of several", () => {
    const several = () => chooseParcel([parcel("a", "taken"), parcel("b", "planned")], [])
    expect(several).toThrow(Problem)
    expect(several).toThrow("P-a, P-b")
  })
})
