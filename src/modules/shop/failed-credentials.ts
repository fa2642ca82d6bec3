import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** How many wrong credentials one address may send in a minute before it hears 429. */
const MOST_PER_MINUTE = 300

const COUNT_ONE = `
  insert into failed_credential as counter (address, minute, count)
  values (?, date_trunc('minute', now()), 1)
  on conflict (address, minute) do update set count = counter.count + 1
  returning count`

/** Counts wrong credentials per address, in PostgreSQL so that every process sees the same number. */
export class FailedCredentials {
  readonly #connection: Knex
  /** Addresses already over the limit in the current minute: counting them further is only work. */
  #blocked = new Set<string>()
  #blockedMinute = 0

  constructor(connection: Knex) {
    this.#connection = connection
  }

  /** Counts one failure and says whether the address has now had too many in this minute. */
  async count(address: string): Promise<boolean> {
    const minute = Math.floor(Date.now() / 60_000)
    if (minute !== this.#blockedMinute) {
      this.#blockedMinute = minute
      this.#blocked = new Set()
    }
    if (this.#blocked.has(address)) {
      return true
    }
    const result: { rows: { count: number }[] } = await this.#connection.raw(COUNT_ONE, [address])
    const tooMany = result.rows[0].count > MOST_PER_MINUTE
    if (tooMany) {
      this.#blocked.add(address)
    }
    return tooMany
  }

  /** Forgets counters older than an hour. Returns how many were deleted. */
  async prune(): Promise<number> {
    return this.#connection("failed_credential")
      .where("minute", "<", this.#connection.raw("now() - interval '1 hour'"))
      .delete()
  }
}
