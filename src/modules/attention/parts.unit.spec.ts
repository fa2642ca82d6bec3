import { ATTENTION_KINDS } from "./kinds"
import { ATTENTION_PARTS, kindsOf, partOf } from "./parts"

describe("the parts of what needs a person", () => {
  it.each(Object.keys(ATTENTION_KINDS))("has a place for %s", (kind) => {
    expect(partOf(kind)).not.toBeNull()
  })

  it("puts every kind into one part", () => {
    const all = ATTENTION_PARTS.flatMap(kindsOf)
    expect(all.sort()).toEqual(Object.keys(ATTENTION_KINDS).sort())
  })

  it("tells callbacks of carriers from trouble with parcels", () => {
    expect(partOf("shipping_callback_failed")).toBe("callbacks")
    expect(partOf("dispatch_silent")).toBe("dispatch")
    expect(partOf("never_heard_of")).toBeNull()
  })
})
