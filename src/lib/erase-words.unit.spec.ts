import { eraserOf, likePatterns } from "./erase-words"

describe("taking a person's words out", () => {
  const erase = eraserOf(["anna@example.com", "Anna Vogt", "+49301234", "Jo"])

  it("finds them anywhere, in whatever case", () => {
    expect(erase({ words: "<ANNA@example.com> is full", list: ["Anna Vogt, +49301234"] })).toEqual({
      words: "<[erased]> is full",
      list: ["[erased], [erased]"],
    })
  })

  it("leaves everything else, and words too short to mean one person", () => {
    const data = { amount: "10.00", count: 3, none: null, name: "Joanna" }
    expect(erase(data)).toEqual(data)
    expect(eraserOf(["  ", "Al"])(data)).toBe(data)
  })

  it("makes patterns in which no sign has a meaning of its own", () => {
    expect(likePatterns(["50%_off", "Al"])).toEqual(["%50\\%\\_off%"])
  })
})
