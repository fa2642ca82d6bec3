import { createHmac } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { newEntityId } from "../../lib/entity-id"
import { readEnvironment } from "../../lib/environment"
import type { Insert } from "../../lib/insert-rows"
import type { Transaction } from "../../lib/unit-of-work"
import type { BankAccountInstrument, CardInstrument } from "../../providers/payment/processor"
import { CardUnreadable } from "./card-unreadable"
import { CVV_LIFETIME_MS, CvvKeys } from "./cvv-keys"
import { decrypt, encrypt, KEY_BYTES, type KeyRing, keyIdOf, open, rewrap, seal } from "./envelope"
import { KeyRingFile } from "./key-ring-file"
import { SealedSecrets } from "./sealed-secrets"

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex }

/** A card as it came in; the number and the CVV leave this object only sealed. */
export type CardToSeal = {
  number: string
  holder: string
  expiry_month: number
  expiry_year: number
  brand: string
  first6: string
  last4: string
  birthday: string | null
  cvv: string | null
}

export type BankAccountToSeal = {
  account_number: string
  routing_number: string
  account_type: string
  holder_type: string
  holder: string
}

/** Rows ready to be written: nothing in them can be read without the keys. */
export type SealedRows = {
  card: Record<string, unknown> & {
    id: string
    crm_order_id: string
    sealed: string
    key_id: string
    fingerprint: string
    last4: string
  }
  cvv: Record<string, unknown> | null
}

/** One step of a walk over the stored cards and accounts, in the order of their ids. */
export type VaultStep = {
  /** How many were done. */
  done: number
  /** The ids of those that no key opens, or that are not what their row says. */
  broken: string[]
  /** Where the next step begins; null when there is nothing left. */
  next: string | null
}

const OPEN_TRANSACTIONS_LOOK_MS = 200

/** What may be shown of a stored card or account. */
export type SealedCardView = {
  id: string
  kind: "card" | "bank_account"
  brand: string | null
  first6: string | null
  last4: string
  /** The keyed hash by which the same number is recognised. */
  fingerprint: string
  expiry_month: number | null
  expiry_year: number | null
  holder: string | null
  details: Record<string, unknown>
  /** False when the number has been destroyed after its time. */
  sealed: boolean
  /** True while the CVV waits for the first answer of an issuer. */
  cvv_held: boolean
}

/** A card or account among those of a customer. */
export type ListedCard = Pick<SealedCardView, "id" | "kind" | "brand" | "last4" | "fingerprint">

/**
 * Sealed cards and bank accounts. The only place that knows the vault's keys: numbers go in and come
 * out for a charge, and are in no other table, log or message. Not a Medusa data model on purpose:
 * nothing of it can be asked for through the query layer.
 */
class CardVaultModuleService {
  protected readonly connection: Knex
  protected readonly keyRing: KeyRingFile
  protected readonly fingerprintKey: Buffer
  protected readonly cvvKeys: CvvKeys
  protected readonly secrets: SealedSecrets

  constructor(dependencies: Dependencies) {
    this.connection = dependencies[ContainerRegistrationKeys.PG_CONNECTION]
    const environment = readEnvironment()
    const { VAULT_KEYS_FILE, FINGERPRINT_KEY, CVV_KEY_DIRECTORY } = environment
    if (!VAULT_KEYS_FILE || !FINGERPRINT_KEY || !CVV_KEY_DIRECTORY) {
      throw new Error("The vault needs VAULT_KEYS_FILE, FINGERPRINT_KEY and CVV_KEY_DIRECTORY.")
    }
    this.keyRing = new KeyRingFile(VAULT_KEYS_FILE)
    this.fingerprintKey = Buffer.from(FINGERPRINT_KEY, "base64")
    if (this.fingerprintKey.length !== KEY_BYTES) {
      throw new Error("FINGERPRINT_KEY must be 32 bytes in base64.")
    }
    this.cvvKeys = new CvvKeys(CVV_KEY_DIRECTORY)
    this.secrets = new SealedSecrets(this.connection)
  }

  /**
   * The keyed hash of a card or account number: the same number gives the same fingerprint, and
   * nobody without the key can find the number by trying (PCI DSS 3.5.1.1).
   */
  async fingerprint(kind: "card" | "bank_account", number: string): Promise<string> {
    return this.keyedHash(kind, number)
  }

