import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { newEntityId } from "../../lib/entity-id"
import { notFound } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import type { AttemptRow } from "./types"

export const CALLBACK_STATES = ["received", "applied", "ignored", "failed"] as const
export type CallbackState = (typeof CALLBACK_STATES)[number]

/** States in which nothing more is done with a callback, unless a person has it replayed. */
export type FinalState = Exclude<CallbackState, "received">

/** A verified callback about to be kept. */
export type NewCallback = {
  processor: string
  account_id: string
  /** The processor's own id of the event; the same one again is the same callback. */
  event_id: string
  event_type: string
  headers: Record<string, string>
  body: string
}

/**
 * A verified callback as it is kept. `tries` counts how often it could not be applied, `replays` how
 * often it was put back to be applied once more.
 */
export type CallbackRow = NewCallback & {
  id: string
  state: CallbackState
  reason: string | null
  attempt_id: string | null
  crm_order_id: string | null
  tries: number
  replays: number
  deliveries: number
  received_at: Date
  finished_at: Date | null
}

export type CallbackSummary = Omit<CallbackRow, "headers" | "body" | "replays">

/** A callback that nobody has signed with a secret of ours. Never applied. */
export type UnverifiedCallback = {
  id: string
  processor: string
  headers: Record<string, string>
  body: string
  reason: string
  address: string | null
  received_at: Date
}

/** Whose payment a callback is about, as far as it is known. */
export type CallbackSubject = { attempt_id: string | null; crm_order_id: string | null }

/** The payment that a callback names. */
export type NamedAttempt = Pick<
  AttemptRow,
  "id" | "kind" | "parent_id" | "crm_order_id" | "account_id" | "state" | "payment_id"
>

type Page = { limit: number; offset: number }

const SUMMARY = [
  "id",
  "processor",
  "account_id",
  "event_id",
  "event_type",
  "state",
  "reason",
  "attempt_id",
  "crm_order_id",
  "tries",
  "deliveries",
  "received_at",
  "finished_at",
] as const satisfies readonly (keyof CallbackSummary)[]

/** What processors tell us by themselves, kept before it is answered. */
export class CallbackInbox {
  constructor(protected readonly connection: Knex) {}

  /**
   * Keeps a verified callback. The same event again only counts as another delivery.
   *
   * @returns its id, and whether it is new: only then there is something to do
   */
  async receive(
    transaction: Transaction,
    callback: NewCallback
  ): Promise<{ id: string; is_new: boolean }> {
    const { rows } = await transaction.raw<{ rows: { id: string; is_new: boolean }[] }>(
      `insert into payment_callback
         (id, processor, account_id, event_id, event_type, headers, body)
       values (?, ?, ?, ?, ?, ?::jsonb, ?)
       on conflict (processor, account_id, event_id)
       do update set deliveries = payment_callback.deliveries + 1
       returning id, (xmax = 0) as is_new`,
      [
        newEntityId("pcb"),
        callback.processor,
        callback.account_id,
        callback.event_id,
        callback.event_type,
        JSON.stringify(callback.headers),
        callback.body,
      ]
    )
    return rows[0]
  }

