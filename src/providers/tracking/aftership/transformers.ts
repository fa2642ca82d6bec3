import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import type {
  RawTrackingCallback,
  TrackedTag,
  TrackedEvent,
  TrackedNumber,
  TrackingCallback,
} from "../tracking-service"

/** AfterShip's tags in our words; `Pending` says nothing. */
const TAGS: Readonly<Record<string, TrackedTag>> = {
  InfoReceived: "info_received",
  InTransit: "in_transit",
  OutForDelivery: "out_for_delivery",
  AvailableForPickup: "available_for_pickup",
  AttemptFail: "attempt_failed",
  Exception: "exception",
  Delivered: "delivered",
  Expired: "expired",
}

/** Exceptions that are a parcel on its way back, or back. */
const RETURNED: readonly string[] = ["Exception_010", "Exception_011"]

/** Our carriers' codes as AfterShip calls them; where a code is missing it finds the carrier itself. */
const SLUGS: Readonly<Record<string, string>> = {
  amazon: "amazon",
  canada_post: "canada-post",
  cdek: "cdek",
  dhl: "dhl",
  dpd: "dpd",
  evri: "evri",
  fedex: "fedex",
  gls: "gls",
  ontrac: "ontrac",
  post_au: "australia-post",
  post_ch: "swiss-post",
  post_cn: "china-post",
  post_de: "deutsch-post",
  post_fr: "la-poste-colissimo",
  post_gb: "royal-mail",
  post_in: "india-post-int",
  post_ru: "russian-post",
  post_sg: "singapore-post",
  purolator: "purolator",
  ups: "ups",
  usps: "usps",
  yodel: "yodel",
  yunexpress: "yunexpress",
}

const text = z.string().nullish()

const checkpointSchema = z.object({
  checkpoint_time: text,
  created_at: text,
  tag: text,
  subtag: text,
  message: text,
  location: text,
  city: text,
  state: text,
  country_name: text,
  country_region: text,
})

const trackingSchema = z.object({
  tracking_number: z.string().min(1),
  tag: text,
  subtag: text,
  subtag_message: text,
  updated_at: text,
  checkpoints: z.array(checkpointSchema).nullish(),
})

const callbackSchema = z.object({
  event: z.string(),
  event_id: z.string().min(1).max(200),
  /** Seconds since 1970, or a moment as text. */
  ts: z.union([z.number(), z.string()]).nullish(),
  msg: z.unknown(),
})

type Checkpoint = z.output<typeof checkpointSchema>
type AfterShipTracking = z.output<typeof trackingSchema>

const tagOf = (tag: string | null | undefined, subtag: string | null | undefined) =>
  subtag && RETURNED.includes(subtag) ? "returned" : TAGS[tag ?? ""]

/** A time without a zone is the parcel's local one: taken as UTC, it is off by half a day at most. */
const momentOf = (moment: string | null | undefined): Date | null => {
  if (!moment) {
    return null
  }
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(moment)
  const date = new Date(hasZone || !moment.includes("T") ? moment : `${moment}Z`)
  return Number.isNaN(date.getTime()) ? null : date
}

const keyOf = (parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 32)

const placeOf = ({ location, city, state, country_name, country_region }: Checkpoint) =>
  location || [city, state, country_name ?? country_region].filter(Boolean).join(", ") || null

const eventOf = (checkpoint: Checkpoint): TrackedEvent | null => {
  const { checkpoint_time, created_at, message, subtag } = checkpoint
  const tag = tagOf(checkpoint.tag, subtag)
  const at = momentOf(checkpoint_time) ?? momentOf(created_at)
  const place = placeOf(checkpoint)
  return tag && at
    ? {
        event_key: keyOf([at.toISOString(), tag, place, message ?? null]),
        tag,
        at,
        place,
        words: message ?? null,
      }
    : null
}

/**
 * What is known of one number. Where the checkpoints do not say what the whole says (there may be none),
 * the whole is an event of its own, at the given moment.
 */
export const trackedOf = (tracking: AfterShipTracking, toldAt: Date | null): TrackedNumber => {
  const events = (tracking.checkpoints ?? []).flatMap((one) => eventOf(one) ?? [])
  const tag = tagOf(tracking.tag, tracking.subtag)
  const at = toldAt ?? momentOf(tracking.updated_at)
  const isSaid = events.some((event) => event.tag === tag)
  const whole: TrackedEvent[] =
    tag && at && !isSaid
      ? [
          {
            event_key: keyOf(["whole", tag, at.toISOString()]),
            tag,
            at,
            place: null,
            words: tracking.subtag_message ?? null,
          },
        ]
      : []
  return { number: tracking.tracking_number, events: [...events, ...whole] }
}

/** AfterShip's name of a carrier; undefined: it finds out by itself. */
export const slugOf = (carrier: string | null): string | undefined =>
  carrier ? SLUGS[carrier] : undefined

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

const answerSchema = z.object({
  meta: z.object({ code: z.number(), message: text }),
  data: z.unknown(),
})

const listSchema = z.object({ trackings: z.array(z.unknown()) })

/** The envelope of every answer; null when it is none. */
export const readAnswer = (body: string): z.output<typeof answerSchema> | null =>
  answerSchema.safeParse(parse(body)).data ?? null

/** The numbers of a list; one that makes no sense does not spoil the others. */
export const readTrackings = (data: unknown): TrackedNumber[] | null => {
  const list = listSchema.safeParse(data).data
  return (
    list?.trackings.flatMap((one) => {
      const tracking = trackingSchema.safeParse(one).data
      return tracking ? [trackedOf(tracking, null)] : []
    }) ?? null
  )
}

const momentOfTs = (ts: number | string | null | undefined): Date | null =>
  typeof ts === "number" ? new Date(ts * 1000) : momentOf(ts)

/** A webhook's body; null when it is none of AfterShip's. */
export const readWebhook = (body: Buffer): TrackingCallback | null => {
  const callback = callbackSchema.safeParse(parse(body.toString("utf8"))).data
  if (!callback) {
    return null
  }
  const tracking = trackingSchema.safeParse(callback.msg).data
  return {
    event_id: callback.event_id,
    event_type: callback.event,
    tracked: tracking ? trackedOf(tracking, momentOfTs(callback.ts)) : null,
  }
}

/** Whether `aftership-hmac-sha256` is the body's HMAC with the webhook's secret. Never throws. */
export const isSigned = (secret: string, { headers, body }: RawTrackingCallback): boolean => {
  const given = Buffer.from(headers["aftership-hmac-sha256"] ?? "")
  const right = Buffer.from(createHmac("sha256", secret).update(body).digest("base64"))
  return given.length === right.length && timingSafeEqual(given, right)
}
