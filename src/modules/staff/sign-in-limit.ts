import { createHash } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** How often one address may try one account in a minute. */
const MOST_PER_ACCOUNT = 10
/** How often one address may try any accounts in a minute. */
const MOST_PER_ADDRESS = 60

const COUNT_ONE = `
  insert into sign_in_attempt as attempt (subject, minute, count)
  values (?, date_trunc('minute', now()), 1)
  on conflict (subject, minute) do update set count = attempt.count + 1
  returning count`

/** The counters hold no e-mail address in clear. */
const accountSubject = (email: string, address: string): string =>
  createHash("sha256")
    .update(`${email.normalize("NFKC").trim().toLowerCase()}|${address}`)
    .digest("hex")

/** Limits guesses at passwords. Counted before the password is looked at, so that parallel guesses count. */
export class SignInLimit {
  readonly #connection: Knex

  constructor(connection: Knex) {
    this.#connection = connection
  }

  /** Counts one attempt and says whether it may go on. */
  async admit(email: string, address: string): Promise<boolean> {
    const account = await this.#count(accountSubject(email, address))
    const fromAddress = await this.#count(address)
    return account <= MOST_PER_ACCOUNT && fromAddress <= MOST_PER_ADDRESS
  }

  /** Takes a right password's attempts back: only wrong ones are limited. */
  async forget(email: string, address: string): Promise<void> {
    await this.#connection("sign_in_attempt")
      .where("subject", accountSubject(email, address))
      .delete()
    await this.#connection("sign_in_attempt")
      .where({ subject: address, minute: this.#connection.raw("date_trunc('minute', now())") })
      .where("count", ">", 0)
      .decrement("count", 1)
  }

  /** Forgets counters older than an hour. Returns how many were deleted. */
  async prune(): Promise<number> {
    return this.#connection("sign_in_attempt")
      .where("minute", "<", this.#connection.raw("now() - interval '1 hour'"))
      .delete()
  }

  async #count(subject: string): Promise<number> {
    const result: { rows: { count: number }[] } = await this.#connection.raw(COUNT_ONE, [subject])
    return result.rows[0].count
  }
}
