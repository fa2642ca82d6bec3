import { customerSearch } from "./customer-search"

const askedFor = (typed: string): string[] =>
  customerSearch(typed).map(({ bindings }) => bindings[0])

describe("the search for customers", () => {
  it.each([
    ["+49 (30) 2312-5042", ["493023125042"]],
    ["0049 30 23125042", ["493023125042"]],
    ["030 23125042", ["3023125042"]],
    ["23125042", ["23125042"]],
  ])("reads the telephone number %s", (typed, words) => {
    expect(askedFor(typed)).toEqual(words)
  })

  it("looks for every word, in whatever order they are typed", () => {
    expect(askedFor("  Vogt,  Anna ")).toEqual(["Vogt", "Anna"])
    expect(askedFor("anna@example.com")).toEqual(["anna@example.com"])
  })

  it("takes signs of patterns for what they are", () => {
    expect(askedFor("50%_a")).toEqual(["50\\%\\_a"])
  })

  it("looks for short words at the beginnings of words", () => {
    const [{ sql, bindings }] = customerSearch("zo")
    expect(sql).toContain("'% '")
    expect(bindings).toEqual(["zo", "zo"])
  })

  it("asks for nothing when nothing is typed", () => {
    expect(customerSearch("   ")).toEqual([])
  })
})
