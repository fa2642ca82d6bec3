import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { newEntityId } from "../../lib/entity-id"
import { insertRows } from "../../lib/insert-rows"
import { storedAmount } from "../../lib/money"
import { notFound, Problem } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import type { Exchange } from "../../providers/payment/processor"
import type { RecentOutcome } from "./processor-health"
import { OPEN_STATES, type AttemptRow, type PaymentFact, type StoredExchange } from "./types"

/** What a new attempt cannot do without; the rest is null until an answer tells it. */
export type NewAttempt = Pick<
  AttemptRow,
  | "id"
  | "crm_order_id"
  | "number"
  | "kind"
  | "way"
  | "account_id"
  | "processor"
  | "method"
  | "actor_type"
  | "actor_id"
  | "cause"
  | "amount"
  | "currency"
  | "state"
> &
  Partial<AttemptRow>

export type AttemptChanges = Partial<
  Omit<
    AttemptRow,
    "id" | "crm_order_id" | "number" | "kind" | "account_id" | "amount" | "currency" | "created_at"
  >
>

/** A fact as it is told; the store gives it its id and its time. */
export type NewFact = Omit<PaymentFact, "id" | "at"> & { at?: Date }

type FactRow = Omit<PaymentFact, "money" | "fee"> & {
  amount: string
  currency: string
  fee: string | null
  fee_currency: string | null
}

/** PostgreSQL: unique_violation. */
const UNIQUE_VIOLATION = "23505"
const ONE_IN_FLIGHT = "payment_attempt_in_flight"

const RECENT_OUTCOMES_PER_ACCOUNT = 10

/** A new attempt's id: sent to the processor as our reference. */
export const newAttemptId = (): string => newEntityId("patt")

/** Attempts, their exchanges and the money facts that came of them. */
export class AttemptStore {
  constructor(protected readonly connection: Knex) {}

  /**
   * Stores a new attempt. The order must be held (`lockState`).
   *
   * @throws Problem 409 `in_flight` when money may be moving for this order already
   */
  async insert(transaction: Transaction, attempt: NewAttempt): Promise<AttemptRow> {
    try {
      const [row]: AttemptRow[] = await transaction("payment_attempt")
        .insert(columnsOf(attempt))
        .returning("*")
      return attemptOf(row)
    } catch (error) {
      if (isUniqueViolation(error, ONE_IN_FLIGHT)) {
        throw new Problem(
          409,
          "in_flight",
          "A payment or refund of this order is under way: wait for its answer."
        )
      }
      throw error
    }
  }

  /** @throws Problem 404 */
  async read(id: string, transaction?: Transaction): Promise<AttemptRow> {
    const row: AttemptRow | undefined = await (transaction ?? this.connection)("payment_attempt")
      .where({ id })
      .first()
    return attemptOf(found(row))
  }

  /** The attempt as it is now, held until the transaction ends. @throws Problem 404 */
  async lock(transaction: Transaction, id: string): Promise<AttemptRow> {
    const row: AttemptRow | undefined = await transaction("payment_attempt")
      .where({ id })
      .forUpdate()
      .first()
    return attemptOf(found(row))
  }

  /** All attempts of an order, charges and refunds, in the order they were made. */
  async listForOrder(orderId: string, transaction?: Transaction): Promise<AttemptRow[]> {
    const rows: AttemptRow[] = await (transaction ?? this.connection)("payment_attempt")
      .where({ crm_order_id: orderId })
      .orderBy("number")
    return rows.map(attemptOf)
  }

  /** The attempts of many orders, by order, in the order they were made. */
  async listForOrders(orderIds: readonly string[]): Promise<Map<string, AttemptRow[]>> {
    const rows: AttemptRow[] = await this.connection("payment_attempt")
      .whereIn("crm_order_id", [...orderIds])
      .orderBy(["crm_order_id", "number"])
    const byOrder = new Map<string, AttemptRow[]>()
    for (const attempt of rows.map(attemptOf)) {
      const sameOrder = byOrder.get(attempt.crm_order_id) ?? []
      byOrder.set(attempt.crm_order_id, [...sameOrder, attempt])
    }
    return byOrder
  }

