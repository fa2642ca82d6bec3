import type { ShipmentRow, ShipmentState, TrackingEventRow, TrackingTag } from "./types"

/**
 * What follows from what carriers tell: pure, so that every order of events can be tried in a unit test.
 * Events come late, twice and out of order; what counts is what they say together.
 */

type Event = Pick<TrackingEventRow, "tag" | "at">

/** Tags that say the carrier has the parcel in his hands. */
const MOVING: readonly TrackingTag[] = [
  "in_transit",
  "out_for_delivery",
  "available_for_pickup",
  "attempt_failed",
]

/** Tags that a person should know of, unless better news has come since. */
export const TROUBLE_TAGS: readonly TrackingTag[] = ["exception", "expired", "returned"]

/** A carrier's clock may be wrong; what happens in the future has happened now. */
const notAfter = (at: Date, now: Date): Date => (at > now ? now : at)

export type Picture = {
  /** What the newest event says; null while there is none. */
  tag: TrackingTag | null
  last_at: Date | null
  /** Delivered stays delivered, whatever is told afterwards. */
  delivered_at: Date | null
  /** Bad news that no better has followed. */
  trouble: TrackingTag | null
  /** When the carrier last had it in his hands. */
  moving_at: Date | null
}

/** Of two events of one moment the one that is further on the way counts. */
const RANK: Record<TrackingTag, number> = {
  info_received: 0,
  in_transit: 1,
  expired: 2,
  attempt_failed: 3,
  available_for_pickup: 4,
  out_for_delivery: 5,
  exception: 6,
  returned: 7,
  delivered: 8,
}

/** What all events of one number say together. */
export const pictureOf = (events: readonly Event[], now: Date): Picture => {
  const sorted = events
    .map(({ tag, at }) => ({ tag, at: notAfter(at, now) }))
    .sort((one, other) => one.at.getTime() - other.at.getTime() || RANK[one.tag] - RANK[other.tag])
  const newest = sorted.at(-1)
  const delivered = sorted.find(({ tag }) => tag === "delivered")
  const moving = sorted.filter(({ tag }) => MOVING.includes(tag)).at(-1)
  const isTrouble = !delivered && newest !== undefined && TROUBLE_TAGS.includes(newest.tag)
  return {
    tag: delivered ? "delivered" : (newest?.tag ?? null),
    last_at: newest?.at ?? null,
    delivered_at: delivered?.at ?? null,
    trouble: isTrouble ? newest.tag : null,
    moving_at: moving?.at ?? null,
  }
}

/** What pictures of a parcel's numbers make of the parcel. */
export type ParcelNews = {
  state: ShipmentState
  delivered_at: Date | null
  last_news_at: Date | null
  /** A parcel that was given up has turned up. */
  found: boolean
}

const latest = (dates: readonly (Date | null)[]): Date | null =>
  dates.reduce((last, date) => (date && (!last || date > last) ? date : last), null)

/**
 * What becomes of a parcel by the pictures of its live numbers: delivered when all of them are. A parcel
 * that was reported lost turns up by whatever its carrier does with it after that.
 *
 * @param lostAt when it was reported lost, for a parcel in that state
 */
export const newsOfParcel = (
  parcel: Pick<ShipmentRow, "state" | "last_news_at" | "delivered_at">,
  pictures: readonly Picture[],
  lostAt: Date | null
): ParcelNews => {
  const last_news_at = latest([parcel.last_news_at, ...pictures.map(({ last_at }) => last_at)])
  const stays: ParcelNews = {
    state: parcel.state,
    delivered_at: parcel.delivered_at,
    last_news_at,
    found: false,
  }
  if (parcel.state === "delivered" || parcel.state === "cancelled" || parcel.state === "rejected") {
    return stays
  }
  const isDelivered =
    pictures.length > 0 && pictures.every(({ delivered_at }) => delivered_at !== null)
  if (isDelivered) {
    const delivered_at = latest(pictures.map((picture) => picture.delivered_at))
    return { ...stays, state: "delivered", delivered_at, found: parcel.state === "lost" }
  }
  const moved = latest(pictures.map(({ moving_at }) => moving_at))
  if (parcel.state === "lost" && lostAt && moved && moved > lostAt) {
    return { ...stays, state: "shipped", found: true }
  }
  return stays
}

type OrderParcel = Pick<ShipmentRow, "id" | "state" | "reships_id">

/** Parcels that are nobody's business any more: never sent, or another has taken their place. */
const countingParcels = (parcels: readonly OrderParcel[]): OrderParcel[] => {
  const standing = parcels.filter(({ state }) => state !== "cancelled" && state !== "rejected")
  const replaced = new Set(standing.map(({ reships_id }) => reships_id))
  return standing.filter(({ id, state }) => state === "delivered" || !replaced.has(id))
}

/**
 * Whether all of an order has arrived: every parcel that counts, and every number that belongs to no
 * parcel of ours.
 */
export const isAllDelivered = (
  parcels: readonly OrderParcel[],
  loose: readonly Picture[]
): boolean => {
  const counting = countingParcels(parcels)
  return (
    counting.length + loose.length > 0 &&
    counting.every(({ state }) => state === "delivered") &&
    loose.every(({ delivered_at }) => delivered_at !== null)
  )
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * How long until a number's carrier is asked again, in seconds, by its last tag and its age. What a
 * callback tells comes by itself: asking is for what callbacks miss.
 */
const POLL_TABLE: readonly {
  tags: readonly (TrackingTag | null)[]
  /** Up to this age of the number, in days. */
  days: number
  every: number
}[] = [
  { tags: ["out_for_delivery"], days: 90, every: HOUR },
  { tags: ["available_for_pickup", "attempt_failed"], days: 90, every: 4 * HOUR },
  { tags: ["exception"], days: 90, every: 6 * HOUR },
  { tags: [null, "info_received"], days: 2, every: 2 * HOUR },
  { tags: [null, "info_received"], days: 14, every: 12 * HOUR },
  { tags: ["in_transit"], days: 30, every: 4 * HOUR },
  { tags: [null, "info_received", "in_transit", "expired"], days: 90, every: DAY },
]

/**
 * When a number's carrier is asked next; null: never again (delivered, returned, too old).
 *
 * @param age how long the number has been known, in milliseconds
 */
export const nextPoll = (
  { tag }: Pick<Picture, "tag">,
  age: number,
  now: Date,
  scale = 1
): Date | null => {
  const row = POLL_TABLE.find(({ tags, days }) => tags.includes(tag) && age <= days * DAY * 1000)
  return row ? new Date(now.getTime() + row.every * 1000 * scale) : null
}
