import { countOf, isNarrowed, readMessageQuery, writeMessageQuery } from "./message-query"

const read = (search: string) => readMessageQuery(new URLSearchParams(search))

describe("the address of the list of letters", () => {
  it("says what was asked, and nothing that is usual", () => {
    const query = read("view=trouble&q=anna&kind=shipped&from=2025-11-01&offset=20")
    expect(query).toMatchObject({ view: "trouble", q: "anna", kind: "shipped", offset: 20 })
    expect(writeMessageQuery(query).toString()).toBe(
      "view=trouble&q=anna&kind=shipped&from=2025-11-01&offset=20"
    )
    expect(writeMessageQuery(read("")).toString()).toBe("")
  })

  it("passes over what makes no sense", () => {
    expect(read("view=x&kind=x&from=yesterday&offset=-3")).toEqual(read(""))
  })

  it("knows whether anything is left out, but for the view", () => {
    expect(isNarrowed(read("view=sent"))).toBe(false)
    expect(isNarrowed(read("to=2025-11-01"))).toBe(true)
  })
})

describe("the counts of the views", () => {
  it("are the sums of their states", () => {
    const counts = { queued: 2, deferred: 1, sent: 5, failed: 1, skipped: 4 }
    expect(countOf("waiting", counts)).toBe(3)
    expect(countOf("trouble", counts)).toBe(1)
    expect(countOf("all", counts)).toBe(13)
  })
})
