import { forEachOrder } from "./for-each-order"

describe("work for many orders", () => {
  it("goes on after one that fails, and tells it at the end", async () => {
    const done: string[] = []
    const all = forEachOrder(["one", "two", "three"], async (id) => {
      if (id === "two") {
        throw new Error("its shop is gone")
      }
      done.push(id)
    })
    await expect(all).rejects.toThrow("1 of 3 orders failed. two: its shop is gone")
    expect(done).toEqual(["one", "three"])
  })
})