  /** HMAC-SHA256 for the sameness of whole requests, under a key of its own. */
  async requestFingerprintKey(): Promise<Buffer> {
    return createHmac("sha256", this.fingerprintKey).update("request").digest()
  }

  /** Seals a card, and its CVV apart under the key of the hour. Writes nothing. */
  async sealCard(orderId: string, card: CardToSeal, now: Date): Promise<SealedRows> {
    const id = newEntityId("card")
    const secret = Buffer.from(JSON.stringify({ number: card.number, birthday: card.birthday }))
    const sealed = seal(this.keyRing.read(), secret, boundTo("sealed_card", id, orderId))
    secret.fill(0)
    return {
      card: {
        id,
        crm_order_id: orderId,
        kind: "card",
        sealed,
        key_id: keyIdOf(sealed),
        fingerprint: this.keyedHash("card", card.number),
        brand: card.brand,
        first6: card.first6,
        last4: card.last4,
        expiry_month: card.expiry_month,
        expiry_year: card.expiry_year,
        holder: card.holder,
        details: {},
      },
      cvv: card.cvv ? await this.sealCvv(id, orderId, card.cvv, now) : null,
    }
  }

  /** Seals a bank account number; routing number and types stay readable. Writes nothing. */
  async sealBankAccount(orderId: string, account: BankAccountToSeal): Promise<SealedRows> {
    const id = newEntityId("acct")
    const secret = Buffer.from(JSON.stringify({ number: account.account_number }))
    const sealed = seal(this.keyRing.read(), secret, boundTo("sealed_card", id, orderId))
    secret.fill(0)
    return {
      card: {
        id,
        crm_order_id: orderId,
        kind: "bank_account",
        sealed,
        key_id: keyIdOf(sealed),
        fingerprint: this.keyedHash(
          "bank_account",
          `${account.routing_number}:${account.account_number}`
        ),
        brand: null,
        first6: null,
        last4: account.account_number.slice(-4).padStart(4, "0"),
        expiry_month: null,
        expiry_year: null,
        holder: account.holder,
        details: {
          routing_number: account.routing_number,
          account_type: account.account_type,
          holder_type: account.holder_type,
        },
      },
      cvv: null,
    }
  }

  /**
   * What storing sealed cards and CVVs takes, for a statement that writes other tables too. A card
   * that was sealed before the keys changed is wrapped anew: a rotation that has begun long ago never
   * meets another card under the old key.
   */
  sealedInserts(rows: readonly SealedRows[]): Insert[] {
    const ring = this.keyRing.read()
    return [
      {
        table: "sealed_card",
        rows: rows.map(({ card }) =>
          card.key_id === ring.current
            ? card
            : { ...card, sealed: rewrapped(ring, card), key_id: ring.current }
        ),
      },
      { table: "sealed_cvv", rows: rows.flatMap((row) => (row.cvv ? [row.cvv] : [])) },
    ]
  }

  /**
   * Seals secrets of an owner, e.g. of a processor account, by their names; those of other names stay
   * as they are.
   */
  async sealSecrets(
    transaction: Transaction,
    ownerId: string,
    secrets: Readonly<Record<string, string>>
  ): Promise<void> {
    await this.secrets.seal(transaction, this.keyRing.read(), ownerId, secrets)
  }

  /** The secrets of an owner by name, for one call. @throws Error when one of them does not open */
  async openSecrets(ownerId: string): Promise<Record<string, string>> {
    return this.secrets.open(this.keyRing.read(), ownerId)
  }

  /** Which secrets each owner has: their names and nothing of them. */
  async secretNames(): Promise<ReadonlyMap<string, string[]>> {
    return this.secrets.names()
  }

  /** How many secrets each key seals. */
  async countSecretsByKey(): Promise<Record<string, number>> {
    return this.secrets.countByKey()
  }

  /** Wraps the secrets of older keys anew; none is opened. */
  async rewrapSecrets(transaction: Transaction): Promise<{ done: number; broken: string[] }> {
    return this.secrets.rewrap(transaction, this.keyRing.read())
  }

