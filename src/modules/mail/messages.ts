import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insertRows, type Insert, type Row } from "../../lib/insert-rows"
import { notFound } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import type { MailKind } from "./kinds"
import { messageIdOf } from "./message-id"
import {
  MESSAGE_COLUMNS,
  readMessagePage,
  type ListedMessage,
  type MessageFilter,
  type MessagePage,
} from "./message-list"
import type {
  MessageContent,
  MessageReason,
  MessageRow,
  MessageState,
  MessageTry,
  PlannedMessage,
} from "./types"

/** States in which a message can still be stopped, or sent off at once. */
export const WAITING_STATES: readonly MessageState[] = ["queued", "deferred"]

/** Messages from the transaction that is their cause until the server has taken them or a person has decided. */
export class MessageStore {
  constructor(protected readonly connection: Knex) {}

  // --- Queueing -----------------------------------------------------------------------------------

  /** What queueing these messages takes, for a statement that writes other tables too. */
  inserts(messages: readonly PlannedMessage[]): Insert[] {
    return [{ table: "mail_message", rows: messages.map(rowOf) }]
  }

  /** Queues messages; one whose cause has one of its kind already is left out. @returns the new ones */
  async insert(
    transaction: Transaction,
    messages: readonly PlannedMessage[]
  ): Promise<MessageRow[]> {
    return insertRows<MessageRow>(
      transaction,
      "mail_message",
      messages.map(rowOf),
      `on conflict (cause, kind) do nothing returning ${MESSAGE_COLUMNS.join(", ")}`
    )
  }

  // --- What people and facts decide about messages that wait ---------------------------------------

  /** The message as it is now, held until the transaction ends. The order comes first. @throws Problem 404 */
  async lock(transaction: Transaction, id: string): Promise<MessageRow> {
    const row: MessageRow | undefined = await transaction("mail_message")
      .select(MESSAGE_COLUMNS)
      .where({ id })
      .forUpdate()
      .first()
    return found(row)
  }

  /** Ends a message that has not gone out. It must be held. */
  async cancel(
    transaction: Transaction,
    id: string,
    reason: Extract<MessageReason, "cancelled_by_staff" | "undone" | "overtaken">
  ): Promise<void> {
    await transaction("mail_message").where({ id }).update({
      state: "cancelled",
      reason,
      updated_at: this.connection.fn.now(),
    })
  }

  /**
   * Lets a message go out now. It must be held.
   *
   * @param isTriedAnew its tries are counted from the beginning: it is given up no earlier than a new one
   */
  async release(transaction: Transaction, id: string, isTriedAnew: boolean): Promise<void> {
    const now = this.connection.fn.now()
    const release = { state: "queued", reason: null, due_at: now, updated_at: now }
    await transaction("mail_message")
      .where({ id })
      .update(isTriedAnew ? { ...release, tries: 0 } : release)
  }

  /**
   * Takes back letters of a status that the order has left again before they went out. The order must
   * be held.
   *
   * @param move the move that is taken back: the letter's kind, and the status it came from
   */
  async cancelUndone(
    transaction: Transaction,
    orderId: string,
    move: { kind: MailKind; from: string }
  ): Promise<MessageRow[]> {
    return transaction("mail_message")
      .where({ crm_order_id: orderId, kind: move.kind, state: "queued", actor_type: "staff" })
      .where("due_at", ">", this.connection.fn.now())
      .whereRaw("data ->> 'from' = ?", [move.from])
      .update({ state: "cancelled", reason: "undone", updated_at: this.connection.fn.now() })
      .returning(MESSAGE_COLUMNS)
  }

  /**
   * What the transaction itself has done to an order's letters so far: those that it has queued
   * (`is_new`), and those that it has changed.
   */
  async touchedWithin(
    transaction: Transaction,
    orderId: string
  ): Promise<(MessageRow & { is_new: boolean })[]> {
    return transaction("mail_message")
      .select([...MESSAGE_COLUMNS, transaction.raw("created_at = now() as is_new")])
      .where({ crm_order_id: orderId })
      .whereRaw("xmin = pg_current_xact_id()::xid")
      .orderBy("id")
  }

