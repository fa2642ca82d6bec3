import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { readEnvironment } from "../../lib/environment"
import { applyFact } from "./order-facts"
import { ORDER_TABS } from "./order-status"
import { rangeOfPeriod } from "./periods"
import { UNKNOWN_DEVICE, type OrderFilter, type OrderScope } from "./types"

/** Beyond this many rows the list says "about": counting them all costs more than it tells. */
export const EXACT_COUNT_LIMIT = 10_000

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** A phone number is typed with spaces, dashes and brackets; it is stored without. */
const phoneDigits = (typed: string): string | null => {
  const digits = typed.replace(/[\s().+-]/g, "")
  return /^\d{5,15}$/.test(digits) && /[\s().+-]/.test(typed.trim()) ? digits : null
}

/**
 * The trigram index finds any part of a word that is three letters long. Fewer are looked for at the
 * beginnings of words, which it finds too.
 */
const isFoundAnywhere = (text: string): boolean => /[\p{L}\p{N}]{3}/u.test(text)

const RAREST_LETTERS = 8
const TOO_SHORT_TO_BE_RARE = 6

/**
 * The part of a searched text that probably few orders have: the end of its longest word with a digit
 * in it (of an e-mail address before the @, of a telephone or order number). Undefined when there is
 * no such word. The trigram index reads a list for every three letters, so looking for the rare part
 * alone costs a tenth; whoever uses it makes sure first that it is rare.
 */
export const rarePart = (typed: string): string | undefined => {
  const beforeAt = typed.trim().split("@")[0]
  const words = beforeAt.match(/[\p{L}\p{N}]+/gu) ?? []
  const [longest] = words
    .filter((word) => /\p{N}/u.test(word) && word.length >= TOO_SHORT_TO_BE_RARE)
    .sort((one, other) => other.length - one.length)
  return longest && [...longest].slice(-RAREST_LETTERS).join("")
}

/** Whether an order has the part, for PostgreSQL. */
export const hasPart = `search_text like '%' || crm_search_text(?) || '%'`

/** Nothing is added to the column, so that the index is asked for the part and not for all of it. */
const byPart = `(${hasPart} and search_text || '' like '%' || crm_search_text(?) || '%')`

/** Conditions for the text that was typed into the search; `part` is what the index looks for. */
const applySearch = (query: Knex.QueryBuilder, typed: string, part?: string): void => {
  const text = typed.trim()
  const displayId = /^#?(\d{1,9})$/.exec(text)?.[1]
  const digits = phoneDigits(text)
  const words = escapeLike(text)
  void query.where((either) => {
    if (part) {
      void either.whereRaw(byPart, [part, words])
    } else if (isFoundAnywhere(text)) {
      void either.whereRaw(hasPart, [words])
    } else {
      void either
        .whereRaw(`search_text like crm_search_text(?) || '%'`, [words])
        .orWhereRaw(`search_text like '% ' || crm_search_text(?) || '%'`, [words])
    }
    if (displayId) {
      void either.orWhere("display_id", Number(displayId))
    }
    if (digits && part && digits.includes(part)) {
      void either.orWhereRaw(byPart, [part, digits])
    } else if (digits) {
      void either.orWhereRaw(hasPart, [digits])
    }
  })
}

/**
 * Narrows a query on `crm_order` to what was asked for and to what the asker may see. `part` is a rare
 * part of the searched text, by which the index finds it sooner.
 */
export const applyOrderFilter = (
  query: Knex.QueryBuilder,
  filter: OrderFilter,
  scope: OrderScope,
  part?: string
): void => {
  applyVisibility(query, filter, scope)
  if (filter.tab === "attention") {
    void query.where("open_attention", ">", 0)
  } else if (filter.tab && filter.tab !== "archived" && ORDER_TABS[filter.tab]) {
    void query.whereIn("status", [...(ORDER_TABS[filter.tab] ?? [])])
  }
  for (const column of [
    "status",
    "call_center_status",
    "shop_id",
    "country",
    "payment_method",
    "responsible_id",
  ] as const) {
    const wanted = filter[column]
    if (wanted && wanted.length > 0) {
      void query.whereIn(column, wanted)
    }
  }
  if (filter.call_center_status && filter.call_center_status.length > 0) {
    // Follows from the status; said because the index of these orders is only of those.
    void query.whereNotNull("call_center_since")
  }
  if (filter.tag && filter.tag.length > 0) {
    // Said twice because the index is only of orders that have tags.
    void query.whereRaw("tags <> '{}' and tags && ?::text[]", [filter.tag])
  }
  if (filter.sales && filter.sales.length > 0) {
    void query.whereRaw("crm_sales_class(status, captured) = any(?)", [filter.sales])
  }
  if (filter.device && filter.device.length > 0) {
    applyDevice(query, filter.device)
  }
  if (filter.fact) {
    applyFact(query, filter)
  }
  if (filter.from) {
    void query.where("created_at", ">=", filter.from)
  }
  if (filter.to) {
    void query.where("created_at", "<", filter.to)
  }
  if (filter.period) {
    const zone = readEnvironment().BUSINESS_TIME_ZONE
    const { from, before } = rangeOfPeriod(filter.period, new Date(), zone)
    void query.where("created_at", ">=", from).where("created_at", "<", before)
  }
  if (filter.q?.trim()) {
    applySearch(query, filter.q, part)
  }
}

const applyDevice = (query: Knex.QueryBuilder, devices: readonly string[]): void => {
  void query.where((either) => {
    void either.whereIn(
      "device_class",
      devices.filter((device) => device !== UNKNOWN_DEVICE)
    )
    if (devices.includes(UNKNOWN_DEVICE)) {
      void either.orWhereNull("device_class")
    }
  })
}

/** Which orders there are at all for the asker: not the archived ones, unless those are asked for. */
export const applyVisibility = (
  query: Knex.QueryBuilder,
  filter: OrderFilter,
  scope: OrderScope
): void => {
  if (scope === "call_center") {
    void query.whereNotNull("call_center_since")
  }
  if (filter.tab === "archived") {
    void query.whereNotNull("archived_at")
  } else {
    void query.whereNull("archived_at")
  }
}
