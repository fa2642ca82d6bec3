import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { Problem } from "../../../lib/problem"
import type { Transaction } from "../../../lib/unit-of-work"
import { callZonesOf, isCallTime, nextCallTime, type Place } from "./call-hours"
import {
  CALL_LEASE_MINUTES,
  CALL_PRIORITIES,
  PUT_BACK_MINUTES,
  type CallKind,
  type CallReason,
  type CallResult,
} from "./call-rules"

/** A call to make. There is at most one of each kind for an order; who takes it has it for a while. */
export type CallRow = Place & {
  crm_order_id: string
  kind: CallKind
  reason: CallReason
  due_at: Date
  attempts: number
  /** Calls in a row in which nobody spoke with the customer. */
  unanswered: number
  last_result: CallResult | null
  last_at: Date | null
  claimed_by: string | null
  claimed_until: Date | null
  /** Whether the call is still to be made; an archived order's calls rest. */
  wanted: boolean
  archived: boolean
}

/** How many calls wait. */
export type CallFigures = { due: number; later: number; refills: number; next_at: Date | null }

type PlaceRow = Place & {
  due: string
  later: string
  refills: string
  earliest: Date | null
}

/** The figures look no further than this into the queue. */
const MOST_COUNTED = 20_000

const COLUMNS = [
  "crm_order_id",
  "kind",
  "reason",
  "time_zone",
  "country",
  "due_at",
  "attempts",
  "unanswered",
  "last_result",
  "last_at",
  "claimed_by",
  "claimed_until",
  "wanted",
  "archived",
] as const satisfies readonly (keyof CallRow)[]

/** As the indexes of the queue have it. */
const OPEN = "wanted and not archived"
const FREE = "(claimed_until is null or claimed_until <= now())"

/** Every place from which a call waits, one after another from the index and not from the calls. */
const PLACES = `
  with recursive place (country, time_zone) as (
    (select country, coalesce(time_zone, '') from crm_order_call where ${OPEN}
      order by country, coalesce(time_zone, '') limit 1)
    union all
    select found.* from place, lateral (
      select country, coalesce(time_zone, '') from crm_order_call
       where ${OPEN} and (country, coalesce(time_zone, '')) > (place.country, place.time_zone)
       order by country, coalesce(time_zone, '') limit 1) found
  )
  select country, nullif(time_zone, '') as time_zone from place`

const TAKE = `
  update crm_order_call
     set claimed_by = ?, claimed_until = now() + make_interval(mins => ?)
   where (crm_order_id, kind) = (
     select crm_order_id, kind from crm_order_call
      where ${OPEN} and reason = ? and due_at <= now() and ${FREE}
        and (country, coalesce(time_zone, '')) in
          (select country, time_zone from jsonb_to_recordset(?::jsonb)
             as open (country text, time_zone text))
      order by due_at, crm_order_id limit 1
      for update skip locked)
  returning ${COLUMNS.join(", ")}`

/**
 * The calls that the call centre has to make. Those about what a manager handed over follow the order's
 * own statuses by a trigger, so that whatever moves an order keeps them right.
 */
export class CallQueue {
  constructor(protected readonly connection: Knex) {}

  /** The call that this person has taken and not made. */
  async findMine(userId: string): Promise<CallRow | null> {
    const row: CallRow | undefined = await this.connection("crm_order_call")
      .select(COLUMNS)
      .where({ claimed_by: userId })
      .where("claimed_until", ">", this.connection.fn.now())
      .whereRaw(OPEN)
      .first()
    return row ?? null
  }

  /**
   * The call that this person has, its lease begun anew, or else the next one: by the first reason of
   * the table for which one is due where it is a call hour now. Two who ask at once never get the same
   * one, and one who asks twice gets only one.
   */
  async take(userId: string, now: Date): Promise<{ call: CallRow | null; is_same: boolean }> {
    return this.connection.transaction(async (transaction) => {
      await transaction.raw("select pg_advisory_xact_lock(hashtextextended(?, 0))", [
        `call of ${userId}`,
      ])
      const mine = await this.#renewMine(transaction, userId)
      return mine
        ? { call: mine, is_same: true }
        : { call: await this.#takeNext(transaction, userId, now), is_same: false }
    })
  }

  async #renewMine(transaction: Transaction, userId: string): Promise<CallRow | null> {
    const rows: CallRow[] = await transaction("crm_order_call")
      .where({ claimed_by: userId })
      .where("claimed_until", ">", transaction.fn.now())
      .whereRaw(OPEN)
      .update(
        {
          claimed_until: transaction.raw("now() + make_interval(mins => ?)", [CALL_LEASE_MINUTES]),
        },
        [...COLUMNS]
      )
    return rows[0] ?? null
  }

