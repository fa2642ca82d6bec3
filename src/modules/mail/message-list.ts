import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MailKind } from "./kinds"
import { MESSAGE_STATES, type MessageRow, type MessageState } from "./types"

/** What of a message is read; who holds its lease is the postman's matter. */
export const MESSAGE_COLUMNS = [
  "id",
  "crm_order_id",
  "shop_id",
  "kind",
  "cause",
  "language",
  "state",
  "reason",
  "due_at",
  "tries",
  "account_id",
  "internet_message_id",
  "answer",
  "data",
  "note",
  "actor_type",
  "actor_id",
  "created_at",
  "sent_at",
  "updated_at",
] as const satisfies readonly (keyof MessageRow)[]

/** A message with whom it went to, once it has been written. */
export type ListedMessage = MessageRow & { to_address: string | null; subject: string | null }

/** What the list of messages can be narrowed down to. */
export type MessageFilter = {
  state?: readonly MessageState[]
  kind?: readonly MailKind[]
  shop_id?: readonly string[]
  /** Of these orders, or to this address. */
  found?: { order_ids: readonly string[]; address: string }
  from?: Date
  /** Exclusive. */
  to?: Date
}

export type MessagePage = {
  messages: ListedMessage[]
  /** Of the asked states; no more than `COUNT_LIMIT` of each state are counted. */
  count: number
  /** By state, whatever states are asked for. */
  counts: Record<MessageState, number>
  /** Whether a number is a limit that was reached, not the whole number. */
  counts_are_limited: boolean
}

/** Nobody pages through more; counting all of a year's mail would take seconds. */
const COUNT_LIMIT = 10_000

const applyFilter = (
  query: Knex.QueryBuilder,
  { kind, shop_id, found, from, to }: Omit<MessageFilter, "state">
): void => {
  if (kind?.length) {
    void query.whereIn("message.kind", [...kind])
  }
  if (shop_id?.length) {
    void query.whereIn("message.shop_id", [...shop_id])
  }
  if (from) {
    void query.where("message.created_at", ">=", from)
  }
  if (to) {
    void query.where("message.created_at", "<", to)
  }
  if (found) {
    void query.where((either) =>
      either
        .whereIn("message.crm_order_id", [...found.order_ids])
        .orWhereIn("message.id", (addressed) =>
          addressed
            .select("message_id")
            .from("mail_content")
            .whereRaw("lower(to_address) = ?", [found.address.trim().toLowerCase()])
        )
    )
  }
}

/** The numbers by state, each counted up to the limit. */
const readCounts = async (
  connection: Knex,
  filter: MessageFilter
): Promise<Record<MessageState, number>> => {
  const ofState = (state: MessageState): Knex.QueryBuilder => {
    const matching = connection("mail_message as message")
      .select(connection.raw("1"))
      .where("message.state", state)
      .limit(COUNT_LIMIT)
    applyFilter(matching, filter)
    return connection.count("*").from(matching.as("matching"))
  }
  const row: Record<MessageState, string> = await connection
    .select(
      Object.fromEntries(MESSAGE_STATES.map((state) => [state, ofState(state)])) as Record<
        string,
        Knex.QueryBuilder
      >
    )
    .first()
  return Object.fromEntries(MESSAGE_STATES.map((state) => [state, Number(row[state])])) as Record<
    MessageState,
    number
  >
}

/** One page of messages, the newest first, with how many there are. */
export const readMessagePage = async (
  connection: Knex,
  filter: MessageFilter,
  { limit, offset }: { limit: number; offset: number }
): Promise<MessagePage> => {
  const chosen = connection("mail_message as message")
    .select("message.id")
    .orderBy([
      { column: "message.created_at", order: "desc" },
      { column: "message.id", order: "desc" },
    ])
    .limit(limit)
    .offset(offset)
  applyFilter(chosen, filter)
  const states = filter.state?.length ? filter.state : MESSAGE_STATES
  if (filter.state?.length) {
    void chosen.whereIn("message.state", [...filter.state])
  }
  const [messages, counts] = await Promise.all([
    connection("mail_message as message")
      .leftJoin("mail_content as content", "content.message_id", "message.id")
      .select([
        ...MESSAGE_COLUMNS.map((column) => `message.${column}`),
        "content.to_address",
        "content.subject",
      ])
      .whereIn("message.id", chosen)
      .orderBy([
        { column: "message.created_at", order: "desc" },
        { column: "message.id", order: "desc" },
      ]),
    readCounts(connection, filter),
  ])
  return {
    messages,
    count: states.reduce((sum, state) => sum + counts[state], 0),
    counts,
    counts_are_limited: MESSAGE_STATES.some((state) => counts[state] >= COUNT_LIMIT),
  }
}