  /** The number of an order's next attempt. The order must be held. */
  async nextNumber(transaction: Transaction, orderId: string): Promise<number> {
    const row: { last?: number | null } | undefined = await transaction("payment_attempt")
      .where({ crm_order_id: orderId })
      .max({ last: "number" })
      .first()
    return (row?.last ?? 0) + 1
  }

  /** Changes an attempt that is not final; the database refuses what goes backwards. */
  async update(transaction: Transaction, id: string, changes: AttemptChanges): Promise<AttemptRow> {
    const [row]: AttemptRow[] = await transaction("payment_attempt")
      .where({ id })
      .update(columnsOf(changes))
      .returning("*")
    return attemptOf(found(row))
  }

  /** What staff have noted on an order's attempts, by attempt. */
  async commentsOf(orderId: string): Promise<Map<string, string>> {
    const rows: { attempt_id: string; comment: string }[] = await this.connection(
      "payment_attempt_comment"
    )
      .select("attempt_id", "comment")
      .where({ crm_order_id: orderId })
    return new Map(rows.map(({ attempt_id, comment }) => [attempt_id, comment]))
  }

  /**
   * Gives an attempt another comment, an empty one to take it away.
   *
   * @returns false when it says the same already
   */
  async setComment(
    transaction: Transaction,
    { id, crm_order_id }: Pick<AttemptRow, "id" | "crm_order_id">,
    comment: string
  ): Promise<boolean> {
    const own = transaction("payment_attempt_comment")
    if (comment === "") {
      return (await own.where({ attempt_id: id }).delete()) > 0
    }
    const written = await own
      .insert({ attempt_id: id, crm_order_id, comment })
      .onConflict("attempt_id")
      .merge({ comment, updated_at: transaction.fn.now() })
      .whereNot("payment_attempt_comment.comment", comment)
      .returning("attempt_id")
    return written.length > 0
  }

  /** The attempt that a processor knows by this id, the newest if there are several. */
  async findByPayment(
    accountId: string,
    paymentId: string,
    transaction?: Transaction
  ): Promise<AttemptRow | null> {
    const row: AttemptRow | undefined = await (transaction ?? this.connection)("payment_attempt")
      .where({ account_id: accountId, payment_id: paymentId })
      .orderBy("created_at", "desc")
      .first()
    return row ? attemptOf(row) : null
  }

  /** The latest approved charge of this card, on the given account if there is one: a stored credential. */
  async findApprovedByCard(fingerprint: string, accountId: string): Promise<AttemptRow | null> {
    const row: AttemptRow | undefined = await this.connection("payment_attempt")
      .where({ card_fingerprint: fingerprint, kind: "charge", state: "approved" })
      .orderByRaw("account_id = ? desc, sent_at desc nulls last", [accountId])
      .first()
    return row ? attemptOf(row) : null
  }

  /** How often a card was declined since the given moments, at whatever processor. */
  async countDeclines(
    transaction: Transaction,
    fingerprint: string,
    since: readonly Date[]
  ): Promise<number[]> {
    const result = await transaction.raw<{ rows: { count: string }[] }>(
      `select (select count(*) from payment_attempt
                where card_fingerprint = ? and sent_at >= moment and state = 'declined'
                  and kind = 'charge') as count
         from unnest(?::timestamptz[]) with ordinality as wanted (moment, position)
        order by position`,
      [fingerprint, since.map((moment) => moment.toISOString())]
    )
    return result.rows.map(({ count }) => Number(count))
  }

  /** How the latest charges of every account went, newest first: what its health is judged by. */
  async listRecentOutcomes(since: Date): Promise<RecentOutcome[]> {
    const result = await this.connection.raw<{ rows: RecentOutcome[] }>(
      `select recent.account_id, recent.state, recent.category, recent.at
         from processor_account account
         cross join lateral (
           select account_id, state, category, coalesce(finished_at, sent_at) as at
             from payment_attempt
            where account_id = account.id and created_at >= ? and kind = 'charge'
              and state in ('approved', 'declined', 'unknown', 'pending')
            order by created_at desc limit ?) as recent
        where account.active
        order by at desc`,
      [since, RECENT_OUTCOMES_PER_ACCOUNT]
    )
    return result.rows
  }