  async #takeNext(transaction: Transaction, userId: string, now: Date): Promise<CallRow | null> {
    const { rows: places } = await transaction.raw<{ rows: Place[] }>(PLACES)
    const open = places
      .filter((place) => isCallTime(callZonesOf(place), now))
      .map(({ country, time_zone }) => ({ country, time_zone: time_zone ?? "" }))
    if (open.length === 0) {
      return null
    }
    for (const { reason } of CALL_PRIORITIES) {
      const taken = await transaction.raw<{ rows: CallRow[] }>(TAKE, [
        userId,
        CALL_LEASE_MINUTES,
        reason,
        JSON.stringify(open),
      ])
      if (taken.rows[0]) {
        return taken.rows[0]
      }
    }
    return null
  }

  /** Gives a call back unmade. @returns false when this person does not have it */
  async putBack(userId: string, orderId: string): Promise<boolean> {
    const given = await this.connection("crm_order_call")
      .where({ claimed_by: userId, crm_order_id: orderId })
      .update({
        claimed_by: null,
        claimed_until: null,
        due_at: this.connection.raw("greatest(due_at, now() + make_interval(mins => ?))", [
          PUT_BACK_MINUTES,
        ]),
      })
    return given > 0
  }

  /** The calls of an order, made ones too. */
  async listOf(orderId: string): Promise<CallRow[]> {
    return this.connection("crm_order_call")
      .select(COLUMNS)
      .where({ crm_order_id: orderId })
      .orderBy("kind")
  }

  /**
   * The open call of an order, held until the transaction ends; the order comes first. Without a kind
   * what a manager handed over goes before the next order.
   *
   * @throws Problem 409 `no_call`
   */
  async lockOpen(
    transaction: Transaction,
    orderId: string,
    kind: CallKind | null
  ): Promise<CallRow> {
    const query = transaction("crm_order_call")
      .select(COLUMNS)
      .where({ crm_order_id: orderId })
      .whereRaw(OPEN)
    if (kind) {
      void query.where({ kind })
    }
    const row: CallRow | undefined = await query.orderBy("kind").forUpdate().first()
    if (!row) {
      throw new Problem(
        409,
        "no_call",
        "No call is to be made for this order now. Write a note instead."
      )
    }
    return row
  }

  /** Counts a call that was made and plans the next one. The call must be held. */
  async recordAttempt(
    transaction: Transaction,
    { crm_order_id, kind }: Pick<CallRow, "crm_order_id" | "kind">,
    result: CallResult,
    next: Pick<CallRow, "reason" | "due_at" | "unanswered">
  ): Promise<void> {
    await transaction("crm_order_call")
      .where({ crm_order_id, kind })
      .update({
        ...next,
        attempts: this.connection.raw("attempts + 1"),
        last_result: result,
        last_at: this.connection.fn.now(),
        claimed_by: null,
        claimed_until: null,
        updated_at: this.connection.fn.now(),
      })
  }

  /** Plans another time for a call that stays open. */
  async planFor(
    transaction: Transaction,
    orderId: string,
    kind: CallKind,
    dueAt: Date
  ): Promise<void> {
    await transaction("crm_order_call")
      .where({ crm_order_id: orderId, kind })
      .update({ due_at: dueAt, updated_at: this.connection.fn.now() })
  }

  /**
   * A customer is to be called about his next order: from now on his order is the call centre's too.
   * The order must be held.
   */
  async openRefill(transaction: Transaction, orderId: string): Promise<void> {
    await transaction.raw(
      `insert into crm_order_call (crm_order_id, kind, reason, time_zone, country, due_at, archived)
       select id, 'refill', 'refill', details->'device'->>'timezone', country, now(),
              archived_at is not null
         from crm_order where id = ?
       on conflict (crm_order_id, kind) do update
         set reason = 'refill', due_at = now(), attempts = 0, unanswered = 0, last_result = null,
             last_at = null, claimed_by = null, claimed_until = null, wanted = true,
             updated_at = now()`,
      [orderId]
    )
    await transaction("crm_order")
      .where({ id: orderId })
      .whereNull("call_center_since")
      .update({ call_center_since: this.connection.fn.now() })
  }

  /** Nobody need call about the next order any more. */
  async closeRefill(transaction: Transaction, orderId: string): Promise<void> {
    await transaction("crm_order_call").where({ crm_order_id: orderId, kind: "refill" }).update({
      wanted: false,
      claimed_by: null,
      claimed_until: null,
      updated_at: this.connection.fn.now(),
    })
  }

  /** How many calls are due and wait for later, and when the next one can be made. */
  async figures(now: Date): Promise<CallFigures> {
    const { rows } = await this.connection.raw<{ rows: PlaceRow[] }>(
      `select country, time_zone,
              count(*) filter (where due_at <= now() and ${FREE}) as due,
              count(*) filter (where due_at > now()) as later,
              count(*) filter (where due_at <= now() and ${FREE} and kind = 'refill') as refills,
              min(greatest(due_at, claimed_until)) as earliest
         from (select * from crm_order_call where ${OPEN} limit ?) as open
        group by country, time_zone`,
      [MOST_COUNTED]
    )
    const figures: CallFigures = { due: 0, later: 0, refills: 0, next_at: null }
    for (const { due, later, refills, earliest, ...place } of rows) {
      const zones = callZonesOf(place)
      const isOpen = isCallTime(zones, now)
      figures.due += isOpen ? Number(due) : 0
      figures.later += Number(later) + (isOpen ? 0 : Number(due))
      figures.refills += isOpen ? Number(refills) : 0
      const from = earliest && earliest > now ? earliest : now
      const next = earliest && nextCallTime(zones, from)
      if (next && (!figures.next_at || next < figures.next_at)) {
        figures.next_at = next
      }
    }
    return figures
  }

  /** A page of the open calls, those that are due first come first. */
  async list(
    kind: CallKind | null,
    page: { limit: number; offset: number }
  ): Promise<{ calls: CallRow[]; count: number }> {
    const open = this.connection("crm_order_call").whereRaw(OPEN)
    if (kind) {
      void open.where({ kind })
    }
    const counted = open.clone().select(this.connection.raw("1")).limit(MOST_COUNTED)
    const [calls, total] = await Promise.all([
      open
        .clone()
        .select(COLUMNS)
        .orderBy(["due_at", "crm_order_id"])
        .limit(page.limit)
        .offset(page.offset),
      this.connection.count({ count: "*" }).from(counted.as("open")).first(),
    ])
    return { calls, count: Number(total?.count ?? 0) }
  }
}
