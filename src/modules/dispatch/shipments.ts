import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insertTogether, type Insert } from "../../lib/insert-rows"
import { notFound } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import { OPEN_STATES, STANDING_STATES } from "./shipment-states"
import type { ShipmentLine, ShipmentRow, ShipmentState } from "./types"

/** A line of a parcel that is about to be planned. */
export type NewShipmentLine = Omit<ShipmentLine, "shipment_id" | "position">

export type NewShipment = Pick<
  ShipmentRow,
  | "id"
  | "number"
  | "crm_order_id"
  | "shop_id"
  | "supplier_id"
  | "kind"
  | "reships_id"
  | "reship_reason"
  | "insured"
> & { lines: readonly NewShipmentLine[] }

/** What may change of a parcel; when it was changed is noted by itself. */
export type ShipmentChanges = Partial<
  Omit<ShipmentRow, "id" | "number" | "crm_order_id" | "shop_id" | "kind" | "created_at">
> & { medusa_fulfillment_id?: string }

/** Which parcels a page asks for; what is absent asks for nothing. */
export type ShipmentFilter = {
  states?: readonly ShipmentState[]
  supplier_id?: string
  order_ids?: readonly string[]
  /** Only parcels of which not all has been planned once more. */
  uncovered?: boolean
  /** Only parcels whose supplier has had them longer than he is given for an answer. */
  silent?: boolean
}

export type ShipmentPage = { limit: number; offset: number }

/** One item of work of a supplier: how many parcels he has in each state. */
export type ShipmentCount = { supplier_id: string; state: ShipmentState; parcels: number }

const COLUMNS = [
  "id",
  "number",
  "crm_order_id",
  "shop_id",
  "supplier_id",
  "kind",
  "reships_id",
  "reship_reason",
  "insured",
  "state",
  "supplier_reference",
  "batch_id",
  "message",
  "tries",
  "handed_over_at",
  "answered_at",
  "shipped_at",
  "delivered_at",
  "last_news_at",
  "created_at",
  "updated_at",
] as const satisfies readonly (keyof ShipmentRow)[]

/** Parcels from the decision who ships them until they have arrived. */
export class ShipmentStore {
  constructor(protected readonly connection: Knex) {}

  /** What storing new parcels takes, for a statement that writes other tables too. */
  inserts(shipments: readonly NewShipment[]): Insert[] {
    // Parcels that are planned together keep their order.
    const now = Date.now()
    return [
      {
        table: "shipment",
        rows: shipments.map(({ lines: _lines, ...shipment }, index) => ({
          ...shipment,
          state: "planned",
          tries: 0,
          created_at: new Date(now + index),
          updated_at: new Date(now),
        })),
      },
      {
        table: "shipment_line",
        rows: shipments.flatMap(({ id, lines }) =>
          lines.map((line, position) => ({ shipment_id: id, position, ...line }))
        ),
      },
    ]
  }

  /** Stores new parcels with their lines, as `planned`. The order must be held (`lockState`). */
  async insert(transaction: Transaction, shipments: readonly NewShipment[]): Promise<void> {
    await insertTogether(transaction, this.inserts(shipments))
  }

  /**
   * One parcel, held until the transaction ends. Whoever changes a parcel holds its order first.
   *
   * @throws Problem 404
   */
  async lock(transaction: Transaction, id: string): Promise<ShipmentRow> {
    const row: ShipmentRow | undefined = await transaction("shipment")
      .select(COLUMNS)
      .where({ id })
      .forUpdate()
      .first()
    if (!row) {
      throw notFound("parcel")
    }
    return row
  }

  /** The same for many; those that do not exist are left out. In the order of their ids. */
  async lockMany(transaction: Transaction, ids: readonly string[]): Promise<ShipmentRow[]> {
    return transaction("shipment")
      .select(COLUMNS)
      .whereIn("id", [...ids])
      .orderBy("id")
      .forUpdate()
  }

  /** @throws Problem 404 */
  async read(id: string, transaction?: Transaction): Promise<ShipmentRow> {
    const row: ShipmentRow | undefined = await (transaction ?? this.connection)("shipment")
      .select(COLUMNS)
      .where({ id })
      .first()
    if (!row) {
      throw notFound("parcel")
    }
    return row
  }