  /** Messages as they are now, held until the transaction ends. Their order comes first. */
  async lockMany(transaction: Transaction, ids: readonly string[]): Promise<MessageRow[]> {
    return transaction("mail_message")
      .select(MESSAGE_COLUMNS)
      .whereIn("id", [...ids])
      .orderBy("id")
      .forUpdate()
  }

  /** Ends messages that have not gone out because what they tell of is taken back. They must be held. */
  async cancelMany(transaction: Transaction, ids: readonly string[]): Promise<void> {
    await transaction("mail_message")
      .whereIn("id", [...ids])
      .update({ state: "cancelled", reason: "undone", updated_at: this.connection.fn.now() })
  }

  /** Queues messages again that were taken back: what they tell of is true again. */
  async requeueMany(transaction: Transaction, ids: readonly string[], until: Date): Promise<void> {
    await transaction("mail_message")
      .whereIn("id", [...ids])
      .where({ state: "cancelled", reason: "undone" })
      .update({
        state: "queued",
        reason: null,
        due_at: until,
        updated_at: this.connection.fn.now(),
      })
  }

  /** Gives those of the messages that still wait for their first try another moment to go out. */
  async postponeMany(transaction: Transaction, ids: readonly string[], until: Date): Promise<void> {
    await transaction.raw(
      `update mail_message set due_at = ?, updated_at = now()
        where id = any(?) and state = 'queued' and tries = 0`,
      [until, [...ids]]
    )
  }

  /** The message of a cause, held until the transaction ends; null when there is none. */
  async lockByCause(
    transaction: Transaction,
    cause: string,
    kind: MailKind
  ): Promise<MessageRow | null> {
    const row: MessageRow | undefined = await transaction("mail_message")
      .select(MESSAGE_COLUMNS)
      .where({ cause, kind })
      .forUpdate()
      .first()
    return row ?? null
  }

  /** Gives a message that waits another moment to go out. It must be held. */
  async postpone(transaction: Transaction, id: string, until: Date): Promise<void> {
    await transaction("mail_message")
      .where({ id })
      .update({ due_at: until, updated_at: this.connection.fn.now() })
  }

  // --- Reading ------------------------------------------------------------------------------------

  /** @throws Problem 404 */
  async read(id: string): Promise<MessageRow> {
    const row: MessageRow | undefined = await this.connection("mail_message")
      .select(MESSAGE_COLUMNS)
      .where({ id })
      .first()
    return found(row)
  }

  /** One page of messages, the newest first, with the numbers by state; counted up to a limit. */
  async list(filter: MessageFilter, page: { limit: number; offset: number }): Promise<MessagePage> {
    return readMessagePage(this.connection, filter, page)
  }

  /** The newest messages of these orders. */
  async listForOrders(orderIds: readonly string[], limit: number): Promise<ListedMessage[]> {
    return this.connection("mail_message as message")
      .leftJoin("mail_content as content", "content.message_id", "message.id")
      .select([
        ...MESSAGE_COLUMNS.map((column) => `message.${column}`),
        "content.to_address",
        "content.subject",
      ])
      .whereIn("message.crm_order_id", [...orderIds])
      .orderBy([
        { column: "message.created_at", order: "desc" },
        { column: "message.id", order: "desc" },
      ])
      .limit(limit)
  }

  /** The newest messages of an order that went out, are to go out or should have. */
  async listNewest(orderId: string, limit: number): Promise<MessageRow[]> {
    return this.connection("mail_message")
      .select(MESSAGE_COLUMNS)
      .where({ crm_order_id: orderId })
      .whereNotIn("state", ["skipped", "cancelled"])
      .orderBy([
        { column: "created_at", order: "desc" },
        { column: "id", order: "desc" },
      ])
      .limit(limit)
  }

