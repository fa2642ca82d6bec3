import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insertRows } from "../../lib/insert-rows"
import { notFound } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import type { ShipmentRow, TrackingEventRow, TrackingNumberRow } from "./types"

export type NewTrackingNumber = Pick<
  TrackingNumberRow,
  | "id"
  | "shipment_id"
  | "crm_order_id"
  | "number"
  | "carrier"
  | "check"
  | "source"
  | "actor_type"
  | "actor_id"
>

export type NewTrackingEvent = Omit<TrackingEventRow, "received_at">

/** A number whose carrier is to be asked now. */
export type DueNumber = Pick<
  TrackingNumberRow,
  "id" | "number" | "carrier" | "crm_order_id" | "created_at"
> & { polls: number }

/** A parcel that is on its way and of which nothing has been heard for long. */
export type SilentParcel = Pick<ShipmentRow, "id" | "number" | "crm_order_id"> & {
  tracking_number: string | null
  since: Date
}

const COLUMNS = [
  "id",
  "shipment_id",
  "crm_order_id",
  "number",
  "carrier",
  "check",
  "source",
  "actor_type",
  "actor_id",
  "sent_at",
  "removed_at",
  "removed_reason",
  "next_poll_at",
  "created_at",
] as const satisfies readonly (keyof TrackingNumberRow)[]

const EVENT_COLUMNS = [
  "id",
  "tracking_number_id",
  "event_key",
  "tag",
  "at",
  "place",
  "words",
  "source",
  "received_at",
] as const satisfies readonly (keyof TrackingEventRow)[]

/** Tracking numbers of parcels with their history, and what carriers tell about them. */
export class TrackingNumbers {
  constructor(protected readonly connection: Knex) {}

  /**
   * Stores new numbers; their carriers are asked from now on. A number is live once: one that somebody
   * has stored meanwhile is left out. The orders must be held.
   *
   * @returns those that were stored
   */
  async insert(
    transaction: Transaction,
    numbers: readonly NewTrackingNumber[]
  ): Promise<TrackingNumberRow[]> {
    const now = Date.now()
    return insertRows<TrackingNumberRow>(
      transaction,
      "tracking_number",
      numbers.map((number, index) => ({
        ...number,
        polls: 0,
        // Numbers that come together keep their order.
        created_at: new Date(now + index),
        next_poll_at: new Date(now),
      })),
      `on conflict (number) where removed_at is null do nothing returning ${COLUMNS.map(
        (column) => `"${column}"`
      ).join(", ")}`
    )
  }

  /** @throws Problem 404 when the order has no such number */
  async read(orderId: string, id: string, transaction?: Transaction): Promise<TrackingNumberRow> {
    const row: TrackingNumberRow | undefined = await (transaction ?? this.connection)(
      "tracking_number"
    )
      .select(COLUMNS)
      .where({ id, crm_order_id: orderId })
      .first()
    if (!row) {
      throw notFound("tracking number")
    }
    return row
  }

  /** Which of these numbers are live, and where. */
  async findLive(
    numbers: readonly string[],
    transaction?: Transaction
  ): Promise<Map<string, TrackingNumberRow>> {
    const rows: TrackingNumberRow[] = await (transaction ?? this.connection)("tracking_number")
      .select(COLUMNS)
      .whereIn("number", [...new Set(numbers)])
      .whereNull("removed_at")
    return new Map(rows.map((row) => [row.number, row]))
  }

  /** The numbers of these orders with their history, the oldest first. */
  async listForOrders(
    orderIds: readonly string[],
    transaction?: Transaction
  ): Promise<TrackingNumberRow[]> {
    return (transaction ?? this.connection)("tracking_number")
      .select(COLUMNS)
      .whereIn("crm_order_id", [...new Set(orderIds)])
      .orderBy(["created_at", "id"])
  }

  /** What carriers have told about these numbers, the oldest first. */
  async listEvents(
    trackingIds: readonly string[],
    transaction?: Transaction
  ): Promise<TrackingEventRow[]> {
    return (transaction ?? this.connection)("tracking_event")
      .select(EVENT_COLUMNS)
      .whereIn("tracking_number_id", [...new Set(trackingIds)])
      .orderBy(["at", "received_at", "id"])
  }