  /** Opens every secret, to be sure that it can be. Nothing of it leaves this method. */
  async verifySecrets(): Promise<{ done: number; broken: string[] }> {
    return this.secrets.verify(this.keyRing.read())
  }

  /** How many stored cards and accounts each key seals, and which key seals new ones. */
  async countByKey(): Promise<{ current: string; counts: Record<string, number> }> {
    const rows: { key_id: string; count: string }[] = await this.connection("sealed_card")
      .select("key_id", this.connection.raw("count(*) as count"))
      .whereNotNull("sealed")
      .groupBy("key_id")
    return {
      current: this.keyRing.read().current,
      counts: Object.fromEntries(rows.map((row) => [row.key_id, Number(row.count)])),
    }
  }

  /**
   * Wraps cards of older keys anew, at most `limit` of those whose id comes after `after`; no number
   * is opened.
   */
  async rewrapSome(transaction: Transaction, after: string, limit: number): Promise<VaultStep> {
    const ring = this.keyRing.read()
    const rows: SealedValue[] = await transaction("sealed_card")
      .select("id", "crm_order_id", "sealed")
      .where("id", ">", after)
      .whereNotNull("sealed")
      .whereNot("key_id", ring.current)
      .orderBy("id")
      .limit(limit)
      .forUpdate()
    const broken: string[] = []
    const anew = rows.flatMap((row) => {
      try {
        return [{ id: row.id, sealed: rewrapped(ring, row) }]
      } catch {
        broken.push(row.id)
        return []
      }
    })
    await transaction.raw(
      `update sealed_card card set sealed = anew.sealed, key_id = ?
         from jsonb_to_recordset(?::jsonb) as anew (id text, sealed text) where card.id = anew.id`,
      [ring.current, JSON.stringify(anew)]
    )
    return { done: anew.length, broken, next: rows.at(-1)?.id ?? null }
  }

  /**
   * Opens stored cards and accounts, at most `limit` of those whose id comes after `after`, and
   * compares each with the fingerprint of its row. Nothing of what is opened leaves this method.
   */
  async verifySome(after: string, limit: number): Promise<VaultStep> {
    const ring = this.keyRing.read()
    const rows: StoredValue[] = await this.connection("sealed_card")
      .select("id", "crm_order_id", "sealed", "kind", "fingerprint", "details")
      .where("id", ">", after)
      .whereNotNull("sealed")
      .orderBy("id")
      .limit(limit)
    const broken = rows.filter((row) => !this.isWhatItSays(ring, row)).map(({ id }) => id)
    return { done: rows.length - broken.length, broken, next: rows.at(-1)?.id ?? null }
  }

  /** Resolves when every transaction that had written something before this call has ended. */
  async waitForOpenTransactions(): Promise<void> {
    const began = await this.connection.raw<{ rows: { mark: string }[] }>(
      "select pg_current_xact_id()::text as mark"
    )
    for (;;) {
      const { rows } = await this.connection.raw<{ rows: { over: boolean }[] }>(
        "select pg_snapshot_xmin(pg_current_snapshot()) > ?::xid8 as over",
        [began.rows[0].mark]
      )
      if (rows[0].over) {
        return
      }
      await pause(OPEN_TRANSACTIONS_LOOK_MS)
    }
  }

  /** What may be shown of the card or account of an order, or null when it was paid otherwise. */
  async readSealedCard(orderId: string, transaction?: Transaction): Promise<SealedCardView | null> {
    const row = await (transaction ?? this.connection)("sealed_card as card")
      .leftJoin("sealed_cvv as cvv", "cvv.sealed_card_id", "card.id")
      .select(
        "card.id",
        "card.kind",
        "card.brand",
        "card.first6",
        "card.last4",
        "card.fingerprint",
        "card.expiry_month",
        "card.expiry_year",
        "card.holder",
        "card.details",
        this.connection.raw("card.sealed is not null as sealed"),
        this.connection.raw("coalesce(cvv.expires_at > now(), false) as cvv_held")
      )
      .where("card.crm_order_id", orderId)
      .orderBy("card.created_at", "desc")
      .first()
    return row ?? null
  }

