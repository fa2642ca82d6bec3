import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, generateEntityId } from "@medusajs/framework/utils"
import { notFound } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import {
  attentionButton,
  attentionSentence,
  type AttentionButton,
  type AttentionKind,
} from "./kinds"
import { kindsOf, type AttentionPart } from "./parts"

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex }

export type AttentionSubject = {
  type:
    | "order"
    | "shop"
    | "currency"
    | "processor_account"
    | "callback"
    | "mail_account"
    | "supplier"
    | "shipping_callback"
    /** A shop's orders that are refused for one reason: `<shop>:<code>`. */
    | "intake"
  id: string
}

export type AttentionEntry = {
  id: string
  kind: string
  subject_type: AttentionSubject["type"]
  subject_id: string
  data: Record<string, unknown>
  /** What the person who raised it said; may be personal. */
  words: string | null
  sentence: string
  button: AttentionButton
  since: Date
  resolved_at: Date | null
  resolved_by: string | null
  resolution: string | null
}

/** Which entries are asked for: open or resolved ones, and (undefined: all) of what. */
export type AttentionPage = {
  resolved: boolean
  kind?: string
  part?: AttentionPart
  /** About an order of one of these shops, or about the shop itself. */
  shop_id?: readonly string[]
  /** Only what waits for so long at least. */
  older_than_hours?: number
  limit: number
  offset: number
}

/** Nobody pages through more; counting years of what is resolved would take seconds. */
const COUNT_LIMIT = 10_000

type AttentionRow = Omit<AttentionEntry, "sentence" | "button">

const withSentence = (row: AttentionRow): AttentionEntry => ({
  ...row,
  sentence: attentionSentence(row.kind, row.data),
  button: attentionButton(row.kind, row.data),
})

/** Everything that needs a person: raised by whoever finds it, resolved by a person or by the facts. */
class AttentionModuleService {
  protected readonly connection: Knex

  constructor(dependencies: Dependencies) {
    this.connection = dependencies[ContainerRegistrationKeys.PG_CONNECTION]
  }

  /**
   * Raises an entry, or brings the open one of this kind and subject up to date.
   *
   * @returns true when it is new, so that the subject's count goes up once
   */
  async raise(
    transaction: Transaction,
    entry: {
      kind: AttentionKind
      subject: AttentionSubject
      data: Record<string, unknown>
      words?: string | null
    }
  ): Promise<boolean> {
    const result = await transaction.raw<{ rows: { is_new: boolean }[] }>(
      `insert into attention_entry (id, kind, subject_type, subject_id, data, words)
       values (?, ?, ?, ?, ?::jsonb, ?)
       on conflict (subject_type, subject_id, kind) where resolved_at is null
       do update set data = excluded.data, words = excluded.words, since = now()
       returning (xmax = 0) as is_new`,
      [
        generateEntityId(undefined, "attn"),
        entry.kind,
        entry.subject.type,
        entry.subject.id,
        JSON.stringify(entry.data),
        entry.words ?? null,
      ]
    )
    return result.rows[0].is_new
  }

  /**
   * Raises entries of one kind on many orders with one statement.
   *
   * @returns the orders whose entry is new
   */
  async raiseOnMany(
    transaction: Transaction,
    kind: AttentionKind,
    entries: readonly { order_id: string; data: Record<string, unknown> }[]
  ): Promise<string[]> {
    if (entries.length === 0) {
      return []
    }
    const rows = entries.map(({ order_id, data }) => ({
      id: generateEntityId(undefined, "attn"),
      order_id,
      data,
    }))
    const result = await transaction.raw<{ rows: { subject_id: string; is_new: boolean }[] }>(
      `insert into attention_entry (id, kind, subject_type, subject_id, data)
       select id, ?, 'order', order_id, data
         from jsonb_to_recordset(?::jsonb) as entry (id text, order_id text, data jsonb)
       on conflict (subject_type, subject_id, kind) where resolved_at is null
       do update set data = excluded.data, since = now()
       returning subject_id, (xmax = 0) as is_new`,
      [kind, JSON.stringify(rows)]
    )
    return result.rows.filter(({ is_new }) => is_new).map(({ subject_id }) => subject_id)
  }

