import { nextCheckAt, notFoundGraceMs, overdueOf } from "./schedules"

const SENT = new Date("2026-11-22T12:00:00Z")
const after = (seconds: number): Date => new Date(SENT.getTime() + seconds * 1000)
const secondsOf = (at: Date | null): number | null => at && (at.getTime() - SENT.getTime()) / 1000

const waiting = (
  state: "unknown" | "pending" | "approved" | "declined",
  changes: Partial<Parameters<typeof nextCheckAt>[0]> = {}
) => ({
  state,
  method: "credit_card" as const,
  sent_at: SENT,
  created_at: SENT,
  expires_at: null,
  ...changes,
})

/** All moments at which it is asked, when every question finds nothing new. */
const momentsOf = (attempt: ReturnType<typeof waiting>): number[] => {
  const moments: number[] = []
  for (let at = nextCheckAt(attempt, SENT, 1); at; at = nextCheckAt(attempt, at, 1)) {
    moments.push(secondsOf(at) ?? 0)
  }
  return moments
}

describe("when a processor is asked", () => {
  it("about what nobody knows: soon, then ever more seldom, for days", () => {
    const DAY = 86_400
    expect(momentsOf(waiting("unknown"))).toEqual([
      ...[30, 150, 750, 4350, 25950],
      ...[1, 2, 3, 4, 5].map((days) => 25950 + days * DAY),
    ])
  })

  it.each([
    ["credit_card", 3_600],
    ["paypal", 72 * 3_600],
    ["crypto", 24 * 3_600],
    ["echeck", 10 * 86_400],
  ] as const)("about a pending payment by %s: for %d seconds", (method, last) => {
    expect(momentsOf(waiting("pending", { method })).at(-1)).toBe(last)
  })

  it("about a link once more when it has run out, also beyond the usual time", () => {
    const link = waiting("pending", { method: "crypto", expires_at: after(900) })
    expect(momentsOf(link)).toContain(930)
    const long = waiting("pending", { method: "crypto", expires_at: after(100_000) })
    expect(momentsOf(long).at(-1)).toBe(100_030)
  })

  it("about an approved eCheck, which may come back, and about nothing else that is final", () => {
    expect(momentsOf(waiting("approved", { method: "echeck" }))).toHaveLength(10)
    expect(momentsOf(waiting("approved"))).toEqual([])
    expect(momentsOf(waiting("declined"))).toEqual([])
  })

  it("without questions in between changing it", () => {
    expect(secondsOf(nextCheckAt(waiting("unknown"), after(31), 1))).toBe(150)
    expect(secondsOf(nextCheckAt(waiting("unknown"), after(149), 1))).toBe(150)
  })

  it("sooner where time is short", () => {
    expect(secondsOf(nextCheckAt(waiting("unknown"), SENT, 0.1))).toBe(3)
  })

  it("and when a person is told", () => {
    expect(overdueOf(waiting("unknown"), after(599), 1)).toBeNull()
    expect(overdueOf(waiting("unknown"), after(600), 1)).toBe("payment_unknown")
    expect(overdueOf(waiting("pending"), after(3_599), 1)).toBeNull()
    expect(overdueOf(waiting("pending"), after(3_600), 1)).toBe("payment_pending_too_long")
    expect(overdueOf(waiting("declined"), after(1e6), 1)).toBeNull()
  })
})

describe("how long 'never seen' may mean 'not yet seen'", () => {
  it.each([
    [60, false, 1, 60_000],
    [60, false, 0.01, 5_000],
    [3, false, 0.01, 3_000],
    [0, false, 1, 0],
    [0, true, 0.01, 90_000],
  ])("%d seconds, being sent %s, scale %d: %d ms", (grace, isBeingSent, scale, milliseconds) => {
    expect(notFoundGraceMs(grace, isBeingSent, scale)).toBe(milliseconds)
  })
})
