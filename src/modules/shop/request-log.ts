import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Logger } from "@medusajs/framework/types"
import { storableJson, storableLine } from "./storable-json"
import type { ShopRequest, ShopRequestEntry } from "./types"

/** How long entries are gathered before they are written together. */
const FLUSH_AFTER_MS = 200
/** Beyond this many waiting entries new ones are left out: orders matter more than their log. */
const MOST_WAITING = 5_000
/** How many calls are kept per shop, and of callers whose shop is not known. */
const KEPT_PER_SHOP = 500

type WaitingEntry = ShopRequestEntry & { at: string }

const INSERT = `
  insert into shop_request (shop_id, api_id, door, method, status, code, error, fields, body,
    order_id, duration_ms, address, at)
  select shop_id, api_id, door, method, status, code, error, fields, body, order_id, duration_ms,
    address, at
  from jsonb_to_recordset(?::jsonb) as entry (shop_id text, api_id text, door text, method text,
    status integer, code text, error text, fields jsonb, body jsonb, order_id text,
    duration_ms integer, address text, at timestamptz)`

/** Deletes everything older than the newest 500 of each shop (and of the unknown callers). */
const PRUNE = `
  delete from shop_request as request
  using (
    select owner.shop_id, (
      select id from shop_request as kept
      where kept.shop_id is not distinct from owner.shop_id
      order by id desc offset ? limit 1
    ) as last_dropped
    from (select distinct shop_id from shop_request) as owner
  ) as edge
  where request.shop_id is not distinct from edge.shop_id and request.id <= edge.last_dropped`

/**
 * The log of the shops' calls, written in batches beside the road of an order. Up to 200 ms of it
 * are lost if the process is killed; that is accepted, because every order that came in is in the
 * order stream, which is the record.
 */
export class RequestLog {
  readonly #connection: Knex
  readonly #logger: Logger
  #waiting: WaitingEntry[] = []
  #leftOut = 0
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(connection: Knex, logger: Logger) {
    this.#connection = connection
    this.#logger = logger
  }

  /** Takes one call; written within about 200 ms. Never throws and never waits. */
  record(entry: ShopRequestEntry): void {
    if (this.#waiting.length >= MOST_WAITING) {
      this.#leftOut += 1
      return
    }
    this.#waiting.push({ ...entry, at: new Date().toISOString() })
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_AFTER_MS)
  }

  /** Writes what is waiting and resolves when it is stored. */
  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const entries = this.#waiting
    this.#waiting = []
    this.#writing = this.#writing.then(() => this.#write(entries))
    return this.#writing
  }

  /** The newest calls first: those of the shop, and refused ones that named its API id. */
  async list(
    shop: { id: string; api_id: string },
    page: { onlyRefused: boolean; limit: number; offset: number }
  ): Promise<{ requests: ShopRequest[]; count: number }> {
    const matching = (): Knex.QueryBuilder => {
      const query = this.#connection("shop_request").where((owner) =>
        owner
          .where("shop_id", shop.id)
          .orWhere((named) => named.whereNull("shop_id").where("api_id", shop.api_id))
      )
      return page.onlyRefused ? query.where("status", ">=", 400) : query
    }
    const requests: ShopRequest[] = await matching()
      .orderBy("id", "desc")
      .limit(page.limit)
      .offset(page.offset)
    const [{ count }]: { count: string }[] = await matching().count()
    return { requests, count: Number(count) }
  }

  /** Keeps the last 500 calls of each shop. Returns how many were deleted. */
  async prune(): Promise<number> {
    const result: { rowCount: number } = await this.#connection.raw(PRUNE, [KEPT_PER_SHOP])
    return result.rowCount
  }

  async #write(entries: WaitingEntry[]): Promise<void> {
    if (entries.length === 0) {
      return
    }
    try {
      await this.#connection.raw(INSERT, [JSON.stringify(entries.map(storableEntry))])
    } catch {
      // Neither the entries nor the driver's message are logged: both can repeat what was sent.
      this.#logger.warn(`${entries.length} entries of the request log could not be written.`)
    }
    if (this.#leftOut > 0) {
      this.#logger.warn(
        `${this.#leftOut} calls were left out of the request log: too many at once.`
      )
      this.#leftOut = 0
    }
  }
}

const storableEntry = (entry: WaitingEntry): WaitingEntry => ({
  ...entry,
  api_id: entry.api_id === null ? null : storableLine(entry.api_id, 64),
  method: storableLine(entry.method, 16),
  code: storableLine(entry.code, 64),
  error: storableLine(entry.error, 1_000),
  fields: entry.fields.slice(0, 100).map(({ path, message }) => ({
    path: storableLine(path, 200),
    message: storableLine(message, 500),
  })),
  body: storableJson(entry.body),
  duration_ms: Math.round(entry.duration_ms),
  address: storableLine(entry.address, 64),
})
