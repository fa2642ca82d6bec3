import type { RoutingEntry } from "../types/payments"
import { moved, placesOf, tidy, wholeRules } from "./routing-rules"

const entry = (account_id: string, priority: number): RoutingEntry => ({
  account_id,
  priority,
  weight: 1,
  when: {},
})

const shape = (entries: RoutingEntry[]): string[][] =>
  placesOf(entries).map((place) => place.map(({ account_id }) => account_id))

describe("the places of a method's processors", () => {
  const [a, b, c] = [entry("a", 1), entry("b", 2), entry("c", 2)]

  it("puts those with the same number together, the lowest number first", () => {
    expect(shape([c, a, b])).toEqual([["a"], ["c", "b"]])
  })

  it("numbers the places without gaps", () => {
    expect(tidy([entry("a", 10), entry("b", 30)]).map(({ priority }) => priority)).toEqual([1, 2])
  })

  it("swaps two neighbours", () => {
    expect(shape(moved([a, entry("d", 3)], a, 1))).toEqual([["d"], ["a"]])
  })

  it("takes one out of a shared place before it moves on", () => {
    expect(shape(moved([a, b, c], c, -1))).toEqual([["a"], ["c"], ["b"]])
    expect(shape(moved([a, b, c], b, 1))).toEqual([["a"], ["c"], ["b"]])
  })

  it("leaves the first where it is when it should go up", () => {
    expect(shape(moved([a, b, c], a, -1))).toEqual([["a"], ["b", "c"]])
  })

  it("has every method, also where the server named none", () => {
    expect(wholeRules(null)).toEqual({ credit_card: [], paypal: [], crypto: [], echeck: [] })
  })
})
