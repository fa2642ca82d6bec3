import { readDispatchQuery, writeDispatchQuery } from "./dispatch-query"

describe("the address of the list of parcels", () => {
  it.each([
    ["", { tab: "to_send", supplier_id: "", offset: 0 }],
    ["tab=lost&supplier_id=sup_1&offset=20", { tab: "lost", supplier_id: "sup_1", offset: 20 }],
    ["tab=nonsense&offset=-3", { tab: "to_send", supplier_id: "", offset: 0 }],
    ["offset=1.5", { tab: "to_send", supplier_id: "", offset: 0 }],
  ])("is read from %p", (address, query) => {
    expect(readDispatchQuery(new URLSearchParams(address))).toEqual(query)
  })

  it("leaves out what is usual, and is read as it was written", () => {
    expect(writeDispatchQuery({ tab: "to_send", supplier_id: "", offset: 0 }).toString()).toBe("")
    const query = { tab: "silent", supplier_id: "sup_2", offset: 40 } as const
    expect(readDispatchQuery(writeDispatchQuery(query))).toEqual(query)
  })
})