  /** Resolves the open entries of these kinds of many orders. @returns which, by order */
  async resolveOnMany(
    transaction: Transaction,
    orderIds: readonly string[],
    by: string | null,
    kinds: readonly AttentionKind[]
  ): Promise<{ order_id: string; kind: string }[]> {
    const rows: { subject_id: string; kind: string }[] = await transaction("attention_entry")
      .where({ subject_type: "order" })
      .whereIn("subject_id", [...orderIds])
      .whereIn("kind", [...kinds])
      .whereNull("resolved_at")
      .update({ resolved_at: this.connection.fn.now(), resolved_by: by })
      .returning(["subject_id", "kind"])
    return rows.map(({ subject_id, kind }) => ({ order_id: subject_id, kind }))
  }

  /** Resolves the open entries of a subject, of one kind or all. @returns the kinds resolved */
  async resolveFor(
    transaction: Transaction,
    subject: AttentionSubject,
    by: string | null,
    kind?: AttentionKind
  ): Promise<string[]> {
    return this.resolveKinds(transaction, subject, by, kind ? [kind] : null)
  }

  /** Resolves the open entries of a subject, of the given kinds or (null) all. @returns the kinds */
  async resolveKinds(
    transaction: Transaction,
    subject: AttentionSubject,
    by: string | null,
    kinds: readonly AttentionKind[] | null
  ): Promise<string[]> {
    const query = transaction("attention_entry")
      .where({ subject_type: subject.type, subject_id: subject.id })
      .whereNull("resolved_at")
    if (kinds) {
      void query.whereIn("kind", [...kinds])
    }
    const rows: { kind: string }[] = await query
      .update({ resolved_at: this.connection.fn.now(), resolved_by: by })
      .returning("kind")
    return rows.map((row) => row.kind)
  }

  /** The entries of an order that the transaction itself has resolved. */
  async resolvedWithin(transaction: Transaction, orderId: string): Promise<string[]> {
    const rows: { id: string }[] = await transaction("attention_entry")
      .select("id")
      .where({ subject_type: "order", subject_id: orderId })
      .whereNotNull("resolved_at")
      .whereRaw("xmin = pg_current_xact_id()::xid")
    return rows.map(({ id }) => id)
  }

  /** Opens resolved entries again, but for kinds of which another one is open. @returns what was opened */
  async reopen(
    transaction: Transaction,
    ids: readonly string[]
  ): Promise<{ kind: string; data: Record<string, unknown> }[]> {
    const { rows } = await transaction.raw<{
      rows: { kind: string; data: Record<string, unknown> }[]
    }>(
      `update attention_entry entry set resolved_at = null, resolved_by = null, resolution = null
        where id = any(?) and resolved_at is not null and not exists (
          select from attention_entry other
           where other.subject_type = entry.subject_type and other.subject_id = entry.subject_id
             and other.kind = entry.kind and other.resolved_at is null)
       returning kind, data`,
      [[...ids]]
    )
    return rows
  }

  /** Whom an entry is about. @throws Problem 404 */
  async readSubject(transaction: Transaction, id: string): Promise<AttentionSubject> {
    const row: Pick<AttentionRow, "subject_type" | "subject_id"> | undefined = await transaction(
      "attention_entry"
    )
      .select("subject_type", "subject_id")
      .where({ id })
      .first()
    if (!row) {
      throw notFound("attention entry")
    }
    return { type: row.subject_type, id: row.subject_id }
  }

  /**
   * Resolves one entry by hand.
   *
   * @returns the entry, and whether it was open until now
   * @throws Problem 404
   */
  async resolve(
    transaction: Transaction,
    id: string,
    by: string,
    resolution: string | null
  ): Promise<{ entry: AttentionEntry; was_open: boolean }> {
    const resolved: AttentionRow[] = await transaction("attention_entry")
      .where({ id })
      .whereNull("resolved_at")
      .update({ resolved_at: this.connection.fn.now(), resolved_by: by, resolution })
      .returning("*")
    const row: AttentionRow | undefined =
      resolved[0] ?? (await transaction("attention_entry").where({ id }).first())
    if (!row) {
      throw notFound("attention entry")
    }
    return { entry: withSentence(row), was_open: resolved.length > 0 }
  }