  /** The cards and accounts of these orders, the newest first: what may be shown, and the fingerprint. */
  async listCards(orderIds: readonly string[]): Promise<ListedCard[]> {
    return this.connection("sealed_card")
      .select("id", "kind", "brand", "last4", "fingerprint")
      .whereIn("crm_order_id", [...orderIds])
      .orderBy([
        { column: "created_at", order: "desc" },
        { column: "id", order: "desc" },
      ])
  }

  /** The orders that were to be paid with each of these cards or accounts, by fingerprint. */
  async ordersByFingerprint(fingerprints: readonly string[]): Promise<Map<string, string[]>> {
    const rows: { fingerprint: string; crm_order_id: string }[] = await this.connection(
      "sealed_card"
    )
      .select("fingerprint", "crm_order_id")
      .whereIn("fingerprint", [...fingerprints])
    const byFingerprint = new Map<string, string[]>()
    for (const { fingerprint, crm_order_id } of rows) {
      byFingerprint.set(fingerprint, [...(byFingerprint.get(fingerprint) ?? []), crm_order_id])
    }
    return byFingerprint
  }

  /**
   * The card of an order as a processor needs it, with its CVV while that is held. Lives in memory
   * for one charge only.
   *
   * @returns null when the order has no card, or its number has been destroyed after its time
   * @throws CardUnreadable when no key opens it
   */
  async openCard(orderId: string): Promise<CardInstrument | null> {
    const row = await this.readSealedValue(orderId, "card")
    if (!row) {
      return null
    }
    return {
      kind: "card",
      number: this.openNumber(row),
      expiry_month: row.expiry_month ?? 0,
      expiry_year: row.expiry_year ?? 0,
      holder: row.holder ?? "",
      cvv: await this.openCvv(row),
      brand: row.brand ?? "",
    }
  }

  /** The same for the bank account of an order. @throws CardUnreadable */
  async openBankAccount(orderId: string): Promise<BankAccountInstrument | null> {
    const row = await this.readSealedValue(orderId, "bank_account")
    if (!row) {
      return null
    }
    const { routing_number = "", account_type, holder_type } = row.details
    return {
      kind: "bank_account",
      holder: row.holder ?? "",
      routing_number,
      account_number: this.openNumber(row),
      account_type: account_type === "savings" ? "savings" : "checking",
      holder_type: holder_type === "business" ? "business" : "personal",
    }
  }

  /** Destroys the CVV of an order: an issuer has answered. @returns whether there was one */
  async destroyCvv(transaction: Transaction, orderId: string): Promise<boolean> {
    const deleted = await transaction("sealed_cvv").where({ crm_order_id: orderId }).delete()
    return deleted > 0
  }

  /**
   * Deletes the CVVs whose time is over and names their orders, so that the streams can tell it.
   * Deletes at most `limit`, so that one transaction stays short.
   */
  async deleteExpiredCvvs(transaction: Transaction, limit: number): Promise<string[]> {
    const result = await transaction.raw<{ rows: { crm_order_id: string }[] }>(
      `delete from sealed_cvv where sealed_card_id in (
         select sealed_card_id from sealed_cvv where expires_at <= now()
          order by expires_at limit ? for update skip locked)
       returning crm_order_id`,
      [limit]
    )
    return result.rows.map((row) => row.crm_order_id)
  }

  /**
   * Cards and accounts whose number is still kept and that were sealed before a moment, at most
   * `limit` of those whose id comes after `after`.
   */
  async listSealedBefore(
    moment: Date,
    after: string,
    limit: number
  ): Promise<{ id: string; crm_order_id: string }[]> {
    return this.connection("sealed_card")
      .select("id", "crm_order_id")
      .whereNotNull("sealed")
      .where("created_at", "<", moment)
      .where("id", ">", after)
      .orderBy("id")
      .limit(limit)
  }

  /**
   * Destroys the numbers of cards and accounts for good; what may be shown of them and the fingerprint
   * stay.
   *
   * @returns those that were still kept, with their orders
   */
  async destroyNumbers(
    transaction: Transaction,
    ids: readonly string[]
  ): Promise<{ crm_order_id: string; kind: "card" | "bank_account" }[]> {
    await transaction("sealed_cvv")
      .whereIn("sealed_card_id", [...ids])
      .delete()
    return transaction("sealed_card")
      .whereIn("id", [...ids])
      .whereNotNull("sealed")
      .update({ sealed: null, key_id: null, destroyed_at: this.connection.fn.now() })
      .returning(["crm_order_id", "kind"])
  }