  /** The messages of an order, the newest first. */
  async listForOrder(orderId: string, transaction?: Transaction): Promise<ListedMessage[]> {
    return (transaction ?? this.connection)("mail_message as message")
      .leftJoin("mail_content as content", "content.message_id", "message.id")
      .select([
        ...MESSAGE_COLUMNS.map((column) => `message.${column}`),
        "content.to_address",
        "content.subject",
      ])
      .where("message.crm_order_id", orderId)
      .orderBy([
        { column: "message.created_at", order: "desc" },
        { column: "message.id", order: "desc" },
      ])
  }

  /** How many messages have a cause that begins so: the next of them gets a number of its own. */
  async countByCause(
    transaction: Transaction,
    orderId: string,
    beginning: string
  ): Promise<number> {
    const row = await transaction("mail_message")
      .where({ crm_order_id: orderId })
      .whereRaw("starts_with(cause, ?)", [beginning])
      .count({ count: "*" })
      .first()
    return Number(row?.count ?? 0)
  }

  /** Those of the given causes that a message exists for already. */
  async knownCauses(causes: readonly string[], kind: MailKind): Promise<Set<string>> {
    const rows: { cause: string }[] = await this.connection("mail_message")
      .select("cause")
      .whereIn("cause", [...causes])
      .where({ kind })
    return new Set(rows.map(({ cause }) => cause))
  }

  /** How many letters could not be written, by what their wording belongs to. */
  async countBroken(): Promise<
    { kind: MailKind; shop_id: string; language: string; count: number }[]
  > {
    const rows: { kind: MailKind; shop_id: string; language: string; count: string }[] =
      await this.connection("mail_message")
        .select("kind", "shop_id", "language", this.connection.raw("count(*) as count"))
        .where({ state: "broken" })
        .groupBy("kind", "shop_id", "language")
        .orderBy(["kind", "shop_id", "language"])
    return rows.map((row) => ({ ...row, count: Number(row.count) }))
  }

  /**
   * Letters of a kind that could not be written, of one shop or (null) of all, in the order of their ids.
   *
   * @param after the last id of the page before
   */
  async listBroken(
    kind: MailKind,
    shopId: string | null,
    after: string,
    limit: number
  ): Promise<string[]> {
    const query = this.connection("mail_message")
      .select("id")
      .where({ kind, state: "broken" })
      .where("id", ">", after)
      .orderBy("id")
      .limit(limit)
    if (shopId !== null) {
      void query.where({ shop_id: shopId })
    }
    const rows: { id: string }[] = await query
    return rows.map(({ id }) => id)
  }

  /** The letter as it was written; null before that, and once it has been erased. */
  async readContent(messageId: string): Promise<MessageContent | null> {
    const row: MessageContent | undefined = await this.connection("mail_content")
      .select(
        "message_id",
        "from_address",
        "to_address",
        "reply_to",
        "subject",
        "html",
        "text",
        "headers",
        "template"
      )
      .where({ message_id: messageId })
      .first()
    return row ?? null
  }

  /** Every conversation with a mail server about a message, in their order. */
  async listTries(messageId: string): Promise<MessageTry[]> {
    return this.connection("mail_try").where({ message_id: messageId }).orderBy("number")
  }
}

const rowOf = (message: PlannedMessage): Row => {
  const id = messageIdOf(message.cause, message.kind)
  return {
    id,
    crm_order_id: message.crm_order_id,
    shop_id: message.shop_id,
    kind: message.kind,
    cause: message.cause,
    language: message.language,
    state: message.state,
    reason: message.reason,
    due_at: message.due_at,
    internet_message_id: `${id}@${message.domain}`,
    data: message.data ?? {},
    note: message.note ?? null,
    actor_type: message.actor.type,
    actor_id: message.actor.id,
  }
}

const found = (row: MessageRow | undefined): MessageRow => {
  if (!row) {
    throw notFound("message")
  }
  return row
}
