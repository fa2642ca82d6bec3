import { readPreferredWait } from "./preferred-wait"

describe("the header Prefer", () => {
  it.each<[string | string[] | undefined, number]>([
    ["wait=0", 0],
    ["wait=25", 25],
    ['respond-async, wait="5"', 5],
    ["return=minimal; wait = 7", 7],
    [["respond-async", "WAIT=3"], 3],
    [undefined, 10],
    ["", 10],
    ["wait=26", 10],
    ["wait=-1", 10],
    ["wait=soon", 10],
    ["wait=1.5", 10],
    ["await=2", 10],
  ])("%j means %d seconds", (header, seconds) => {
    expect(readPreferredWait(header)).toBe(seconds)
  })
})
