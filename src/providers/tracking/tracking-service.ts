/**
 * What a service that follows parcels at many carriers is to us. Its code talks to the outside world and
 * nothing else, and never throws for what the outside does.
 */

/** What can be told of a parcel. */
export type TrackedTag =
  | "info_received"
  | "in_transit"
  | "out_for_delivery"
  | "available_for_pickup"
  | "attempt_failed"
  | "exception"
  | "delivered"
  | "expired"
  | "returned"

export type TrackingAccess = {
  base_url: string
  api_key: string | null
  webhook_secret: string | null
  timeout_ms: number
}

/** A number with its carrier by our code, null when nobody knows it. */
export type NumberToFollow = { number: string; carrier: string | null }

/** One thing that has happened to a parcel, in our words. */
export type TrackedEvent = {
  /** The same for the same event, whether it is asked for or told. */
  event_key: string
  tag: TrackedTag
  at: Date
  place: string | null
  words: string | null
}

export type TrackedNumber = { number: string; events: readonly TrackedEvent[] }

/**
 * `refused`: this number cannot be followed, whatever we do; `away`: nothing can be asked now (server
 * away, too many calls, key refused).
 */
export type FollowAnswer = { kind: "followed" } | { kind: "refused" | "away"; reason: string }

export type AskAnswer =
  { kind: "answered"; numbers: readonly TrackedNumber[] } | { kind: "away"; reason: string }

/** What a callback says, once it is believed. */
export type TrackingCallback = {
  event_id: string
  event_type: string
  /** Null: it is about no parcel (a test of the connection). */
  tracked: TrackedNumber | null
}

export type RawTrackingCallback = { headers: Readonly<Record<string, string>>; body: Buffer }

export type TrackingService = {
  readonly name: string
  readonly title: string
  /** How many numbers one question may name. */
  readonly asked_at_once: number
  /** Has a number followed from now on; one that is followed already stays so. */
  follow(access: TrackingAccess, number: NumberToFollow): Promise<FollowAnswer>
  /** What is known of numbers that are followed. Those it does not know are left out. */
  ask(access: TrackingAccess, numbers: readonly string[]): Promise<AskAnswer>
  /** Whether a callback is signed with our secret. */
  verifyCallback(access: TrackingAccess, callback: RawTrackingCallback): boolean
  /** Reads a verified callback; null when it is none of this service's. */
  readCallback(body: Buffer): TrackingCallback | null
}
