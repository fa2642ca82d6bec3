import { toldTracking } from "./read-tracking"

const told = { id: "a", sent_at: new Date() }
const kept = { id: "b", sent_at: null }

describe("the numbers that a letter tells", () => {
  it("are those it was written for", () => {
    expect(toldTracking([told, kept], ["b"], true)).toEqual([kept])
    expect(toldTracking([told, kept], ["a", "b"], true)).toEqual([told, kept])
  })

  it("are all that are in use when its own have been replaced meanwhile", () => {
    expect(toldTracking([told, kept], ["gone"], true)).toEqual([told, kept])
  })

  it("are those the customer knows, in a letter that is not about them", () => {
    expect(toldTracking([told, kept], undefined, false)).toEqual([told])
    expect(toldTracking([told, kept], "b", true)).toEqual([told, kept])
  })
})
