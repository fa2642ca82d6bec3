import { createHash } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** So many wrong answers from one address to one account within the window lock it for that address. */
export const WRONG_BEFORE_LOCK = 10
export const LOCK_MINUTES = 15

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex")

/** As sign-in compares e-mail addresses; the table holds none in clear. */
const accountOf = (email: string): string => hashOf(email.normalize("NFKC").trim().toLowerCase())

/**
 * Locks an account for the address from which it is guessed. Others still get in: whoever knows a
 * person's e-mail address must not be able to lock that person out.
 */
export class SignInLock {
  constructor(protected readonly connection: Knex) {}

  /** Until when this address may not try this account; null when it may. */
  async lockedUntil(email: string, address: string): Promise<Date | null> {
    const row: { locked_until: Date } | undefined = await this.connection("sign_in_lock")
      .select("locked_until")
      .where({ account: accountOf(email), address })
      .where("locked_until", ">", this.connection.fn.now())
      .first()
    return row?.locked_until ?? null
  }

  /** Counts a wrong answer. @returns until when the account is locked now; null when it is not */
  async countWrong(email: string, address: string): Promise<Date | null> {
    const result = await this.connection.raw<{ rows: { locked_until: Date | null }[] }>(
      `insert into sign_in_lock as lock (account, address, wrong, last_at) values (?, ?, 1, now())
       on conflict (account, address) do update set
         wrong = case when lock.last_at < now() - make_interval(mins => ?) then 1 else lock.wrong + 1 end,
         locked_until = case
           when lock.last_at >= now() - make_interval(mins => ?) and lock.wrong + 1 >= ?
           then now() + make_interval(mins => ?) end,
         last_at = now()
       returning locked_until`,
      [accountOf(email), address, LOCK_MINUTES, LOCK_MINUTES, WRONG_BEFORE_LOCK, LOCK_MINUTES]
    )
    return result.rows[0]?.locked_until ?? null
  }

  /** The person got in from this address: wrong answers from there are forgotten. */
  async forget(email: string, address: string): Promise<void> {
    await this.connection("sign_in_lock")
      .where({ account: accountOf(email), address })
      .delete()
  }

  /** Lifts every lock of an account. @returns how many there were */
  async lift(email: string): Promise<number> {
    const lifted: { locked_until: Date | null }[] = await this.connection("sign_in_lock")
      .where({ account: accountOf(email) })
      .delete()
      .returning("locked_until")
    return lifted.filter(({ locked_until }) => locked_until && locked_until > new Date()).length
  }

  /** Until when each of these accounts is locked for some address, by e-mail. */
  async lockedAccounts(emails: readonly string[]): Promise<Map<string, Date>> {
    const rows: { account: string; until: Date }[] = await this.connection("sign_in_lock")
      .select("account")
      .max("locked_until as until")
      .whereIn("account", emails.map(accountOf))
      .where("locked_until", ">", this.connection.fn.now())
      .groupBy("account")
    const untilOf = new Map(rows.map(({ account, until }) => [account, until]))
    return new Map(
      emails.flatMap((email): [string, Date][] => {
        const until = untilOf.get(accountOf(email))
        return until ? [[email, until]] : []
      })
    )
  }

  /** Forgets what is older than a day. */
  async prune(): Promise<number> {
    return this.connection("sign_in_lock")
      .where("last_at", "<", this.connection.raw("now() - interval '1 day'"))
      .delete()
  }
}
