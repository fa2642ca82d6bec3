import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { newEntityId } from "../../lib/entity-id"
import { insertRows } from "../../lib/insert-rows"
import { notFound, Problem } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import { restUntil } from "./mail-times"
import type { MailAccount } from "./types"

/** The account that SMTP_URL describes. */
export const ENVIRONMENT_ACCOUNT_ID = "macc_environment"

export type NewMailAccount = Pick<
  MailAccount,
  | "name"
  | "host"
  | "port"
  | "security"
  | "username"
  | "max_connections"
  | "rate_per_second"
  | "is_default"
>

export type MailAccountChange = Partial<NewMailAccount & Pick<MailAccount, "active">>

/** What waits for an account and what it has done today (UTC). */
export type MailAccountFigures = { waiting: number; sent_today: number; failed_today: number }

type Row = Omit<MailAccount, "rate_per_second"> & { rate_per_second: string | null }

/** How long another process may go on with an account as it was. */
const CACHE_MS = 2_000

const COLUMNS = [
  "id",
  "name",
  "host",
  "port",
  "security",
  "username",
  "max_connections",
  "rate_per_second",
  "is_default",
  "active",
  "from_environment",
  "resting_until",
  "trouble",
  "trouble_since",
  "updated_at",
] as const

const accountOf = ({ rate_per_second, ...row }: Row): MailAccount => ({
  ...row,
  rate_per_second: rate_per_second === null ? null : Number(rate_per_second),
})

/** Mail servers that letters go out through. Their passwords are in the vault, under the account's id. */
export class MailAccounts {
  #cached: { accounts: Promise<MailAccount[]>; until: number } | undefined

  constructor(protected readonly connection: Knex) {}

  /** Every account, by name; up to two seconds old. */
  async list(): Promise<MailAccount[]> {
    if (!this.#cached || this.#cached.until <= Date.now()) {
      const accounts = this.#readAll()
      this.#cached = { accounts, until: Date.now() + CACHE_MS }
      accounts.catch(() => this.forgetCached())
    }
    return this.#cached.accounts
  }

  /** One account as it is now. @throws Problem 404 */
  async read(id: string, transaction?: Transaction): Promise<MailAccount> {
    const row: Row | undefined = await (transaction ?? this.connection)("mail_account")
      .select(COLUMNS)
      .where({ id })
      .first()
    if (!row) {
      throw notFound("mail account")
    }
    return accountOf(row)
  }

  /** Makes this process read the accounts anew; to be called after the commit of a change. */
  forgetCached(): void {
    this.#cached = undefined
  }

  /** The first account is the default. @returns the new account's id @throws Problem 409 `name_taken` */
  async create(transaction: Transaction, account: NewMailAccount): Promise<string> {
    await this.#refuseTakenName(transaction, account.name, null)
    if (account.is_default) {
      await this.#clearDefault(transaction)
    }
    const id = newEntityId("macc")
    const other: unknown = await transaction("mail_account").where({ is_default: true }).first()
    await insertRows(transaction, "mail_account", [
      { id, ...account, is_default: account.is_default || other === undefined },
    ])
    return id
  }

  /** Changes what is given; a changed account is tried at once. @throws Problem 404, 409 `name_taken` */
  async update(transaction: Transaction, id: string, change: MailAccountChange): Promise<void> {
    if (change.name !== undefined) {
      await this.#refuseTakenName(transaction, change.name, id)
    }
    if (change.is_default) {
      await this.#clearDefault(transaction)
    }
    const changed = await transaction("mail_account")
      .where({ id })
      .update({ ...change, resting_until: null, updated_at: this.connection.fn.now() })
    if (changed === 0) {
      throw notFound("mail account")
    }
  }

  /**
   * Keeps the account of SMTP_URL as the environment has it. The first time it is the default, unless
   * another account is; null switches it off.
   */
  async keepFromEnvironment(
    transaction: Transaction,
    account: Pick<MailAccount, "name" | "host" | "port" | "security" | "username"> | null
  ): Promise<void> {
    if (!account) {
      await transaction("mail_account")
        .where({ id: ENVIRONMENT_ACCOUNT_ID, active: true })
        .update({ active: false, is_default: false, updated_at: this.connection.fn.now() })
      return
    }
    await transaction.raw(
      `insert into mail_account as account
         (id, name, host, port, security, username, from_environment, is_default)
       values (?, ?, ?, ?, ?, ?, true, not exists (select from mail_account where is_default))
       on conflict (id) do update set name = excluded.name, host = excluded.host, port = excluded.port,
         security = excluded.security, username = excluded.username, active = true,
         is_default = account.is_default or excluded.is_default, resting_until = null,
         updated_at = now()`,
      [
        ENVIRONMENT_ACCOUNT_ID,
        account.name,
        account.host,
        account.port,
        account.security,
        account.username,
      ]
    )
  }

