import fc from "fast-check"
import { isAllDelivered, newsOfParcel, nextPoll, pictureOf } from "./tracking-rules"
import { TRACKING_TAGS, type TrackingTag } from "./types"

const NOW = new Date("2026-11-22T12:00:00Z")
const HOUR = 3_600_000
const ago = (hours: number): Date => new Date(NOW.getTime() - hours * HOUR)
const event = (tag: TrackingTag, hours: number) => ({ tag, at: ago(hours) })
const travelling = { state: "shipped", last_news_at: null, delivered_at: null } as const

const events = fc.array(
  fc.record({
    tag: fc.constantFrom(...TRACKING_TAGS),
    at: fc.integer({ min: -48, max: 400 }).map(ago),
  }),
  { maxLength: 12 }
)

describe("the picture of a number", () => {
  it("is what the newest event says, in whatever order events come", () => {
    const story = [
      event("info_received", 50),
      event("in_transit", 30),
      event("out_for_delivery", 2),
    ]
    expect(pictureOf(story, NOW)).toMatchObject({ tag: "out_for_delivery", last_at: ago(2) })
    expect(pictureOf([...story].reverse(), NOW)).toEqual(pictureOf(story, NOW))
  })

  it("never goes back from delivered", () => {
    const late = [event("delivered", 10), event("in_transit", 1), event("exception", 0)]
    expect(pictureOf(late, NOW)).toMatchObject({ tag: "delivered", trouble: null })
    fc.assert(
      fc.property(events, (told) => {
        const picture = pictureOf([...told, event("delivered", 100)], NOW)
        expect(picture.tag).toBe("delivered")
        expect(picture.trouble).toBeNull()
      })
    )
  })

  it("is the same for every order and repetition of the events", () => {
    fc.assert(
      fc.property(events, fc.infiniteStream(fc.double({ noNaN: true })), (told, random) => {
        const shuffled = [...told, ...told]
          .map((one) => ({ one, key: random.next().value }))
          .sort((first, second) => first.key - second.key)
          .map(({ one }) => one)
        expect(pictureOf(shuffled, NOW)).toEqual(pictureOf(told, NOW))
      })
    )
  })

  it("has trouble until better news comes", () => {
    expect(pictureOf([event("exception", 5)], NOW).trouble).toBe("exception")
    expect(pictureOf([event("exception", 5), event("in_transit", 4)], NOW).trouble).toBeNull()
    expect(pictureOf([event("in_transit", 5), event("returned", 4)], NOW).trouble).toBe("returned")
  })

  it("does not believe in the future", () => {
    expect(pictureOf([event("in_transit", -30)], NOW).last_at).toEqual(NOW)
  })
})

describe("what becomes of a parcel", () => {
  const delivered = pictureOf([event("delivered", 3)], NOW)
  const moving = pictureOf([event("in_transit", 3)], NOW)

  it("is delivered when all its numbers are", () => {
    expect(newsOfParcel(travelling, [delivered, moving], null).state).toBe("shipped")
    expect(newsOfParcel(travelling, [delivered, delivered], null)).toMatchObject({
      state: "delivered",
      delivered_at: ago(3),
    })
    expect(newsOfParcel(travelling, [], null).state).toBe("shipped")
  })

  it("also before the hand-over was acknowledged", () => {
    const parcel = { ...travelling, state: "taken" } as const
    expect(newsOfParcel(parcel, [delivered], null).state).toBe("delivered")
  })

  it("is found when its carrier has it after it was reported lost", () => {
    const lost = { ...travelling, state: "lost" } as const
    expect(newsOfParcel(lost, [moving], ago(1))).toMatchObject({ state: "lost", found: false })
    expect(newsOfParcel(lost, [moving], ago(9))).toMatchObject({ state: "shipped", found: true })
    expect(newsOfParcel(lost, [delivered], ago(1))).toMatchObject({
      state: "delivered",
      found: true,
    })
  })

  it("never moves its last news back", () => {
    const parcel = { ...travelling, last_news_at: ago(1) }
    expect(newsOfParcel(parcel, [moving], null).last_news_at).toEqual(ago(1))
  })
})

describe("an order", () => {
  const parcel = (
    id: string,
    state: "shipped" | "delivered" | "lost" | "rejected",
    reships?: string
  ) => ({
    id,
    state,
    reships_id: reships ?? null,
  })
  const delivered = pictureOf([event("delivered", 3)], NOW)

  it("is delivered when every parcel is that counts", () => {
    expect(isAllDelivered([parcel("a", "delivered")], [])).toBe(true)
    expect(isAllDelivered([parcel("a", "delivered"), parcel("b", "shipped")], [])).toBe(false)
    expect(isAllDelivered([parcel("a", "delivered"), parcel("b", "rejected")], [])).toBe(true)
    expect(isAllDelivered([], [])).toBe(false)
  })

  it("does not wait for a lost parcel that was sent again", () => {
    expect(isAllDelivered([parcel("a", "lost")], [])).toBe(false)
    expect(isAllDelivered([parcel("a", "lost"), parcel("b", "delivered", "a")], [])).toBe(true)
    expect(isAllDelivered([parcel("a", "lost"), parcel("b", "shipped", "a")], [])).toBe(false)
  })

  it("waits for numbers that belong to no parcel of ours", () => {
    expect(isAllDelivered([], [delivered])).toBe(true)
    expect(isAllDelivered([parcel("a", "delivered")], [pictureOf([], NOW)])).toBe(false)
  })
})

describe("asking again", () => {
  it("is rarer the older a number is, and ends", () => {
    const in_transit = { tag: "in_transit" } as const
    const wait = (days: number) =>
      (nextPoll(in_transit, days * 24 * HOUR, NOW)?.getTime() ?? Infinity) - NOW.getTime()
    expect(wait(1)).toBe(4 * HOUR)
    expect(wait(40)).toBe(24 * HOUR)
    expect(wait(100)).toBe(Infinity)
    expect(nextPoll({ tag: "delivered" }, 0, NOW)).toBeNull()
    expect(nextPoll({ tag: null }, 0, NOW)).toEqual(new Date(NOW.getTime() + 2 * HOUR))
  })
})
