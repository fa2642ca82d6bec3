import { rarePart } from "./order-query"

describe("the rare part of a searched text", () => {
  it.each([
    ["noah.tremblay7brc@post.example", "blay7brc"],
    ["+14165556951", "65556951"],
    ["T3-SFDRCY-4BGPP9-3V8KJ7", "4BGPP9"],
    ["anna 2026000123", "26000123"],
    ["josé123 garcía", "josé123"],
  ])("of %s is %s", (typed, part) => {
    expect(rarePart(typed)).toBe(part)
  })

  it.each(["anna", "noah tremblay", "anna@post2026.example", "+1 416 555 69", "", "12345"])(
    "of %p is not known",
    (typed) => {
      expect(rarePart(typed)).toBeUndefined()
    }
  )
})
