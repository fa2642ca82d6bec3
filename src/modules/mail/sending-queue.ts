import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { insertRows } from "../../lib/insert-rows"
import type { Transaction } from "../../lib/unit-of-work"
import { MESSAGE_COLUMNS } from "./message-list"
import type { MessageContent, MessageReason, MessageRow, MessageState, MessageTry } from "./types"

/** A message that this process sends now, through an account. */
export type ClaimedMessage = MessageRow & {
  account_id: string
  lease_until: Date
  /** The account could not be used before: this message shows whether it can again. */
  in_trouble: boolean
}

/** What a message is after a try or a decision. */
export type Settlement = {
  state: MessageState
  reason: MessageReason | null
  answer: string | null
  due_at?: Date
  sent_at?: Date
  /** A try that says nothing about the message is not counted against it. */
  uncounted?: boolean
}

export type NewTry = Omit<MessageTry, "number">

/** Whether a message waits, and since when: what says that the mail goes out. */
export type QueueStanding = {
  /** Due and not yet taken, whatever holds it up. */
  waiting: number
  /** When the longest waiting of them was due. */
  oldest_due: Date | null
  broken: number
  sent_today: number
  failed_today: number
  hold_all: boolean
}

const prefixed = MESSAGE_COLUMNS.map((column) => `message.${column}`).join(", ")

/**
 * The message rows as their own place in the queue: who sends takes some for a while (a lease), so that
 * nobody else does, and writes down at once what became of each. What a process has taken and not
 * settled when its lease is over, others take again.
 */
export class SendingQueue {
  constructor(protected readonly connection: Knex) {}

  /**
   * Takes due messages of one account, the longest waiting first; nothing while the account rests, is
   * switched off or all mail is held. One at a time while the account is in trouble; no more than its
   * rate allows, counted over all processes.
   */
  async claim(
    accountId: string,
    by: string,
    limit: number,
    leaseMs: number
  ): Promise<ClaimedMessage[]> {
    const { rows } = await this.connection.raw<{ rows: ClaimedMessage[] }>(
      `with bucket as (
         select id, is_default, rate_per_second, trouble_since is not null as in_trouble,
                case when rate_per_second is not null then least(greatest(rate_per_second, 1), tokens
                  + rate_per_second * extract(epoch from clock_timestamp() - tokens_at)) end as tokens
           from mail_account
          where id = :accountId and active and (resting_until is null or resting_until <= now())
            and not (select hold_all from mail_setting)
            for update
       ), due as (
         select message.id from bucket, mail_message message
           left join mail_shop shop on shop.shop_id = message.shop_id
          where message.state in ('queued', 'deferred') and message.due_at <= now()
            and (shop.account_id = bucket.id or (shop.account_id is null and bucket.is_default))
          order by message.due_at
          limit (select case when in_trouble then least(1, coalesce(floor(tokens), 1))
                             else least(:limit, coalesce(floor(tokens), :limit)) end from bucket)
            for update of message skip locked
       ), claimed as (
         update mail_message message
            set state = 'sending', claimed_by = :by, account_id = :accountId, tries = tries + 1,
                lease_until = now() + :leaseMs * interval '1 millisecond', updated_at = now()
           from due where message.id = due.id
        returning ${prefixed}, message.lease_until
       ), counted as (
         update mail_account account
            set tokens = bucket.tokens - (select count(*) from claimed), tokens_at = clock_timestamp()
           from bucket where account.id = bucket.id and bucket.rate_per_second is not null
            and exists (select from claimed)
       )
       select claimed.*, bucket.in_trouble from claimed, bucket order by claimed.due_at, claimed.id`,
      { accountId, by, limit, leaseMs }
    )
    return rows
  }

  /** Holds on to messages that are still being sent. @returns those that are still this process's */
  async renew(ids: readonly string[], by: string, leaseMs: number): Promise<ReadonlySet<string>> {
    if (ids.length === 0) {
      return new Set()
    }
    const { rows } = await this.connection.raw<{ rows: { id: string }[] }>(
      `update mail_message set lease_until = now() + ? * interval '1 millisecond'
        where id = any(?) and state = 'sending' and claimed_by = ? and lease_until > now()
       returning id`,
      [leaseMs, [...ids], by]
    )
    return new Set(rows.map(({ id }) => id))
  }

  /** Gives back what was taken and not begun. */
  async giveBack(ids: readonly string[], by: string): Promise<void> {
    if (ids.length > 0) {
      await this.connection("mail_message")
        .whereIn("id", [...ids])
        .where({ state: "sending", claimed_by: by })
        .update({
          state: "queued",
          claimed_by: null,
          lease_until: null,
          tries: this.connection.raw("tries - 1"),
          updated_at: this.connection.fn.now(),
        })
    }
  }

  /**
   * Takes back what a process has left unsettled: nobody knows whether its server has it, so the lost
   * try is written down as unclear, and it is sent again with the same Message-ID.
   *
   * @returns how many there were
   */
  async recoverLost(words: string): Promise<number> {
    const { rows } = await this.connection.raw<{ rows: unknown[] }>(
      `with lost as (
         select id, account_id, updated_at from mail_message
          where state = 'sending' and lease_until <= now()
          order by lease_until limit 200 for update skip locked
       ), tried as (
         insert into mail_try (message_id, number, at, account_id, outcome, answer, duration_ms)
         select id, ${nextNumber("lost.id")}, updated_at, account_id, 'unclear', :words, 0 from lost
       )
       update mail_message message
          set state = 'deferred', due_at = now(), claimed_by = null, lease_until = null,
              answer = :words, updated_at = now()
         from lost where message.id = lost.id
       returning message.id`,
      { words }
    )
    return rows.length
  }

