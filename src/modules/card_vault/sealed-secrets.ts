import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insertRows } from "../../lib/insert-rows"
import type { Transaction } from "../../lib/unit-of-work"
import { keyIdOf, open, rewrap, seal, type KeyRing } from "./envelope"
import { SecretsUnreadable } from "./secrets-unreadable"

type SealedSecretRow = { owner_id: string; name: string; sealed: string; key_id: string }

const boundTo = ({ owner_id, name }: Pick<SealedSecretRow, "owner_id" | "name">): string =>
  `sealed_secret|${owner_id}|${name}|v1`

/** How a secret is named where it cannot be opened. */
const nameOf = ({ owner_id, name }: SealedSecretRow): string => `${owner_id}/${name}`

/**
 * Secrets that are no customer's: API keys and signing keys of processor accounts, by owner and name.
 * Sealed like cards and with them under every rotation; there are few of them.
 */
export class SealedSecrets {
  constructor(protected readonly connection: Knex) {}

  /** Seals secrets of an owner; those of other names stay as they are. */
  async seal(
    transaction: Transaction,
    ring: KeyRing,
    ownerId: string,
    secrets: Readonly<Record<string, string>>
  ): Promise<void> {
    const rows = Object.entries(secrets).map(([name, text]) => {
      const secret = Buffer.from(text)
      const sealed = seal(ring, secret, boundTo({ owner_id: ownerId, name }))
      secret.fill(0)
      return { owner_id: ownerId, name, sealed, key_id: keyIdOf(sealed) }
    })
    await insertRows(
      transaction,
      "sealed_secret",
      rows,
      `on conflict (owner_id, name) do update
         set sealed = excluded.sealed, key_id = excluded.key_id, updated_at = now()`
    )
  }

  /** The secrets of an owner by name. @throws SecretsUnreadable when one does not open */
  async open(ring: KeyRing, ownerId: string): Promise<Record<string, string>> {
    const rows = await this.#rows().where({ owner_id: ownerId })
    return Object.fromEntries(
      rows.map((row): [string, string] => {
        const secret = opened(ring, row)
        const text = secret.toString("utf8")
        secret.fill(0)
        return [row.name, text]
      })
    )
  }

  /** Which secrets each owner has, by name alone. */
  async names(): Promise<ReadonlyMap<string, string[]>> {
    const names = new Map<string, string[]>()
    for (const { owner_id, name } of await this.#rows().orderBy(["owner_id", "name"])) {
      names.set(owner_id, [...(names.get(owner_id) ?? []), name])
    }
    return names
  }

  /** How many secrets each key seals. */
  async countByKey(): Promise<Record<string, number>> {
    const rows: { key_id: string; count: string }[] = await this.connection("sealed_secret")
      .select("key_id", this.connection.raw("count(*) as count"))
      .groupBy("key_id")
    return Object.fromEntries(rows.map((row) => [row.key_id, Number(row.count)]))
  }

  /** Wraps every secret of an older key anew; none is opened. */
  async rewrap(
    transaction: Transaction,
    ring: KeyRing
  ): Promise<{ done: number; broken: string[] }> {
    const rows: SealedSecretRow[] = await this.#rows(transaction)
      .whereNot({ key_id: ring.current })
      .orderBy(["owner_id", "name"])
      .forUpdate()
    const broken: string[] = []
    for (const row of rows) {
      try {
        const { owner_id, name } = row
        const sealed = rewrap(ring, row.sealed, boundTo(row))
        await transaction("sealed_secret")
          .where({ owner_id, name })
          .update({ sealed, key_id: ring.current })
      } catch {
        broken.push(nameOf(row))
      }
    }
    return { done: rows.length - broken.length, broken }
  }

  /** Opens every secret, to be sure that it can be. Nothing of it leaves this method. */
  async verify(ring: KeyRing): Promise<{ done: number; broken: string[] }> {
    const rows = await this.#rows().orderBy(["owner_id", "name"])
    const broken = rows.filter((row) => !opens(ring, row)).map(nameOf)
    return { done: rows.length - broken.length, broken }
  }

  #rows(connection: Knex = this.connection) {
    return connection("sealed_secret").select<SealedSecretRow[]>(
      "owner_id",
      "name",
      "sealed",
      "key_id"
    )
  }
}

const opened = (ring: KeyRing, row: SealedSecretRow): Buffer => {
  try {
    return open(ring, row.sealed, boundTo(row))
  } catch {
    throw new SecretsUnreadable()
  }
}

const opens = (ring: KeyRing, row: SealedSecretRow): boolean => {
  try {
    open(ring, row.sealed, boundTo(row)).fill(0)
    return true
  } catch {
    return false
  }
}
