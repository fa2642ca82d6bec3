import { Client } from "@medusajs/framework/pg"
import type { Transaction } from "./unit-of-work"

const RECONNECT_MS = 1_000

/** Why a watch has woken: its notice came, it may have been missed, or the time is over. */
export type Woken = "notice" | "look" | "time"

/** Waits for the notices of one subject; those that come between two waits are not missed. */
export class NoticeWatch {
  #seen: Woken | undefined
  #wake: ((why: Woken) => void) | undefined
  readonly #leave: (watch: NoticeWatch) => void

  constructor(leave: (watch: NoticeWatch) => void) {
    this.#leave = leave
  }

  tell(why: Woken): void {
    this.#seen = this.#seen === "notice" ? "notice" : why
    this.#wake?.(this.#seen)
  }

  /** Resolves with the next notice, or when the time is over. */
  async next(milliseconds: number): Promise<Woken> {
    if (this.#seen === undefined && milliseconds > 0) {
      let timer: NodeJS.Timeout | undefined
      await new Promise<Woken>((resolve) => {
        this.#wake = resolve
        timer = setTimeout(() => resolve("time"), milliseconds)
      })
      clearTimeout(timer)
      this.#wake = undefined
    }
    const why = this.#seen ?? "time"
    this.#seen = undefined
    return why
  }

  end(): void {
    this.#leave(this)
  }
}

/**
 * Notices between the processes of one installation, through PostgreSQL: who waits in one process
 * hears of the commit of another. A notice is never the only word of something: after a lost
 * connection everybody who waits is told to look.
 */
export class NoticeBoard {
  readonly #databaseUrl: string
  readonly #channel: string
  readonly #watches = new Map<string, Set<NoticeWatch>>()
  #client: Client | undefined

  /** @param channel a plain name: lower-case letters and underscores */
  constructor(databaseUrl: string, channel: string) {
    this.#databaseUrl = databaseUrl
    this.#channel = channel
  }

  /** Begins to watch a subject. The first watch of a process opens the connection. */
  watch(subject: string): NoticeWatch {
    if (!this.#client) {
      void this.#connect()
    }
    const watches = this.#watches.get(subject) ?? new Set()
    this.#watches.set(subject, watches)
    const watch = new NoticeWatch((left) => {
      watches.delete(left)
      if (watches.size === 0) {
        this.#watches.delete(subject)
      }
    })
    watches.add(watch)
    return watch
  }

  /** Tells whoever watches the subject, in whichever process, when the transaction commits. */
  async notify(transaction: Transaction, subject: string): Promise<void> {
    await transaction.raw("select pg_notify(?, ?)", [this.#channel, subject])
  }

  async #connect(): Promise<void> {
    const client = new Client({
      connectionString: this.#databaseUrl,
      application_name: `t3-crm ${this.#channel}`,
      keepAlive: true,
    })
    this.#client = client
    client.on("error", () => undefined)
    client.on("notification", ({ payload }) => {
      this.#watches.get(payload ?? "")?.forEach((watch) => watch.tell("notice"))
    })
    client.once("end", () => setTimeout(() => void this.#connect(), RECONNECT_MS).unref())
    try {
      await client.connect()
      await client.query(`listen ${this.#channel}`)
      for (const watches of this.#watches.values()) {
        watches.forEach((watch) => watch.tell("look"))
      }
    } catch {
      // The database is away: its end is the beginning of the next attempt.
      await client.end().catch(() => undefined)
    }
  }
}
