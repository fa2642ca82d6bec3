import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { newEntityId } from "../../lib/entity-id"
import { personalHash } from "../../lib/personal-hash"
import { notFound, Problem } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"

export const BLOCK_KINDS = ["email", "phone", "card"] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]

/** By what a customer is recognised: an address, a number in E.164, the vault's fingerprint of a card. */
export type BlockMark = { kind: BlockKind; value: string }

export type CustomerBlock = {
  id: string
  kind: BlockKind
  /** How people call it; null once the person's data have been erased. */
  shown: string | null
  reason: string | null
  created_by: string | null
  created_at: Date
}

export type NewBlock = BlockMark & {
  /** Of a card: the orders that were to be paid with it. */
  order_ids?: readonly string[]
  shown: string
  reason: string
  by: string
}

const COLUMNS = ["id", "kind", "shown", "reason", "created_by", "created_at"] as const

/** Held by who sends a charge, shared, and by who changes the entries, alone. */
const LOCK = "hashtextextended('customer blocks', 0)"

/** Nothing personal is kept in an entry: addresses and numbers as keyed hashes. */
const storedValue = ({ kind, value }: BlockMark): string =>
  kind === "card" ? value : personalHash(kind, value)

/**
 * Entries against customers who are never charged. A customer whom one of them hits is blocked as a
 * whole, whatever address, number or card the next order comes with.
 */
export class CustomerBlocks {
  readonly #connection: Knex

  constructor(connection: Knex) {
    this.#connection = connection
  }

  /** Who is about to charge: until the transaction ends no entry comes or goes. */
  async holdStill(transaction: Transaction): Promise<void> {
    await transaction.raw(`select pg_advisory_xact_lock_shared(${LOCK})`)
  }

  /** Who changes the entries: waits until no charge is being sent off. */
  async holdAlone(transaction: Transaction): Promise<void> {
    await transaction.raw(`select pg_advisory_xact_lock(${LOCK})`)
  }

