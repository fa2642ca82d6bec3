import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { notFound, Problem } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import { CustomerList } from "./customer-list"
import { CUSTOMER_COLUMNS, type CustomerRow } from "./customer-row"

/** What staff write of a customer themselves. */
export type CustomerChanges = { name: string; phone: string | null; note: string | null }

/** An order as the page of its customer lists it. */
export type CustomerOrderRow = {
  id: string
  display_id: number
  shop_id: string
  status: string
  total: string
  currency: string
  total_usd: string
  archived_at: Date | null
  created_at: Date
}

export type CustomerNoteRow = {
  id: string
  crm_order_id: string
  display_id: number
  actor_id: string | null
  at: Date
  note: string | null
}

/** Numbers and cards of one customer beyond these are nobody's to choose from. */
const MOST_SHOWN = 20

type Page = { limit: number; offset: number }

/** Customers by e-mail. Their figures are kept by triggers of the orders (Migration20261122200400). */
export class Customers {
  readonly #connection: Knex
  readonly list: CustomerList

  constructor(connection: Knex) {
    this.#connection = connection
    this.list = new CustomerList(connection)
  }

  /** @throws Problem 404 */
  async read(id: string, transaction?: Transaction): Promise<CustomerRow> {
    const row: CustomerRow | undefined = await this.#select(transaction)
      .where("customer.id", id)
      .first()
    if (!row) {
      throw notFound("customer")
    }
    return row
  }

  /** The customers with these addresses (in lower case), by address. */
  async readByEmail(emails: readonly string[]): Promise<Map<string, CustomerRow>> {
    const rows: CustomerRow[] = await this.#select().whereIn("customer.email", [...new Set(emails)])
    return new Map(rows.map((row) => [row.email, row]))
  }

  /** Holds a customer for this transaction. @throws Problem 404 */
  async lock(transaction: Transaction, id: string): Promise<void> {
    const row: unknown = await transaction("crm_customer")
      .select("id")
      .where({ id })
      .forUpdate()
      .first()
    if (!row) {
      throw notFound("customer")
    }
  }

  /** Adds a customer who has not ordered yet. @throws Problem 409 `customer_exists` */
  async add(
    transaction: Transaction,
    { email, ...customer }: CustomerChanges & { email: string }
  ): Promise<string> {
    const [row]: { id: string }[] = await transaction("crm_customer")
      .insert({ email, ...customer, joined_at: transaction.fn.now() })
      .onConflict("email")
      .ignore()
      .returning("id")
    if (!row) {
      throw new Problem(409, "customer_exists", "There is a customer with this e-mail address.", {
        fields: [{ path: "email", message: "There is a customer with this e-mail address." }],
      })
    }
    await transaction("crm_customer_figures").insert({
      crm_customer_id: row.id,
      order_count: 0,
      paid_count: 0,
      spent_usd: 0,
      // The same moment: in a transaction the clock of the database stands still.
      joined_at: transaction.fn.now(),
    })
    return row.id
  }

  /** What staff have changed of a customer; what is not named stays. */
  async change(
    transaction: Transaction,
    id: string,
    changes: Partial<CustomerChanges>
  ): Promise<void> {
    await transaction("crm_customer")
      .where({ id })
      .update({ ...changes, updated_at: this.#connection.fn.now() })
  }

  /** The orders of an address, the newest first, archived ones included. */
  async listOrders(
    email: string,
    { limit, offset }: Page
  ): Promise<{ orders: CustomerOrderRow[]; count: number }> {
    const chosen = this.#connection("crm_order").where({ email })
    const [orders, total] = await Promise.all([
      chosen
        .clone()
        .select<CustomerOrderRow[]>(
          "id",
          "display_id",
          "shop_id",
          "status",
          "total",
          "currency",
          "total_usd",
          "archived_at",
          "created_at"
        )
        .orderBy([
          { column: "created_at", order: "desc" },
          { column: "id", order: "desc" },
        ])
        .limit(limit)
        .offset(offset),
      chosen.clone().count({ count: "*" }).first(),
    ])
    return { orders, count: Number(total?.count ?? 0) }
  }

  /** What staff have noted on the orders of an address, the newest first. */
  async listNotes(email: string, limit: number): Promise<CustomerNoteRow[]> {
    return this.#connection("crm_order as placed")
      .join("crm_order_event as event", "event.crm_order_id", "placed.id")
      .leftJoin("crm_order_event_personal as personal", "personal.id", "event.personal_id")
      .select(
        "event.id",
        "event.crm_order_id",
        "placed.display_id",
        "event.actor_id",
        "event.at",
        this.#connection.raw("personal.body ->> 'note' as note")
      )
      .where({ "placed.email": email, "event.kind": "order.note_added" })
      .orderBy("event.id", "desc")
      .limit(limit)
  }

  /** The telephone numbers that the orders of an address have named, the newest first. */
  async listPhones(email: string): Promise<string[]> {
    const rows: { phone: string }[] = await this.#connection("crm_order")
      .select("phone")
      .where({ email })
      .whereNot({ phone: "" })
      .groupBy("phone")
      .orderByRaw("max(created_at) desc")
      .limit(MOST_SHOWN)
    return rows.map(({ phone }) => phone)
  }

  /** The ids of all orders of an address, in the order in which they are held. */
  async listOrderIds(transaction: Transaction, email: string): Promise<string[]> {
    const rows: { id: string }[] = await transaction("crm_order")
      .select("id")
      .where({ email })
      .orderBy("id")
    return rows.map(({ id }) => id)
  }

  #select(transaction?: Transaction): Knex.QueryBuilder {
    return (transaction ?? this.#connection)("crm_customer as customer")
      .join("crm_customer_figures as figures", "figures.crm_customer_id", "customer.id")
      .select([...CUSTOMER_COLUMNS])
  }
}