  /** The message as it is now, held until the transaction ends; its order must be held before. */
  async lock(transaction: Transaction, id: string): Promise<MessageRow | undefined> {
    return transaction("mail_message").select(MESSAGE_COLUMNS).where({ id }).forUpdate().first()
  }

  /** Writes down what became of a message, and with it the try that says so. It must be held. */
  async settle(
    transaction: Transaction,
    id: string,
    { uncounted, ...settlement }: Settlement,
    attempt: NewTry | null
  ): Promise<void> {
    const settled = transaction("mail_message")
      .where({ id })
      .update({
        ...settlement,
        claimed_by: null,
        lease_until: null,
        updated_at: this.connection.fn.now(),
        ...(uncounted ? { tries: this.connection.raw("greatest(tries - 1, 0)") } : {}),
      })
    // One statement for both: every letter waits for each of them.
    await (attempt
      ? transaction.raw(`with settled as (?) ${INSERT_TRY}`, [settled, ...valuesOf(attempt)])
      : settled)
  }

  /** Writes down one conversation about a message. It must be held: tries are numbered as they come. */
  async addTry(transaction: Transaction, attempt: NewTry): Promise<void> {
    await transaction.raw(INSERT_TRY, valuesOf(attempt))
  }

  /** Keeps letters as they go out. What has been written for a message before stays. */
  async saveContents(contents: readonly MessageContent[]): Promise<void> {
    const columns = contents.map(
      ({
        message_id,
        from_address,
        to_address,
        reply_to,
        subject,
        html,
        text,
        headers,
        template,
      }) => ({
        ...{ message_id, from_address, to_address, reply_to, subject, html, text },
        ...{ headers, template, created_at: new Date() },
      })
    )
    await this.connection.transaction((transaction) =>
      insertRows(transaction, "mail_content", columns, "on conflict (message_id) do nothing")
    )
  }

  /** The letters of these messages, with when each was written; those that are written. */
  async readContents(
    messageIds: readonly string[]
  ): Promise<Map<string, MessageContent & { created_at: Date }>> {
    const rows: (MessageContent & { created_at: Date })[] = await this.connection("mail_content")
      .select("*")
      .whereIn("message_id", [...messageIds])
    return new Map(rows.map((row) => [row.message_id, row]))
  }

  /** The message that a bounce or complaint is about: by its Message-ID, else the last to an address. */
  async findReported(
    internetMessageId: string | null,
    address: string | null
  ): Promise<MessageRow | undefined> {
    if (internetMessageId) {
      return this.connection("mail_message")
        .select(MESSAGE_COLUMNS)
        .where({ internet_message_id: internetMessageId })
        .first()
    }
    return this.connection("mail_message as message")
      .join("mail_content as content", "content.message_id", "message.id")
      .select(MESSAGE_COLUMNS.map((column) => `message.${column}`))
      .whereRaw("lower(content.to_address) = ?", [address ?? ""])
      .whereIn("message.state", ["sent", "bounced"])
      .orderBy("message.sent_at", "desc")
      .first()
  }

  /** Notes what was reported about a message that had gone out. It must be held. */
  async noteReport(
    transaction: Transaction,
    id: string,
    type: "bounced" | "complained" | "deferred",
    words: string
  ): Promise<void> {
    await transaction("mail_message")
      .where({ id })
      .update({
        ...(type === "bounced" ? { state: "bounced", claimed_by: null, lease_until: null } : {}),
        ...(type === "complained" ? {} : { answer: words }),
        data: this.connection.raw("data || jsonb_build_object(?::text, true)", [
          `${type}_reported`,
        ]),
        updated_at: this.connection.fn.now(),
      })
  }

  /** How the sending stands, for the health page. */
  async standing(): Promise<QueueStanding> {
    const { rows } = await this.connection.raw<{
      rows: (Omit<QueueStanding, "oldest_due" | "hold_all"> & {
        oldest_due: Date | null
        hold_all: boolean
      })[]
    }>(
      `select
         (select count(*)::int from mail_message
           where state in ('queued', 'deferred') and due_at <= now()) as waiting,
         (select min(due_at) from mail_message
           where state in ('queued', 'deferred') and due_at <= now()) as oldest_due,
         (select count(*)::int from mail_message where state = 'broken') as broken,
         (select count(*)::int from mail_try
           where at >= date_trunc('day', now(), 'UTC') and outcome = 'sent') as sent_today,
         (select count(*)::int from mail_try
           where at >= date_trunc('day', now(), 'UTC') and outcome = 'failed') as failed_today,
         (select hold_all from mail_setting) as hold_all`
    )
    return rows[0]
  }
}

/** Tries are numbered as they come. The message is held by whoever writes one. */
function nextNumber(messageId: string): string {
  return `(select coalesce(max(number), 0) + 1 from mail_try where message_id = ${messageId})`
}

const INSERT_TRY = `insert into mail_try
    (message_id, number, at, account_id, outcome, code, enhanced_code, answer, duration_ms)
  values (?, ${nextNumber("?")}, ?, ?, ?, ?, ?, ?, ?)`

const valuesOf = (attempt: NewTry): (string | number | Date | null)[] => [
  attempt.message_id,
  attempt.message_id,
  attempt.at,
  attempt.account_id,
  attempt.outcome,
  attempt.code,
  attempt.enhanced_code,
  attempt.answer,
  attempt.duration_ms,
]
