import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Insert } from "../../lib/insert-rows"
import { notFound } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"

/** By which way a customer wants to be reminded. */
export type RefillVia = "email" | "phone"

/**
 * `waiting` for its day; then `sent` by letter, or `call_due` until a person has `called`. `cancelled`
 * by a person, or because there was nothing to remind of.
 */
export const REFILL_STATES = ["waiting", "sent", "call_due", "called", "cancelled"] as const

export type RefillState = (typeof REFILL_STATES)[number]

/** Why a reminder was cancelled without a person. */
export type RefillReason = "not_paid" | "archived" | "ordered_again" | "unsubscribed"

export type NewRefill = {
  crm_order_id: string
  shop_id: string
  customer_id: string
  via: RefillVia
  period_days: number
  due_at: Date
}

export type RefillRow = NewRefill & {
  state: RefillState
  reason: RefillReason | null
  note: string | null
  finished_by: string | null
  finished_at: Date | null
  created_at: Date
}

/** What becomes of a reminder. */
export type RefillEnd = {
  state: Exclude<RefillState, "waiting">
  reason?: RefillReason
  note?: string | null
  by?: string | null
}

/** When customers want to be reminded to order again, and what became of it. */
export class RefillReminders {
  constructor(protected readonly connection: Knex) {}

  /** What planning these reminders takes, for a statement that writes other tables too. */
  inserts(refills: readonly NewRefill[]): Insert[] {
    return [{ table: "refill_reminder", rows: refills }]
  }

  /** The orders whose reminder is due, those that are due longest first. */
  async listDue(limit: number): Promise<string[]> {
    const rows: Pick<RefillRow, "crm_order_id">[] = await this.connection("refill_reminder")
      .select("crm_order_id")
      .where({ state: "waiting" })
      .where("due_at", "<=", this.connection.fn.now())
      .orderBy("due_at")
      .limit(limit)
    return rows.map(({ crm_order_id }) => crm_order_id)
  }

  /** The reminder of an order; null when the customer wanted none. */
  async find(orderId: string): Promise<RefillRow | null> {
    const row: RefillRow | undefined = await this.connection("refill_reminder")
      .where({ crm_order_id: orderId })
      .first()
    return row ?? null
  }

  /** The reminder of an order, held until the transaction ends. The order comes first. @throws Problem 404 */
  async lock(transaction: Transaction, orderId: string): Promise<RefillRow> {
    const row: RefillRow | undefined = await transaction("refill_reminder")
      .where({ crm_order_id: orderId })
      .forUpdate()
      .first()
    if (!row) {
      throw notFound("refill reminder")
    }
    return row
  }

  /** Notes what has become of a reminder. It must be held. */
  async finish(
    transaction: Transaction,
    orderId: string,
    { state, reason, note, by }: RefillEnd
  ): Promise<void> {
    await transaction("refill_reminder")
      .where({ crm_order_id: orderId })
      .update({
        state,
        reason: reason ?? null,
        note: note ?? null,
        finished_by: by ?? null,
        finished_at: state === "call_due" ? null : this.connection.fn.now(),
      })
  }

  /** The customer wants to be asked another day: the reminder waits for it. It must be held. */
  async postpone(
    transaction: Transaction,
    orderId: string,
    to: { due_at: Date; note: string | null }
  ): Promise<void> {
    await transaction("refill_reminder")
      .where({ crm_order_id: orderId })
      .update({ ...to, state: "waiting", finished_by: null, finished_at: null })
  }

  /** One page of reminders: those that are due first come first. */
  async list(
    states: readonly RefillState[] | undefined,
    page: { limit: number; offset: number }
  ): Promise<{ refills: RefillRow[]; count: number }> {
    const chosen = this.connection("refill_reminder")
    if (states?.length) {
      void chosen.whereIn("state", [...states])
    }
    const [refills, total] = await Promise.all([
      chosen
        .clone()
        .orderBy([{ column: "due_at" }, { column: "crm_order_id" }])
        .limit(page.limit)
        .offset(page.offset),
      chosen.clone().count({ count: "*" }).first(),
    ])
    return { refills, count: Number(total?.count ?? 0) }
  }
}
