import { readCustomerQuery, sortedBy, writeCustomerQuery } from "./customer-query"

const read = (text: string) => readCustomerQuery(new URLSearchParams(text))

describe("the address of the list of customers", () => {
  it("says what was asked, and nothing that goes without saying", () => {
    const asked = "q=anna&status=blocked&from=2026-01-02&order=-spent_usd"
    expect(writeCustomerQuery(read(asked)).toString()).toBe(asked)
    expect(writeCustomerQuery(read("")).toString()).toBe("")
  })

  it("takes what makes no sense as not given", () => {
    expect(read("status=rich&from=yesterday&order=-shoe_size")).toEqual(read(""))
  })

  it("turns a column round, and begins another with the largest", () => {
    const byName = { sort: "name", descending: false } as const
    expect(sortedBy(byName, "name")).toEqual({ sort: "name", descending: true })
    expect(sortedBy(byName, "spent_usd")).toEqual({ sort: "spent_usd", descending: true })
    expect(sortedBy({ sort: "joined_at", descending: true }, "name")).toEqual(byName)
  })
})
