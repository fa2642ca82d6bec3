import { createHash } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { notFound } from "../../lib/problem"

/** From where and with what somebody signed in; kept in the session itself. */
export type SessionOrigin = {
  address: string
  browser: string | null
  os: string | null
  since: string
}

export type SessionView = {
  /** Not the session's own id: that one is a key. */
  id: string
  address: string | null
  browser: string | null
  os: string | null
  since: string | null
  last_seen: Date | null
  expires: Date
  is_current: boolean
}

type SessionRow = {
  sid: string
  origin: SessionOrigin | null
  last_seen: Date | null
  expire: Date
}

const publicId = (sid: string): string =>
  createHash("sha256").update(`session ${sid}`).digest("hex").slice(0, 32)

/** A session is noted as seen at most this often. */
const SEEN_EVERY_MS = 60_000
const MOST_REMEMBERED = 10_000

/** Who is signed in where. The sessions are rows of the table that the session store writes. */
export class SessionList {
  #seen = new Map<string, number>()

  constructor(protected readonly connection: Knex) {}

  /** The sign-ins of a person that count still, the last seen first. */
  async list(userId: string, currentSid: string | null): Promise<SessionView[]> {
    const rows = await this.#rows(userId)
    return rows.map(({ sid, origin, last_seen, expire }) => ({
      id: publicId(sid),
      address: origin?.address ?? null,
      browser: origin?.browser ?? null,
      os: origin?.os ?? null,
      since: origin?.since ?? null,
      last_seen,
      expires: expire,
      is_current: sid === currentSid,
    }))
  }

  /** Ends one sign-in of a person. @throws Problem 404 */
  async end(userId: string, id: string): Promise<void> {
    const found = (await this.#rows(userId)).find(({ sid }) => publicId(sid) === id)
    if (!found) {
      throw notFound("session")
    }
    await this.connection("staff_session").where({ sid: found.sid }).delete()
  }

  /** Ends all of a person but one. @returns how many */
  async endOthers(userId: string, keptSid: string | null): Promise<number> {
    const query = this.connection("staff_session").whereRaw(
      "sess -> 'auth_context' ->> 'actor_id' = ?",
      [userId]
    )
    if (keptSid) {
      void query.whereNot({ sid: keptSid })
    }
    return query.delete()
  }

  /** Notes that a session is in use, at most once a minute. */
  async touch(sid: string): Promise<void> {
    const now = Date.now()
    if (now - (this.#seen.get(sid) ?? 0) < SEEN_EVERY_MS) {
      return
    }
    if (this.#seen.size >= MOST_REMEMBERED) {
      this.#seen.clear()
    }
    this.#seen.set(sid, now)
    await this.connection("staff_session")
      .where({ sid })
      .update({ last_seen: this.connection.fn.now() })
  }

  async #rows(userId: string): Promise<SessionRow[]> {
    return this.connection("staff_session")
      .select("sid", this.connection.raw("sess -> 'origin' as origin"), "last_seen", "expire")
      .whereRaw("sess -> 'auth_context' ->> 'actor_id' = ?", [userId])
      .where("expire", ">", this.connection.fn.now())
      .orderByRaw("last_seen desc nulls last, expire desc")
  }
}