  /** Destroys the hourly CVV keys that no living CVV needs. @returns how many */
  async destroyOldCvvKeys(now: Date): Promise<number> {
    return this.cvvKeys.destroyOld(now)
  }

  private async readSealedValue(
    orderId: string,
    kind: StoredValue["kind"]
  ): Promise<ChargeableValue | null> {
    const row: ChargeableValue | undefined = await this.connection("sealed_card as card")
      .leftJoin("sealed_cvv as cvv", (join) =>
        join
          .on("cvv.sealed_card_id", "card.id")
          .andOn(this.connection.raw("cvv.expires_at > now()"))
      )
      .select(
        "card.id",
        "card.crm_order_id",
        "card.kind",
        "card.sealed",
        "card.fingerprint",
        "card.brand",
        "card.expiry_month",
        "card.expiry_year",
        "card.holder",
        "card.details",
        "cvv.sealed as sealed_cvv",
        "cvv.key_hour"
      )
      .where({ "card.crm_order_id": orderId, "card.kind": kind })
      .whereNotNull("card.sealed")
      .orderBy("card.created_at", "desc")
      .first()
    return row ?? null
  }

  private openNumber({ id, crm_order_id, sealed }: SealedValue): string {
    try {
      const secret = open(this.keyRing.read(), sealed, boundTo("sealed_card", id, crm_order_id))
      const { number } = JSON.parse(secret.toString("utf8")) as { number: string }
      secret.fill(0)
      return number
    } catch {
      throw new CardUnreadable()
    }
  }

  /** Null when the CVV is gone, or the key of its hour is. */
  private async openCvv(row: ChargeableValue): Promise<string | null> {
    const key = row.key_hour && (await this.cvvKeys.keyOfHour(row.key_hour))
    if (!key || !row.sealed_cvv) {
      return null
    }
    try {
      const sealed = Buffer.from(row.sealed_cvv, "base64url")
      const secret = decrypt(key, sealed, boundTo("sealed_cvv", row.id, row.crm_order_id))
      const cvv = secret.toString("utf8")
      secret.fill(0)
      return cvv
    } catch {
      return null
    }
  }

  private async sealCvv(cardId: string, orderId: string, cvv: string, now: Date) {
    const { hour, key } = await this.cvvKeys.keyFor(now)
    const secret = Buffer.from(cvv)
    const sealed = encrypt(key, secret, boundTo("sealed_cvv", cardId, orderId))
    secret.fill(0)
    return {
      sealed_card_id: cardId,
      crm_order_id: orderId,
      key_hour: hour,
      sealed: sealed.toString("base64url"),
      expires_at: new Date(now.getTime() + CVV_LIFETIME_MS).toISOString(),
    }
  }

  private isWhatItSays(ring: KeyRing, row: StoredValue): boolean {
    try {
      const secret = open(ring, row.sealed, boundTo("sealed_card", row.id, row.crm_order_id))
      const { number } = JSON.parse(secret.toString("utf8")) as { number: string }
      secret.fill(0)
      const named = row.kind === "card" ? number : `${row.details.routing_number}:${number}`
      return this.keyedHash(row.kind, named) === row.fingerprint
    } catch {
      return false
    }
  }

  private keyedHash(purpose: string, value: string): string {
    return createHmac("sha256", this.fingerprintKey).update(`${purpose}|${value}`).digest("hex")
  }
}

type SealedValue = { id: string; crm_order_id: string; sealed: string }

type StoredValue = SealedValue & {
  kind: "card" | "bank_account"
  fingerprint: string
  details: { routing_number?: string; account_type?: string; holder_type?: string }
}

type ChargeableValue = StoredValue &
  Pick<SealedCardView, "brand" | "expiry_month" | "expiry_year" | "holder"> & {
    sealed_cvv: string | null
    key_hour: string | null
  }

const rewrapped = (ring: KeyRing, { id, crm_order_id, sealed }: SealedValue): string =>
  rewrap(ring, sealed, boundTo("sealed_card", id, crm_order_id))

const boundTo = (table: string, id: string, orderId: string): string =>
  `${table}|${id}|${orderId}|v1`

export default CardVaultModuleService