  /**
   * By what an order's customer is blocked, or null. An entry that hits an address for the first time
   * makes its customer a blocked one.
   *
   * @param cards the fingerprints of the cards that the order is to be paid with
   */
  async findForOrder(
    orderId: string,
    cards: readonly string[],
    transaction?: Transaction
  ): Promise<BlockKind | null> {
    const connection = transaction ?? this.#connection
    const facts: OrderMarks | undefined = await connection("crm_order as placed")
      .leftJoin("crm_customer as customer", "customer.email", "placed.email")
      .select(
        "placed.email",
        "placed.phone",
        "customer.id as customer_id",
        "customer.is_blocked",
        connection.raw(
          "exists (select from crm_customer_block where removed_at is null) as any_stands"
        )
      )
      .where("placed.id", orderId)
      .first()
    if (!facts?.any_stands) {
      return null
    }
    const hits = await this.#standing(connection, [
      { kind: "email", value: facts.email },
      { kind: "phone", value: facts.phone },
      ...cards.map((value) => ({ kind: "card" as const, value })),
    ])
    if (hits.length > 0 && facts.customer_id && transaction) {
      await this.#strike(transaction, hits, [facts.customer_id])
    }
    const [first] = hits
    return (
      first?.kind ?? (facts.is_blocked ? this.#kindAgainst(connection, facts.customer_id) : null)
    )
  }

  /** The entries that stand against a customer, the oldest first. */
  async listAgainst(customerId: string, transaction?: Transaction): Promise<CustomerBlock[]> {
    return (transaction ?? this.#connection)("crm_customer_block as block")
      .join("crm_customer_block_hit as hit", "hit.block_id", "block.id")
      .select<CustomerBlock[]>(COLUMNS.map((column) => `block.${column}`))
      .where("hit.crm_customer_id", customerId)
      .whereNull("block.removed_at")
      .orderBy(["block.created_at", "block.id"])
  }

  /**
   * Blocks a customer by each of the marks, and everybody else who has one of them. The entries must
   * be held alone.
   *
   * @returns how many customers are blocked by it
   * @throws Problem 409 `blocked_already` when every entry stands already
   */
  async add(
    transaction: Transaction,
    customerId: string,
    blocks: readonly NewBlock[]
  ): Promise<number> {
    const added: (NewBlock & { id: string })[] = []
    for (const block of blocks) {
      const { kind, value, shown, reason, by } = block
      const [row]: { id: string }[] = await transaction("crm_customer_block")
        .insert({
          ...{ id: newEntityId("cblk"), kind, value: storedValue({ kind, value }) },
          ...{ shown, reason, created_by: by },
        })
        .onConflict(transaction.raw("(kind, value) where removed_at is null"))
        .ignore()
        .returning("id")
      if (row) {
        added.push({ ...block, id: row.id })
      }
    }
    if (added.length === 0) {
      throw new Problem(409, "blocked_already", "This customer is blocked by all of that already.")
    }
    const struck = new Set<string>([customerId])
    for (const block of added) {
      const ids = [...new Set([customerId, ...(await this.#ownersOf(transaction, block))])]
      ids.forEach((id) => struck.add(id))
      await this.#strike(transaction, [block], ids)
    }
    return struck.size
  }

  /**
   * Lifts the entries that stand against a customer, or those of them that are named. The entries
   * must be held alone.
   *
   * @throws Problem 404 when none of them stands
   */
  async remove(
    transaction: Transaction,
    customerId: string,
    { ids, by, because }: { ids: readonly string[] | null; by: string; because: string }
  ): Promise<void> {
    const standing = await this.listAgainst(customerId, transaction)
    const lifted = standing.map(({ id }) => id).filter((id) => ids === null || ids.includes(id))
    if (lifted.length === 0) {
      throw notFound("block")
    }
    await transaction("crm_customer_block").whereIn("id", lifted).update({
      removed_at: this.#connection.fn.now(),
      removed_by: by,
      removed_because: because,
    })
    await transaction.raw(
      `with freed as (
         select id from crm_customer customer
          where id in (select crm_customer_id from crm_customer_block_hit where block_id = any(?))
            and not exists (
              select from crm_customer_block_hit hit
                join crm_customer_block block on block.id = hit.block_id and block.removed_at is null
               where hit.crm_customer_id = customer.id)
          order by id for update)
       update crm_customer set is_blocked = false, updated_at = now()
         from freed where crm_customer.id = freed.id`,
      [lifted]
    )
  }

  /** Leaves of the entries against a customer what recognises him, and nothing that names him. */
  async erase(transaction: Transaction, customerId: string): Promise<void> {
    await transaction("crm_customer_block")
      .whereIn(
        "id",
        transaction("crm_customer_block_hit")
          .select("block_id")
          .where({ crm_customer_id: customerId })
      )
      .update({ shown: null, reason: null, removed_because: null })
    await transaction("crm_customer_block_hit").where({ crm_customer_id: customerId }).delete()
  }

  async #standing(
    connection: Knex,
    marks: readonly BlockMark[]
  ): Promise<{ id: string; kind: BlockKind }[]> {
    return connection("crm_customer_block")
      .select("id", "kind")
      .whereIn(
        ["kind", "value"],
        marks.map((mark) => [mark.kind, storedValue(mark)])
      )
      .whereNull("removed_at")
      .orderBy("created_at")
  }

  async #kindAgainst(connection: Knex, customerId: string | null): Promise<BlockKind | null> {
    const row: { kind: BlockKind } | undefined = await connection("crm_customer_block as block")
      .join("crm_customer_block_hit as hit", "hit.block_id", "block.id")
      .select("block.kind")
      .where("hit.crm_customer_id", customerId)
      .whereNull("block.removed_at")
      .orderBy("block.created_at")
      .first()
    return row?.kind ?? null
  }

  /** The customers who have the address, number or card. */
  async #ownersOf(
    transaction: Transaction,
    { kind, value, order_ids = [] }: NewBlock
  ): Promise<string[]> {
    const owners = transaction("crm_customer as customer").select("customer.id")
    if (kind === "email") {
      void owners.where("customer.email", value)
    } else if (kind === "phone") {
      // The trigram indexes know the number by its digits.
      const digits = `%${value.replace(/\D/g, "")}%`
      void owners.where((either) =>
        either
          .where((own) =>
            own.whereLike("customer.search_text", digits).where("customer.phone", value)
          )
          .orWhereIn(
            "customer.email",
            transaction("crm_order")
              .select("email")
              .whereLike("search_text", digits)
              .where("phone", value)
          )
      )
    } else {
      void owners.whereIn(
        "customer.email",
        transaction("crm_order")
          .select("email")
          .whereIn("id", [...order_ids])
      )
    }
    const rows: { id: string }[] = await owners
    return rows.map(({ id }) => id)
  }

  /** Notes whom entries hit, and makes them blocked customers. */
  async #strike(
    transaction: Transaction,
    blocks: readonly { id: string }[],
    customerIds: readonly string[]
  ): Promise<void> {
    await transaction.raw(
      `insert into crm_customer_block_hit (block_id, crm_customer_id)
       select block_id, crm_customer_id
         from unnest(?::text[]) as block_id, unnest(?::text[]) as crm_customer_id
        order by 1, 2
       on conflict do nothing`,
      [blocks.map(({ id }) => id), [...customerIds]]
    )
    await transaction.raw(
      `with struck as (
         select id from crm_customer where id = any(?) and not is_blocked order by id for update)
       update crm_customer set is_blocked = true, updated_at = now()
         from struck where crm_customer.id = struck.id`,
      [[...customerIds]]
    )
  }
}

type OrderMarks = {
  email: string
  phone: string
  customer_id: string | null
  is_blocked: boolean | null
  any_stands: boolean
}
