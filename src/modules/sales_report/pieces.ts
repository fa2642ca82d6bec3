import type { Span } from "./types"

/** How the sums are kept, finest first. All begin where UTC's hours, days and months do. */
export const GRAINS = ["quarter", "hour", "day", "month"] as const
export type Grain = (typeof GRAINS)[number]

/** A part of a span that whole sums of one grain make up. */
export type Piece = Span & { grain: Grain }

const QUARTER_MS = 15 * 60 * 1000
const HOUR_MS = 4 * QUARTER_MS
const DAY_MS = 24 * HOUR_MS

const floorTo = (at: number, length: number): number => Math.floor(at / length) * length

/** The beginning of the sum of this grain that a moment lies in. */
const startOf = (grain: Grain, at: number): number => {
  switch (grain) {
    case "quarter":
      return floorTo(at, QUARTER_MS)
    case "hour":
      return floorTo(at, HOUR_MS)
    case "day":
      return floorTo(at, DAY_MS)
    case "month": {
      const date = new Date(at)
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1)
    }
  }
}

const nextStart = (grain: Grain, at: number): number => {
  const start = startOf(grain, at)
  if (start === at) {
    return at
  }
  const date = new Date(start)
  return grain === "month"
    ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)
    : start + { quarter: QUARTER_MS, hour: HOUR_MS, day: DAY_MS }[grain]
}

/**
 * Takes a span apart into as few sums as there are: months in the middle, at both ends days, hours and
 * quarters of an hour. What every grain leaves over falls to the next finer one.
 *
 * @param grains those that are kept, finest first
 */
export const piecesOf = ({ from, to }: Span, grains: readonly Grain[] = GRAINS): Piece[] => {
  const pieces: Piece[] = []
  const take = (start: number, end: number, level: number): void => {
    if (start >= end) {
      return
    }
    const grain = grains[level]
    const first = nextStart(grain, start)
    const last = startOf(grain, end)
    if (first >= last) {
      if (level > 0) {
        take(start, end, level - 1)
      }
      return
    }
    if (level > 0) {
      take(start, first, level - 1)
    }
    pieces.push({ grain, from: new Date(first), to: new Date(last) })
    if (level > 0) {
      take(last, end, level - 1)
    }
  }
  take(from.getTime(), to.getTime(), grains.length - 1)
  return pieces
}