  /** Keeps what a carrier tells. @returns what was not known yet */
  async insertEvents(
    transaction: Transaction,
    events: readonly NewTrackingEvent[]
  ): Promise<{ id: string }[]> {
    return insertRows<{ id: string }>(
      transaction,
      "tracking_event",
      events.map((event) => ({ ...event, received_at: new Date() })),
      "on conflict (tracking_number_id, event_key) do nothing returning id"
    )
  }

  /** Notes that the customer has been told of these numbers. */
  async markSent(transaction: Transaction, ids: readonly string[]): Promise<void> {
    await transaction("tracking_number")
      .whereIn("id", [...ids])
      .whereNull("sent_at")
      .update({ sent_at: this.connection.fn.now() })
  }

  /** Takes a number out of use; it is kept with the reason. @returns false when it already was */
  async remove(transaction: Transaction, id: string, reason: string | null): Promise<boolean> {
    const removed = await transaction("tracking_number")
      .where({ id })
      .whereNull("removed_at")
      .update({
        removed_at: this.connection.fn.now(),
        removed_reason: reason,
        next_poll_at: null,
      })
    return removed > 0
  }

  /** Says which parcel a number belongs to that came before its parcel was known. */
  async setShipment(transaction: Transaction, id: string, shipmentId: string): Promise<void> {
    await transaction("tracking_number").where({ id }).update({ shipment_id: shipmentId })
  }

  /** The parcels of these numbers are on their way: one statement for all of them. */
  async shipParcels(transaction: Transaction, shipmentIds: readonly string[]): Promise<string[]> {
    const rows: { id: string }[] = await transaction("shipment")
      .whereIn("id", [...new Set(shipmentIds)])
      .whereIn("state", ["planned", "handing_over", "taken", "accepted"])
      .update({
        state: "shipped",
        shipped_at: this.connection.raw("coalesce(shipped_at, now())"),
        handed_over_at: this.connection.raw("coalesce(handed_over_at, now())"),
        answered_at: this.connection.raw("coalesce(answered_at, now())"),
        updated_at: this.connection.fn.now(),
      })
      .returning("id")
    return rows.map(({ id }) => id)
  }

  /**
   * Takes numbers whose carriers are to be asked now, those that wait longest first; nobody else gets
   * them before `leaseSeconds` are over.
   */
  async claimDue(limit: number, leaseSeconds: number): Promise<DueNumber[]> {
    const { rows } = await this.connection.raw<{ rows: DueNumber[] }>(
      `update tracking_number
          set next_poll_at = now() + make_interval(secs => ?)
        where id in (select id from tracking_number
                      where next_poll_at <= now() and removed_at is null
                      order by next_poll_at limit ? for update skip locked)
       returning id, number, carrier, crm_order_id, created_at, polls`,
      [leaseSeconds, limit]
    )
    return rows
  }

  /** Says when a number's carrier is asked again; null: never. */
  async planPolls(
    polls: readonly { id: string; next_poll_at: Date | null; counts: boolean }[]
  ): Promise<void> {
    await this.connection.raw(
      `update tracking_number
          set next_poll_at = case when removed_at is null then plan.next_poll_at end,
              polls = polls + plan.counts::int
         from jsonb_to_recordset(?::jsonb)
                as plan (id text, next_poll_at timestamptz, counts boolean)
        where tracking_number.id = plan.id`,
      [JSON.stringify(polls)]
    )
  }

  /** Parcels on their way of which nothing has been heard for so many days, and nobody was told lately. */
  async listSilent(days: number, limit: number): Promise<SilentParcel[]> {
    const { rows } = await this.connection.raw<{ rows: SilentParcel[] }>(
      `select shipment.id, shipment.number, shipment.crm_order_id,
              coalesce(shipment.last_news_at, shipment.shipped_at) as since,
              (select number from tracking_number
                where shipment_id = shipment.id and removed_at is null
                order by created_at desc limit 1) as tracking_number
         from shipment
        where shipment.state = 'shipped'
          and coalesce(shipment.last_news_at, shipment.shipped_at) < now() - make_interval(days => ?)
          and coalesce(shipment.silence_told_at, '-infinity') < now() - make_interval(days => ?)
        order by 4
        limit ?`,
      [days, days, limit]
    )
    return rows
  }

  /** Notes that a person has been told of a parcel's silence: not again before as many days. */
  async noteSilence(transaction: Transaction, shipmentId: string): Promise<void> {
    await transaction("shipment")
      .where({ id: shipmentId })
      .update({ silence_told_at: this.connection.fn.now() })
  }
}
