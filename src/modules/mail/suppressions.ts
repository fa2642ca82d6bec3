import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { isErasedAddress } from "../../lib/erased-address"
import { personalHash } from "../../lib/personal-hash"
import { notFound } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"

export type SuppressionReason = "bounced" | "complained" | "by_hand"

/** An address that gets nothing any more, and why. */
export type Suppression = {
  address: string
  reason: SuppressionReason
  /** The message that came back or was complained about. */
  message_id: string | null
  note: string | null
  created_by: string | null
  created_at: Date
}

export type NewSuppression = Omit<Suppression, "created_at">

const COLUMNS = ["address", "reason", "message_id", "note", "created_by", "created_at"] as const

/** Addresses are compared as people mean them: without case, without spaces around. */
export const plainAddressOf = (address: string): string => address.trim().toLowerCase()

/** How an address is kept of which nothing but its sameness may be known. */
export const hashedAddress = (address: string): string =>
  `hash:${personalHash("email", plainAddressOf(address))}`

const LIKE_SIGNS = /[\\%_]/g

/** Addresses that get nothing any more, and customers who want no reminders. */
export class SuppressionList {
  constructor(protected readonly connection: Knex) {}

  /** Whether an address gets nothing any more. */
  async isSuppressed(address: string): Promise<boolean> {
    return (await this.amongSuppressed([address])).size > 0
  }

  /** Why an address gets nothing any more; null when it does. */
  async find(address: string): Promise<Suppression | null> {
    const row: Suppression | undefined = await this.connection("mail_suppression")
      .select(COLUMNS)
      .where({ address: plainAddressOf(address) })
      .whereNull("removed_at")
      .first()
    return row ?? null
  }

  /** Those of the addresses that get nothing any more, in lower case. */
  async amongSuppressed(addresses: readonly string[]): Promise<ReadonlySet<string>> {
    if (addresses.length === 0) {
      return new Set()
    }
    // An address is kept as it is, or as a keyed hash once its owner's data have been erased.
    const plainBy = new Map(
      addresses
        .map(plainAddressOf)
        .flatMap((plain) => [[plain, plain] as const, [hashedAddress(plain), plain] as const])
    )
    const rows: { address: string }[] = await this.connection("mail_suppression")
      .select("address")
      .whereIn("address", [...plainBy.keys()])
      .whereNull("removed_at")
    return new Set([
      ...rows.map(({ address }) => plainBy.get(address) ?? address),
      // Nobody is there any more.
      ...[...plainBy.values()].filter(isErasedAddress),
    ])
  }

  /**
   * Stops an address. One that is stopped already stays as it is: the first reason counts.
   *
   * @returns whether it is new
   */
  async add(transaction: Transaction, suppression: NewSuppression): Promise<boolean> {
    const { rows } = await transaction.raw<{ rows: unknown[] }>(
      `insert into mail_suppression as known (address, reason, message_id, note, created_by)
       values (?, ?, ?, ?, ?)
       on conflict (address) do update set reason = excluded.reason, message_id = excluded.message_id,
         note = excluded.note, created_by = excluded.created_by, created_at = now(),
         removed_at = null, removed_by = null, removed_because = null
       where known.removed_at is not null
       returning address`,
      [
        plainAddressOf(suppression.address),
        suppression.reason,
        suppression.message_id,
        suppression.note,
        suppression.created_by,
      ]
    )
    return rows.length > 0
  }

  /** Lets an address get mail again; who said so and why is kept. @throws Problem 404 */
  async remove(
    transaction: Transaction,
    address: string,
    by: string,
    because: string
  ): Promise<void> {
    const changed = await transaction("mail_suppression")
      .whereIn("address", [plainAddressOf(address), hashedAddress(address)])
      .whereNull("removed_at")
      .update({ removed_at: this.connection.fn.now(), removed_by: by, removed_because: because })
    if (changed === 0) {
      throw notFound("stopped address")
    }
  }

  /** One page of the addresses that get nothing any more, the newest first. */
  async list({
    q,
    limit,
    offset,
  }: {
    q?: string
    limit: number
    offset: number
  }): Promise<{ suppressions: Suppression[]; count: number }> {
    const chosen = this.connection("mail_suppression")
      .whereNull("removed_at")
      // A hash says nothing to anybody; it goes on stopping its address.
      .whereNot("address", "like", "hash:%")
    if (q) {
      const pattern = `%${plainAddressOf(q).replace(LIKE_SIGNS, "\\$&")}%`
      void chosen.whereLike("address", pattern)
    }
    const [suppressions, total] = await Promise.all([
      chosen
        .clone()
        .select<Suppression[]>(COLUMNS)
        .orderBy([{ column: "created_at", order: "desc" }, "address"])
        .limit(limit)
        .offset(offset),
      chosen.clone().count({ count: "*" }).first(),
    ])
    return { suppressions, count: Number(total?.count ?? 0) }
  }

  /** Whether a customer of a shop wants no reminders. */
  async isUnsubscribed(shopId: string, address: string): Promise<boolean> {
    const row: unknown = await this.connection("mail_unsubscribe")
      .where({ shop_id: shopId })
      .whereIn("address", [plainAddressOf(address), hashedAddress(address)])
      .first()
    return row !== undefined
  }

  /** Notes that a customer of a shop wants no reminders. @returns whether that is news */
  async unsubscribe(
    transaction: Transaction,
    shopId: string,
    address: string,
    via: "one_click" | "page" | "staff"
  ): Promise<boolean> {
    const added: unknown[] = await transaction("mail_unsubscribe")
      .insert({ shop_id: shopId, address: plainAddressOf(address), via })
      .onConflict(["shop_id", "address"])
      .ignore()
      .returning("address")
    return added.length > 0
  }
}
