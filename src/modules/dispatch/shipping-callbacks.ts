import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { newEntityId } from "../../lib/entity-id"
import { notFound } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"

export const SHIPPING_CALLBACK_STATES = ["received", "applied", "ignored", "failed"] as const
export type ShippingCallbackState = (typeof SHIPPING_CALLBACK_STATES)[number]

/** States in which nothing more is done with a callback, unless a person has it replayed. */
export type FinalCallbackState = Exclude<ShippingCallbackState, "received">

/** A verified callback about to be kept. */
export type NewShippingCallback = {
  /** A tracking service, or the id of a supplier. */
  provider: string
  supplier_id: string | null
  /** The sender's own id of the event; the same one again is the same callback. */
  event_id: string
  event_type: string
  headers: Record<string, string>
  body: string
  /** Of the sender. */
  address: string | null
}

/**
 * A callback as it is kept. `tries` counts how often it could not be applied, `replays` how often it was
 * put back to be applied once more.
 */
export type ShippingCallbackRow = NewShippingCallback & {
  id: string
  crm_order_id: string | null
  verified: boolean
  state: ShippingCallbackState
  reason: string | null
  tries: number
  replays: number
  deliveries: number
  received_at: Date
  finished_at: Date | null
}

export type ShippingCallbackSummary = Omit<ShippingCallbackRow, "headers" | "body" | "replays">

const SUMMARY = [
  "id",
  "provider",
  "supplier_id",
  "crm_order_id",
  "address",
  "event_id",
  "event_type",
  "verified",
  "state",
  "reason",
  "tries",
  "deliveries",
  "received_at",
  "finished_at",
] as const satisfies readonly (keyof ShippingCallbackSummary)[]

/** What carriers and suppliers have told us by themselves, kept before it is believed. */
export class ShippingCallbacks {
  constructor(protected readonly connection: Knex) {}

  /**
   * Keeps a verified callback. The same event again only counts as another delivery.
   *
   * @returns its id, and whether it is new: only then there is something to do
   */
  async receive(
    transaction: Transaction,
    callback: NewShippingCallback
  ): Promise<{ id: string; is_new: boolean }> {
    const { rows } = await transaction.raw<{ rows: { id: string; is_new: boolean }[] }>(
      `insert into shipping_callback
         (id, provider, supplier_id, event_id, event_type, headers, body, address, verified, state)
       values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, true, 'received')
       on conflict (provider, event_id)
       do update set deliveries = shipping_callback.deliveries + 1
       returning id, (xmax = 0) as is_new`,
      [
        newEntityId("scb"),
        callback.provider,
        callback.supplier_id,
        callback.event_id,
        callback.event_type,
        JSON.stringify(callback.headers),
        callback.body,
        callback.address,
      ]
    )
    return rows[0]
  }

  /**
   * Keeps a callback that cannot be verified, unless its provider's quota of the hour is used up. It has
   * no event id that a real one could have, and is never applied.
   *
   * @returns which one of the hour it is, or null when it was not kept
   */
  async keepUnverified(
    transaction: Transaction,
    callback: Omit<NewShippingCallback, "event_id" | "event_type">,
    perHour: number
  ): Promise<number | null> {
    // One at a time per provider: otherwise many at once would all see room for one more.
    await transaction.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [
      `unverified shipping callbacks ${callback.provider}`,
    ])
    const id = newEntityId("scb")
    const { rows } = await transaction.raw<{ rows: { number: number }[] }>(
      `with kept as (
         select count(*)::int as number from shipping_callback
          where provider = ? and not verified and received_at > now() - interval '1 hour')
       insert into shipping_callback
         (id, provider, supplier_id, event_id, headers, body, address, verified, state, reason, finished_at)
       select ?, ?, ?, ?, ?::jsonb, ?, ?, false, 'ignored', 'Its signature is not one of ours.', now()
         from kept where kept.number < ?
       returning (select number + 1 from kept) as number`,
      [
        callback.provider,
        id,
        callback.provider,
        callback.supplier_id,
        `unverified ${id}`,
        JSON.stringify(callback.headers),
        callback.body,
        callback.address,
        perHour,
      ]
    )
    return rows[0]?.number ?? null
  }

  /** One callback with its body. @throws Problem 404 */
  async read(id: string): Promise<ShippingCallbackRow> {
    const row: ShippingCallbackRow | undefined = await this.connection("shipping_callback")
      .where({ id })
      .first()
    if (!row) {
      throw notFound("callback")
    }
    return row
  }

  /**
   * Holds a callback for what one try has found out.
   *
   * @returns false when it was finished or put back since: then another try has had, or has, the word
   */
  async hold(
    transaction: Transaction,
    { id, replays }: Pick<ShippingCallbackRow, "id" | "replays">
  ): Promise<boolean> {
    const row = await transaction("shipping_callback")
      .select("id")
      .where({ id, replays, state: "received" })
      .forUpdate()
      .first()
    return row !== undefined
  }

  /** Ends the work on a callback. */
  async finish(
    transaction: Transaction,
    id: string,
    outcome: { state: FinalCallbackState; reason: string | null; crm_order_id: string | null }
  ): Promise<void> {
    await transaction("shipping_callback")
      .where({ id })
      .update({ ...outcome, finished_at: this.connection.fn.now() })
  }

  /** Notes why a callback could not be applied this time; it will be tried again. */
  async noteTry(transaction: Transaction, id: string, reason: string | null): Promise<void> {
    await transaction("shipping_callback")
      .where({ id })
      .update({ reason, tries: this.connection.raw("tries + 1") })
  }

  /** Puts a verified callback back to where it was when it came in. @returns false: it never was */
  async reopen(transaction: Transaction, id: string): Promise<boolean> {
    const reopened = await transaction("shipping_callback")
      .where({ id, verified: true })
      .update({ state: "received", reason: null, tries: 0, finished_at: null })
      .increment("replays")
    return reopened > 0
  }

  /** One page of all callbacks, the newest first. */
  async list(
    filter: { state?: ShippingCallbackState; provider?: string; verified?: boolean },
    page: { limit: number; offset: number }
  ): Promise<{ callbacks: ShippingCallbackSummary[]; count: number }> {
    const chosen = this.connection("shipping_callback")
    if (filter.state) {
      void chosen.where({ state: filter.state })
    }
    if (filter.provider) {
      void chosen.where({ provider: filter.provider })
    }
    if (filter.verified !== undefined) {
      void chosen.where({ verified: filter.verified })
    }
    const [callbacks, total] = await Promise.all([
      chosen
        .clone()
        .select(SUMMARY)
        .orderBy("received_at", "desc")
        .orderBy("id", "desc")
        .limit(page.limit)
        .offset(page.offset),
      chosen.clone().count({ count: "*" }).first(),
    ])
    return { callbacks, count: Number(total?.count ?? 0) }
  }

  /** Forgets unverified callbacks older than the given number of days. @returns how many */
  async pruneUnverified(days: number): Promise<number> {
    return this.connection("shipping_callback")
      .where({ verified: false })
      .where("received_at", "<", this.connection.raw("now() - make_interval(days => ?)", [days]))
      .delete()
  }
}
