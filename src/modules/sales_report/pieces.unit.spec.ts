import fc from "fast-check"
import { GRAINS, piecesOf, type Grain } from "./pieces"

const QUARTER_MS = 15 * 60 * 1000
const START = Date.UTC(2020, 0, 1)

const span = fc
  .tuple(fc.integer({ min: 0, max: 350_000 }), fc.integer({ min: 0, max: 80_000 }))
  .map(([first, length]) => ({
    from: new Date(START + first * QUARTER_MS),
    to: new Date(START + (first + length) * QUARTER_MS),
  }))

const grains = fc.constantFrom<readonly Grain[]>(GRAINS, ["quarter", "day", "month"])

describe("the pieces of a span", () => {
  it("follow on each other from its beginning to its end", () => {
    fc.assert(
      fc.property(span, grains, ({ from, to }, kept) => {
        const pieces = piecesOf({ from, to }, kept)
        const edges = pieces.flatMap((piece) => [piece.from.getTime(), piece.to.getTime()])
        const joints = [from.getTime(), ...edges, to.getTime()]
        if (pieces.length === 0) {
          expect(from).toEqual(to)
        }
        for (let place = 0; place < joints.length; place += 2) {
          expect(joints[place]).toBe(joints[place + 1])
        }
      })
    )
  })

  it("are few, and no finer than they have to be", () => {
    fc.assert(
      fc.property(span, (one) => {
        const pieces = piecesOf(one)
        expect(pieces.length).toBeLessThanOrEqual(7)
        for (const { grain, from, to } of pieces) {
          const finest = { quarter: 7, hour: 46, day: 60, month: 40 }[grain]
          const length = { quarter: 1, hour: 4, day: 96, month: 28 * 96 }[grain]
          expect((to.getTime() - from.getTime()) / QUARTER_MS / length).toBeLessThanOrEqual(
            finest + 1
          )
        }
      })
    )
  })

  it("of a day in Kathmandu are hours and quarters", () => {
    expect(
      piecesOf({
        from: new Date("2026-11-21T18:15:00Z"),
        to: new Date("2026-11-22T18:15:00Z"),
      }).map(({ grain, from }) => `${grain} ${from.toISOString()}`)
    ).toEqual([
      "quarter 2026-11-21T18:15:00.000Z",
      "hour 2026-11-21T19:00:00.000Z",
      "quarter 2026-11-22T18:00:00.000Z",
    ])
  })
})