  /** The orders that have an open entry of this kind, those that wait longest first. */
  async listOpenOrders(kind: AttentionKind, limit: number): Promise<string[]> {
    const rows: { subject_id: string }[] = await this.connection("attention_entry")
      .select("subject_id")
      .where({ kind, subject_type: "order" })
      .whereNull("resolved_at")
      .orderBy("since")
      .limit(limit)
    return rows.map((row) => row.subject_id)
  }

  /** The orders with an open entry of this kind whose `data` names the word in its list (", " between). */
  async listOpenOrdersAbout(
    kind: AttentionKind,
    field: string,
    word: string,
    limit: number
  ): Promise<string[]> {
    const rows: { subject_id: string }[] = await this.connection("attention_entry")
      .select("subject_id")
      .where({ kind, subject_type: "order" })
      .whereNull("resolved_at")
      .whereRaw("? = any(string_to_array(data ->> ?, ', '))", [word, field])
      .orderBy("since")
      .limit(limit)
    return rows.map((row) => row.subject_id)
  }

  /** The open entries of a kind, held until the transaction ends; those that wait longest first. */
  async lockOpen(
    transaction: Transaction,
    kind: AttentionKind,
    limit: number
  ): Promise<Pick<AttentionEntry, "id" | "subject_type" | "subject_id" | "data" | "since">[]> {
    return transaction("attention_entry")
      .select("id", "subject_type", "subject_id", "data", "since")
      .where({ kind })
      .whereNull("resolved_at")
      .orderBy("since")
      .limit(limit)
      .forUpdate()
  }

  /** Brings an open entry up to date; since when it is open stays. */
  async changeData(
    transaction: Transaction,
    id: string,
    data: Record<string, unknown>
  ): Promise<void> {
    await transaction("attention_entry")
      .where({ id })
      .whereNull("resolved_at")
      .update({ data: JSON.stringify(data) })
  }

  /** The entries of one subject, open ones first. */
  async listFor(subject: AttentionSubject): Promise<AttentionEntry[]> {
    const rows: AttentionRow[] = await this.connection("attention_entry")
      .where({ subject_type: subject.type, subject_id: subject.id })
      .orderByRaw("resolved_at is not null, since desc")
    return rows.map(withSentence)
  }

  /** One page of all entries, the newest first. */
  async list(
    page: AttentionPage
  ): Promise<{ entries: AttentionEntry[]; count: number; count_is_estimate: boolean }> {
    const chosen = this.connection("attention_entry")
    void (page.resolved ? chosen.whereNotNull("resolved_at") : chosen.whereNull("resolved_at"))
    if (page.kind) {
      void chosen.where({ kind: page.kind })
    }
    if (page.part) {
      void chosen.whereIn("kind", kindsOf(page.part))
    }
    if (page.older_than_hours) {
      const since = this.connection.raw("now() - make_interval(hours => ?)", [
        page.older_than_hours,
      ])
      void chosen.where("since", "<=", since)
    }
    if (page.shop_id && page.shop_id.length > 0) {
      this.#ofShops(chosen, page.shop_id)
    }
    const [rows, total] = await Promise.all([
      chosen.clone().orderBy("since", "desc").limit(page.limit).offset(page.offset),
      this.connection
        .count({ count: "*" })
        .from(
          chosen
            .clone()
            .select("id")
            .limit(COUNT_LIMIT + 1)
            .as("counted")
        )
        .first(),
    ])
    const count = Number(total?.count ?? 0)
    return {
      entries: rows.map(withSentence),
      count: Math.min(count, COUNT_LIMIT),
      count_is_estimate: count > COUNT_LIMIT,
    }
  }

  /** Entries say whom they are about; an order's shop is on the order. */
  #ofShops(query: Knex.QueryBuilder, shopIds: readonly string[]): void {
    void query.whereRaw(
      `case subject_type
         when 'order' then exists (select from crm_order
           where crm_order.id = subject_id and crm_order.shop_id = any(?))
         when 'shop' then subject_id = any(?)
         when 'intake' then split_part(subject_id, ':', 1) = any(?)
         else false
       end`,
      Array.from({ length: 3 }, () => [...shopIds])
    )
  }
}

export default AttentionModuleService