  /**
   * Keeps a callback that cannot be verified, unless the processor's quota of the hour is used up.
   *
   * @returns which one of the hour it is, or null when it was not kept
   */
  async keepUnverified(
    transaction: Transaction,
    callback: Omit<UnverifiedCallback, "id" | "received_at">,
    perHour: number
  ): Promise<number | null> {
    // One at a time per processor: otherwise many at once would all see room for one more.
    await transaction.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [
      `unverified callbacks ${callback.processor}`,
    ])
    const { rows } = await transaction.raw<{ rows: { number: number }[] }>(
      `with kept as (
         select count(*)::int as number from unverified_callback
          where processor = ? and received_at > now() - interval '1 hour')
       insert into unverified_callback (id, processor, headers, body, reason, address)
       select ?, ?, ?::jsonb, ?, ?, ? from kept where kept.number < ?
       returning (select number + 1 from kept) as number`,
      [
        callback.processor,
        newEntityId("pcu"),
        callback.processor,
        JSON.stringify(callback.headers),
        callback.body,
        callback.reason,
        callback.address,
        perHour,
      ]
    )
    return rows[0]?.number ?? null
  }

  /** One callback with its body. @throws Problem 404 */
  async read(id: string): Promise<CallbackRow> {
    const row: CallbackRow | undefined = await this.connection("payment_callback")
      .where({ id })
      .first()
    if (!row) {
      throw notFound("callback")
    }
    return row
  }

  /**
   * The attempt that a callback is about: by our own reference, or by the processor's id of the
   * payment at that account. Where money has come in late, that is the attempt that holds the money.
   */
  async findAttempt(
    processor: string,
    accountId: string,
    named: { reference: string | null; payment_id: string | null }
  ): Promise<NamedAttempt | null> {
    const { rows } = await this.connection.raw<{ rows: NamedAttempt[] }>(
      `select id, kind, parent_id, crm_order_id, account_id, state, payment_id
         from payment_attempt
        where (id = ? and processor = ?) or (account_id = ? and payment_id = ?)
        order by id = ? desc, state = 'approved' desc, created_at desc
        limit 1`,
      [named.reference, processor, accountId, named.payment_id, named.reference]
    )
    return rows[0] ?? null
  }

  /**
   * Holds a callback for what one try has found out.
   *
   * @returns false when it was finished or put back since: then another try has had, or has, the word
   */
  async hold(
    transaction: Transaction,
    { id, replays }: Pick<CallbackRow, "id" | "replays">
  ): Promise<boolean> {
    const row = await transaction("payment_callback")
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
    outcome: CallbackSubject & { state: FinalState; reason: string | null }
  ): Promise<void> {
    await transaction("payment_callback")
      .where({ id })
      .update({ ...outcome, finished_at: this.connection.fn.now() })
  }

  /** Notes why a callback could not be applied this time; it will be tried again. */
  async noteTry(
    transaction: Transaction,
    id: string,
    noted: CallbackSubject & { reason: string | null }
  ): Promise<void> {
    await transaction("payment_callback")
      .where({ id })
      .update({ ...noted, tries: this.connection.raw("tries + 1") })
  }

  /** Puts a callback back to where it was when it came in. */
  async reopen(transaction: Transaction, id: string): Promise<void> {
    await transaction("payment_callback")
      .where({ id })
      .update({ state: "received", reason: null, tries: 0, finished_at: null })
      .increment("replays")
  }

  /** The callbacks of one order, the oldest first. */
  async listForOrder(orderId: string): Promise<CallbackSummary[]> {
    return this.connection("payment_callback")
      .select(SUMMARY)
      .where({ crm_order_id: orderId })
      .orderBy("received_at")
  }

  /** One page of all callbacks, the newest first. */
  async list(
    filter: { state?: CallbackState; processor?: string },
    page: Page
  ): Promise<{ callbacks: CallbackSummary[]; count: number }> {
    const chosen = this.connection("payment_callback")
    if (filter.state) {
      void chosen.where({ state: filter.state })
    }
    if (filter.processor) {
      void chosen.where({ processor: filter.processor })
    }
    const [callbacks, total] = await Promise.all([
      chosen
        .clone()
        .select(SUMMARY)
        .orderBy("received_at", "desc")
        .limit(page.limit)
        .offset(page.offset),
      chosen.clone().count({ count: "*" }).first(),
    ])
    return { callbacks, count: Number(total?.count ?? 0) }
  }

  /** One page of what could not be verified, the newest first. */
  async listUnverified(page: Page): Promise<{ callbacks: UnverifiedCallback[]; count: number }> {
    const chosen = this.connection("unverified_callback")
    const [callbacks, total] = await Promise.all([
      chosen.clone().orderBy("received_at", "desc").limit(page.limit).offset(page.offset),
      chosen.clone().count({ count: "*" }).first(),
    ])
    return { callbacks, count: Number(total?.count ?? 0) }
  }

  /** Forgets unverified callbacks older than the given number of days. @returns how many */
  async pruneUnverified(days: number): Promise<number> {
    return this.connection("unverified_callback")
      .where("received_at", "<", this.connection.raw("now() - make_interval(days => ?)", [days]))
      .delete()
  }
}