  /** Attempts that should have gone on by now: their job is gone, or was never there. */
  async listForgotten(before: { stuck: Date; due: Date }, limit: number): Promise<AttemptRow[]> {
    const rows: AttemptRow[] = await this.connection("payment_attempt")
      .where((stuck) =>
        stuck
          .whereIn("state", ["created", "sending"])
          .whereRaw("coalesce(sent_at, created_at) < ?", [before.stuck])
      )
      .orWhere((due) =>
        due.whereIn("state", [...OPEN_STATES]).where("next_check_at", "<", before.due)
      )
      .orderBy("created_at")
      .limit(limit)
    return rows.map(attemptOf)
  }

  /**
   * Writes money facts; one that is known already (by account, kind and the processor's id) is left out.
   *
   * @returns the new ones only
   */
  async insertFacts(transaction: Transaction, facts: readonly NewFact[]): Promise<PaymentFact[]> {
    const rows = await insertRows<FactRow>(
      transaction,
      "payment_fact",
      facts.map(({ money, fee, at, ...fact }) => ({
        ...fact,
        id: newEntityId("fact"),
        amount: money.amount,
        currency: money.currency,
        fee: fee?.amount ?? null,
        fee_currency: fee?.currency ?? null,
        at: at ?? new Date(),
      })),
      "on conflict (account_id, kind, processor_ref) do nothing returning *"
    )
    return rows.map(factOf)
  }

  /** All money facts of an order, in the order they were written. */
  async factsOf(transaction: Transaction | null, orderId: string): Promise<PaymentFact[]> {
    const rows: FactRow[] = await (transaction ?? this.connection)("payment_fact")
      .where({ crm_order_id: orderId })
      .orderBy(["at", "id"])
    return rows.map(factOf)
  }

  /** Keeps what was sent and answered, as the processor's client has scrubbed it. */
  async insertExchanges(
    transaction: Transaction,
    attemptId: string,
    exchanges: readonly Exchange[]
  ): Promise<void> {
    await insertRows(
      transaction,
      "payment_exchange",
      exchanges.map((exchange) => ({
        ...exchange,
        duration_ms: Math.round(exchange.duration_ms),
        id: newEntityId("pxch"),
        attempt_id: attemptId,
      }))
    )
  }

  /** What was sent and answered for an attempt, in that order. */
  async listExchanges(attemptId: string): Promise<StoredExchange[]> {
    return this.connection("payment_exchange")
      .where({ attempt_id: attemptId })
      .orderBy(["started_at", "id"])
  }
}

/** The columns as PostgreSQL wants them: a plan and a closing are JSON. */
const columnsOf = ({
  plan,
  closing,
  ...columns
}: Partial<AttemptRow>): Record<string, unknown> => ({
  ...columns,
  ...(plan && { plan: JSON.stringify(plan) }),
  ...(closing !== undefined && { closing: closing && JSON.stringify(closing) }),
})

const attemptOf = (row: AttemptRow): AttemptRow => ({
  ...row,
  amount: storedAmount(row.amount, row.currency),
})

const factOf = ({ amount, currency, fee, fee_currency, ...fact }: FactRow): PaymentFact => ({
  ...fact,
  at: new Date(fact.at),
  money: { amount: storedAmount(amount, currency), currency },
  fee:
    fee === null
      ? null
      : {
          amount: storedAmount(fee, fee_currency ?? currency),
          currency: fee_currency ?? currency,
        },
})

const found = (row: AttemptRow | undefined): AttemptRow => {
  if (!row) {
    throw notFound("attempt")
  }
  return row
}

const isUniqueViolation = (error: unknown, constraint: string): boolean =>
  typeof error === "object" &&
  error !== null &&
  "code" in error &&
  error.code === UNIQUE_VIOLATION &&
  "constraint" in error &&
  error.constraint === constraint