  /** The parcels of an order, the oldest first. */
  async listForOrder(orderId: string, transaction?: Transaction): Promise<ShipmentRow[]> {
    return this.listForOrders([orderId], transaction)
  }

  /** The parcels of these orders, the oldest first. */
  async listForOrders(
    orderIds: readonly string[],
    transaction?: Transaction
  ): Promise<ShipmentRow[]> {
    return (transaction ?? this.connection)("shipment")
      .select(COLUMNS)
      .whereIn("crm_order_id", [...new Set(orderIds)])
      .orderBy("created_at")
      .orderBy("number")
  }

  async listByIds(ids: readonly string[], transaction?: Transaction): Promise<ShipmentRow[]> {
    return (transaction ?? this.connection)("shipment")
      .select(COLUMNS)
      .whereIn("id", [...new Set(ids)])
  }

  /** The parcels of a batch by their numbers, in which order they are always told. */
  async listForBatch(batchId: string, transaction?: Transaction): Promise<ShipmentRow[]> {
    return (transaction ?? this.connection)("shipment")
      .select(COLUMNS)
      .where({ batch_id: batchId })
      .orderBy("number")
  }

  /** What is in these parcels, by parcel. */
  async linesOf(
    shipmentIds: readonly string[],
    transaction?: Transaction
  ): Promise<Map<string, ShipmentLine[]>> {
    const rows: ShipmentLine[] = await (transaction ?? this.connection)("shipment_line")
      .select(
        "shipment_id",
        "position",
        "order_line_id",
        "sku",
        "supplier_sku",
        "name",
        "option",
        "quantity",
        this.connection.raw("cost::text as cost"),
        "cost_currency"
      )
      .whereIn("shipment_id", [...new Set(shipmentIds)])
      .orderBy(["shipment_id", "position"])
    const lines = new Map<string, ShipmentLine[]>()
    for (const row of rows) {
      lines.set(row.shipment_id, [...(lines.get(row.shipment_id) ?? []), row])
    }
    return lines
  }

  /** The parcel that suppliers and labels call so; undefined when there is none. */
  async findByNumber(number: string, transaction?: Transaction): Promise<ShipmentRow | undefined> {
    return (transaction ?? this.connection)("shipment").select(COLUMNS).where({ number }).first()
  }

  /** Those of these numbers that are parcels, by number. */
  async findByNumbers(numbers: readonly string[]): Promise<Map<string, ShipmentRow>> {
    const rows: ShipmentRow[] = await this.connection("shipment")
      .select(COLUMNS)
      .whereIn("number", [...new Set(numbers)])
    return new Map(rows.map((row) => [row.number, row]))
  }

  /** Changes a parcel. It and its order must be held. */
  async update(transaction: Transaction, id: string, changes: ShipmentChanges): Promise<void> {
    await transaction("shipment")
      .where({ id })
      .update({ ...changes, updated_at: this.connection.fn.now() })
  }

  /** Notes that these parcels are being told to their supplier, in this batch. They must be held. */
  async putIntoBatch(
    transaction: Transaction,
    ids: readonly string[],
    batchId: string
  ): Promise<void> {
    await transaction("shipment")
      .whereIn("id", [...ids])
      .update({
        state: "handing_over",
        batch_id: batchId,
        tries: this.connection.raw("tries + 1"),
        updated_at: this.connection.fn.now(),
      })
  }

  /** Counts one more try of parcels that are told again. */
  async countTry(transaction: Transaction, batchId: string): Promise<void> {
    await transaction("shipment")
      .where({ batch_id: batchId, state: "handing_over" })
      .update({ tries: this.connection.raw("tries + 1"), updated_at: this.connection.fn.now() })
  }

  /** The parcels that wait longest to be handed over to a supplier. */
  async listPlanned(
    transaction: Transaction,
    supplierId: string,
    limit: number
  ): Promise<Pick<ShipmentRow, "id" | "crm_order_id">[]> {
    return transaction("shipment")
      .select("id", "crm_order_id")
      .where({ supplier_id: supplierId, state: "planned" })
      .orderBy(["created_at", "id"])
      .limit(limit)
  }

  /** The suppliers that have parcels which are not handed over, or of which nobody knows. */
  async suppliersWithWork(): Promise<string[]> {
    const rows: { supplier_id: string }[] = await this.connection("shipment")
      .distinct("supplier_id")
      .whereIn("state", ["planned", "handing_over"])
    return rows.map((row) => row.supplier_id)
  }