  /**
   * Notes that an account cannot be used: it rests, the longer the longer its trouble lasts. Several
   * failures at the same moment are one.
   *
   * @returns the account as it is now
   */
  async rest(transaction: Transaction, id: string, trouble: string): Promise<MailAccount> {
    const row: Row | undefined = await transaction("mail_account")
      .select(COLUMNS)
      .where({ id })
      .forUpdate()
      .first()
    if (!row) {
      throw notFound("mail account")
    }
    const account = accountOf(row)
    const now = new Date()
    if (account.trouble_since && account.resting_until && account.resting_until > now) {
      return account
    }
    const change = {
      trouble,
      trouble_since: account.trouble_since ?? now,
      resting_until: restUntil(account.trouble_since, now),
    }
    await transaction("mail_account").where({ id }).update(change)
    this.forgetCached()
    return { ...account, ...change }
  }

  /** Notes that an account works again. @returns whether it was in trouble */
  async recover(transaction: Transaction, id: string): Promise<boolean> {
    const changed = await transaction("mail_account")
      .where({ id })
      .whereNotNull("trouble_since")
      .update({ trouble: null, trouble_since: null, resting_until: null })
    this.forgetCached()
    return changed > 0
  }

  /** What waits for each account (null: for no account at all) and what it has done since midnight UTC. */
  async figures(): Promise<Map<string | null, MailAccountFigures>> {
    const { rows } = await this.connection.raw<{
      rows: { account_id: string | null; waiting: string; sent: string; failed: string }[]
    }>(
      `select account_id, sum(waiting) as waiting, sum(sent) as sent, sum(failed) as failed from (
         select coalesce(shop.account_id, (select id from mail_account where is_default)) as account_id,
                count(*) as waiting, 0 as sent, 0 as failed
           from mail_message message left join mail_shop shop on shop.shop_id = message.shop_id
          where message.state in ('queued', 'deferred') group by 1
         union all
         select account_id, 0, count(*) filter (where outcome = 'sent'),
                count(*) filter (where outcome = 'failed')
           from mail_try where at >= date_trunc('day', now(), 'UTC') group by 1
       ) as figure group by account_id`
    )
    return new Map(
      rows.map(({ account_id, waiting, sent, failed }) => [
        account_id,
        { waiting: Number(waiting), sent_today: Number(sent), failed_today: Number(failed) },
      ])
    )
  }

  /** How many letters wait for an account. */
  async countWaiting(transaction: Transaction, id: string): Promise<number> {
    const { rows } = await transaction.raw<{ rows: { waiting: string }[] }>(
      `select count(*) as waiting
         from mail_message message left join mail_shop shop on shop.shop_id = message.shop_id
        where message.state in ('queued', 'deferred')
          and coalesce(shop.account_id, (select id from mail_account where is_default)) = ?`,
      [id]
    )
    return Number(rows[0].waiting)
  }

  /** The account that a shop's letters go out through: its own, else the default; null without any. */
  async idFor(shopId: string): Promise<string | null> {
    const { rows } = await this.connection.raw<{ rows: { id: string | null }[] }>(
      `select coalesce((select account_id from mail_shop where shop_id = ?),
                (select id from mail_account where is_default)) as id`,
      [shopId]
    )
    return rows[0].id
  }

  async #readAll(): Promise<MailAccount[]> {
    const rows: Row[] = await this.connection("mail_account").select(COLUMNS).orderBy("name")
    return rows.map(accountOf)
  }

  async #clearDefault(transaction: Transaction): Promise<void> {
    await transaction("mail_account").where({ is_default: true }).update({ is_default: false })
  }

  async #refuseTakenName(
    transaction: Transaction,
    name: string,
    exceptId: string | null
  ): Promise<void> {
    const query = transaction("mail_account").where({ name })
    if (exceptId) {
      void query.whereNot({ id: exceptId })
    }
    if (await query.first()) {
      throw new Problem(409, "name_taken", `There is another mail account named ${name}.`)
    }
  }
}
