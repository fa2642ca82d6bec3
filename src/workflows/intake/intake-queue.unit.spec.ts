import { IntakeQueue } from "./intake-queue"

const pause = () => new Promise((resolve) => setTimeout(resolve, 5))

describe("IntakeQueue", () => {
  it("writes what waits at the same moment together, and answers each its own", async () => {
    const batches: number[][] = []
    const queue = new IntakeQueue<number, string>(async (batch) => {
      batches.push(batch)
      await pause()
      return batch.map((number) => `#${number}`)
    })
    const numbers = Array.from({ length: 250 }, (_, index) => index)
    const answers = await Promise.all(numbers.map((number) => queue.submit(number)))
    expect(answers).toEqual(numbers.map((number) => `#${number}`))
    expect(batches.length).toBeLessThan(10)
    expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(100)
  })

  it("writes one that is alone at once", async () => {
    const queue = new IntakeQueue<number, number>(async (batch) => batch)
    await expect(queue.submit(1)).resolves.toBe(1)
    await expect(queue.submit(2)).resolves.toBe(2)
  })

  it("fails only the one that is to blame", async () => {
    const queue = new IntakeQueue<number, number>(async (batch) => {
      if (batch.includes(3)) {
        throw new Error("three is bad")
      }
      return batch
    })
    const results = await Promise.allSettled([1, 2, 3, 4].map((number) => queue.submit(number)))
    expect(results.map((result) => result.status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ])
  })
})