  /** Parcels that lie with a supplier who has said nothing for longer than he is given. */
  async listSilent(limit: number): Promise<ShipmentRow[]> {
    const query = this.#chosen({ silent: true })
    return query
      .select(COLUMNS.map((column) => `shipment.${column}`))
      .orderBy("shipment.handed_over_at")
      .limit(limit)
  }

  /** One page of parcels, the newest first, and how many there are. */
  async listPage(
    filter: ShipmentFilter,
    { limit, offset }: ShipmentPage
  ): Promise<{ shipments: ShipmentRow[]; count: number }> {
    const [shipments, total] = await Promise.all([
      this.#chosen(filter)
        .select(COLUMNS.map((column) => `shipment.${column}`))
        .orderBy("shipment.created_at", "desc")
        .orderBy("shipment.id", "desc")
        .limit(limit)
        .offset(offset),
      this.#chosen(filter).count({ count: "*" }).first(),
    ])
    return { shipments, count: Number(total?.count ?? 0) }
  }

  async count(filter: ShipmentFilter): Promise<number> {
    const row = await this.#chosen(filter).count({ count: "*" }).first()
    return Number(row?.count ?? 0)
  }

  /** How many parcels each supplier has in each state that is not at an end. */
  async countBySupplier(): Promise<ShipmentCount[]> {
    const rows: { supplier_id: string; state: ShipmentState; parcels: string }[] =
      await this.connection("shipment")
        .select("supplier_id", "state")
        .count({ parcels: "*" })
        .whereIn("state", [...OPEN_STATES, "rejected", "shipped", "lost"])
        .groupBy("supplier_id", "state")
    return rows.map((row) => ({ ...row, parcels: Number(row.parcels) }))
  }

  /** How many parcels of each order stand (are neither rejected nor taken back). */
  async countStanding(
    transaction: Transaction,
    orderIds: readonly string[]
  ): Promise<Map<string, number>> {
    const rows: { crm_order_id: string; parcels: string }[] = await transaction("shipment")
      .select("crm_order_id")
      .count({ parcels: "*" })
      .whereIn("crm_order_id", [...orderIds])
      .whereIn("state", [...STANDING_STATES])
      .groupBy("crm_order_id")
    return new Map(rows.map(({ crm_order_id, parcels }) => [crm_order_id, Number(parcels)]))
  }

  /** The Medusa fulfilments of these parcels, of those that have one. */
  async fulfillmentsOf(shipmentIds: readonly string[]): Promise<Map<string, string>> {
    const rows: { id: string; medusa_fulfillment_id: string }[] = await this.connection("shipment")
      .select("id", "medusa_fulfillment_id")
      .whereIn("id", [...shipmentIds])
      .whereNotNull("medusa_fulfillment_id")
    return new Map(rows.map(({ id, medusa_fulfillment_id }) => [id, medusa_fulfillment_id]))
  }

  /** Keeps which fulfilment of Medusa stands for a parcel. */
  async setFulfillment(id: string, fulfillmentId: string): Promise<void> {
    await this.connection("shipment").where({ id }).update({ medusa_fulfillment_id: fulfillmentId })
  }

  #chosen({
    states,
    supplier_id,
    order_ids,
    silent,
    uncovered,
  }: ShipmentFilter): Knex.QueryBuilder {
    const query = this.connection("shipment")
    if (states) {
      void query.whereIn("shipment.state", [...states])
    }
    if (supplier_id) {
      void query.where("shipment.supplier_id", supplier_id)
    }
    if (order_ids) {
      void query.whereIn("shipment.crm_order_id", [...order_ids])
    }
    if (uncovered) {
      // Whatever was planned after a rejection was planned because of it.
      void query.whereRaw(
        `not exists (select from shipment later
            where later.crm_order_id = shipment.crm_order_id and later.kind = shipment.kind
              and later.reships_id is not distinct from shipment.reships_id
              and later.created_at > shipment.created_at)`
      )
    }
    if (silent) {
      void query
        .join("supplier", "supplier.id", "shipment.supplier_id")
        .where("shipment.state", "taken")
        .whereRaw(
          "shipment.handed_over_at < now() - make_interval(hours => supplier.silent_after_hours)"
        )
    }
    return query
  }
}
