import { createHash, randomBytes, randomUUID } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys, MedusaService } from "@medusajs/framework/utils"
import { insertRows, type Insert, type Row } from "../../lib/insert-rows"
import { notFound, Problem } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import { BulkJobs } from "./bulk-jobs"
import { CallQueue } from "./calls/call-queue"
import CrmOrder from "./models/crm-order"
import {
  CHANGING_KINDS,
  TIMELINE_KINDS,
  type NewOrderEvent,
  type OrderEvent,
  type OrderEventKind,
} from "./order-events"
import { CustomerBlocks } from "./customer-blocks"
import { Customers } from "./customers"
import { OrderList, type OrderListPage, type TabCounts } from "./order-list"
import { applyOrderFilter } from "./order-query"
import {
  CALL_CENTER_FOLLOWS,
  PAID_STATUSES,
  type CallCenterStatus,
  type Mover,
  type OrderStatus,
} from "./order-status"
import {
  allowedCallCenterStatuses,
  allowedOrderStatuses,
  refuseCallCenterMove,
  refuseOrderMove,
  type OrderState,
} from "./state-machine"
import { compactTally } from "./order-tally"
import { SavedViews } from "./saved-views"
import type {
  CrmOrderRow,
  NewCrmOrder,
  OrderFilter,
  OrderListRow,
  OrderPage,
  OrderScope,
} from "./types"

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex }

const STATE_COLUMNS = [
  "id",
  "shop_id",
  "language",
  "payment_method",
  "usd_per_unit",
  "status",
  "status_before_call_center",
  "status_before_chargeback",
  "call_center_status",
  "call_center_since",
  "archived_at",
  "open_attention",
  "payment_state",
  "currency",
  "total",
  "captured",
  "refunded",
  "charged_back",
  "parcels",
  "version",
] as const

export type OrderStateRow = OrderState & Pick<CrmOrderRow, (typeof STATE_COLUMNS)[number]>

const LIST_COLUMNS = [
  "id",
  "display_id",
  "shop_id",
  "shop_order_id",
  "customer_id",
  "customer_name",
  "email",
  "phone",
  "country",
  "payment_method",
  "card_brand",
  "card_last4",
  "currency",
  "total",
  "total_usd",
  "status",
  "payment_state",
  "captured",
  "refunded",
  "charged_back",
  "parcels",
  "status_before_call_center",
  "status_before_chargeback",
  "call_center_status",
  "open_attention",
  "products",
  "product_count",
  "tags",
  "responsible_id",
  "archived_at",
  "created_at",
] as const satisfies readonly (keyof OrderListRow)[]

const SUMMARY_COLUMNS = [
  "id",
  "display_id",
  "shop_id",
  "customer_name",
  "country",
  "status",
  "currency",
  "total",
  "products",
  "open_attention",
  "created_at",
] as const satisfies readonly (keyof CrmOrderRow)[]

/** An order in a list of something else. */
export type OrderSummary = Pick<CrmOrderRow, (typeof SUMMARY_COLUMNS)[number]>

/** What the intake compares a repeated request with. */
export type KnownOrder = Pick<
  CrmOrderRow,
  "id" | "shop_id" | "shop_order_id" | "status" | "total" | "currency" | "request_fingerprint"
>

/** An idempotency key of a shop and the request that it stood for. */
export type IntakeKey = {
  shop_id: string
  key: string
  request_fingerprint: string
  crm_order_id: string
}

/** Whom an order is for. */
export type OrderRecipient = Pick<
  CrmOrderRow,
  "id" | "display_id" | "shop_id" | "email" | "customer_name" | "phone"
>

/** Whether a customer is still written to about an order. */
export type OrderMailStanding = Pick<
  CrmOrderRow,
  "id" | "email" | "status" | "payment_state" | "archived_at"
>

/** A place in the list of orders that wait for their payment. */
export type PendingOrder = Pick<CrmOrderRow, "id" | "created_at">

/** What a move changes of an order beside its money. */
export type StatusBefore = Pick<
  CrmOrderRow,
  | "status"
  | "status_before_call_center"
  | "status_before_chargeback"
  | "call_center_status"
  | "call_center_since"
>

/** A move of one of the two statuses, as the stream will tell it. */
export type StatusMove<Status> = {
  id: string
  /** The order as the mover saw it; another version in the database: somebody was faster. */
  from: OrderStateRow
  to: Status
  mover: Mover
}

/**
 * The CRM's record of Medusa's orders and their stream. Reads use the connection; writes take the
 * transaction of the unit of work as their first argument and commit or roll back with it.
 */
class CrmOrderModuleService extends MedusaService({ CrmOrder }) {
  readonly bulkJobs: BulkJobs
  readonly views: SavedViews
  protected readonly connection: Knex
  protected readonly list: OrderList
  /** What the call centre has to call about. */
  readonly calls: CallQueue
  /** Who ordered, by e-mail. */
  readonly customers: Customers
  /** Who is never charged. */
  readonly blocks: CustomerBlocks

  constructor(dependencies: Dependencies) {
    super(dependencies)
    this.connection = dependencies[ContainerRegistrationKeys.PG_CONNECTION]
    this.list = new OrderList(this.connection)
    this.calls = new CallQueue(this.connection)
    this.customers = new Customers(this.connection)
    this.blocks = new CustomerBlocks(this.connection)
    this.bulkJobs = new BulkJobs(this.connection)
    this.views = new SavedViews(this.connection)
  }

  /**
   * Holds the given shop orders and idempotency keys for this transaction, so that of requests for
   * the same one the second waits until the first is committed. Sorted, so that two batches cannot
   * block each other.
   */
  async lockRequests(
    transaction: Transaction,
    requests: readonly { shop_id: string; shop_order_id: string; key: string | null }[],
    timeoutMs: number
  ): Promise<void> {
    const names = requests.flatMap(({ shop_id, shop_order_id, key }) => [
      `order ${shop_id} ${shop_order_id}`,
      ...(key ? [`key ${shop_id} ${key}`] : []),
    ])
    const keys = [...new Set(names)].sort()
    await transaction.raw(
      `with patience as materialized (select set_config('lock_timeout', ?, true))
       select pg_advisory_xact_lock(hashtextextended(key, 0))
         from patience, unnest(?::text[]) with ordinality as wanted (key, position)
        order by position`,
      [String(Math.trunc(timeoutMs)), keys]
    )
  }

  /** The stored orders among the given shop orders; at most one per pair. */
  async findByShopOrders(
    transaction: Transaction,
    orders: readonly { shop_id: string; shop_order_id: string }[]
  ): Promise<KnownOrder[]> {
    const result = await transaction.raw<{ rows: KnownOrder[] }>(
      `select stored.id, stored.shop_id, stored.shop_order_id, stored.status, stored.total,
              stored.currency, stored.request_fingerprint
         from jsonb_to_recordset(?::jsonb) as wanted (shop_id text, shop_order_id text)
         join crm_order stored using (shop_id, shop_order_id)`,
      [JSON.stringify(orders.map(({ shop_id, shop_order_id }) => ({ shop_id, shop_order_id })))]
    )
    return result.rows
  }

  /** What the given idempotency keys were used for before. */
  async findIntakeKeys(
    transaction: Transaction,
    keys: readonly { shop_id: string; key: string }[]
  ): Promise<IntakeKey[]> {
    if (keys.length === 0) {
      return []
    }
    const result = await transaction.raw<{ rows: IntakeKey[] }>(
      `select stored.shop_id, stored.key, stored.request_fingerprint, stored.crm_order_id
         from jsonb_to_recordset(?::jsonb) as wanted (shop_id text, key text)
         join intake_key stored using (shop_id, key)`,
      [JSON.stringify(keys)]
    )
    return result.rows
  }

  /** Remembers idempotency keys; a key that another process has just stored stays as it is. */
  async insertIntakeKeys(transaction: Transaction, keys: readonly IntakeKey[]): Promise<void> {
    await insertRows(transaction, "intake_key", keys, "on conflict do nothing")
  }

  /** Forgets idempotency keys older than the given number of days. @returns how many */
  async pruneIntakeKeys(days: number): Promise<number> {
    return this.connection("intake_key")
      .where("created_at", "<", this.connection.raw("now() - make_interval(days => ?)", [days]))
      .delete()
  }

  /** What storing new orders takes, for a statement that writes other tables too. */
  newOrderInserts(orders: readonly (NewCrmOrder & Partial<CrmOrderRow>)[]): Insert[] {
    return [
      {
        table: "crm_order",
        rows: orders,
        computed: {
          search_text: `crm_search_text(concat_ws(' ', id, replace(id, '-', ''), shop_order_id, email,
            customer_name, replace(phone, '+', '')))`,
        },
      },
    ]
  }

  /** Appends facts to the streams of their orders, in the given order. @returns the new events' ids */
  async appendEvents(
    transaction: Transaction,
    events: readonly NewOrderEvent[]
  ): Promise<string[]> {
    const { personal, rows } = eventRows(events)
    await insertRows(transaction, "crm_order_event_personal", personal)
    const inserted = await insertRows<{ id: string }>(
      transaction,
      "crm_order_event",
      rows,
      "returning id"
    )
    return inserted.map((row) => String(row.id))
  }

  /** What appending facts takes, for a statement that writes other tables too. */
  eventInserts(events: readonly NewOrderEvent[]): Insert[] {
    const { personal, rows } = eventRows(events)
    return [
      { table: "crm_order_event_personal", rows: personal },
      { table: "crm_order_event", rows },
    ]
  }

  /**
   * The columns that decide an order's moves, as they are now.
   *
   * @throws Problem 404 when there is no such order in the scope
   */
  async readState(
    id: string,
    scope: OrderScope,
    transaction?: Transaction
  ): Promise<OrderStateRow> {
    const query = (transaction ?? this.connection)("crm_order").select(STATE_COLUMNS).where({ id })
    if (scope === "call_center") {
      void query.whereNotNull("call_center_since")
    }
    const row: OrderStateRow | undefined = await query.first()
    if (!row) {
      throw notFound("order")
    }
    return row
  }

  /** The same for many orders, by id; those that do not exist are left out. */
  async readStates(ids: readonly string[]): Promise<Map<string, OrderStateRow>> {
    const rows: OrderStateRow[] = await this.connection("crm_order")
      .select(STATE_COLUMNS)
      .whereIn("id", [...new Set(ids)])
    return new Map(rows.map((row) => [row.id, row]))
  }

  /**
   * The columns that decide what may be done with an order, held until the transaction ends: for a
   * change that must not meet a move of the status half-way.
   *
   * @throws Problem 404
   */
  async lockState(transaction: Transaction, id: string): Promise<OrderStateRow> {
    const row: OrderStateRow | undefined = await transaction("crm_order")
      .select(STATE_COLUMNS)
      .where({ id })
      .forUpdate()
      .first()
    if (!row) {
      throw notFound("order")
    }
    return row
  }

  /**
   * The same for many orders, in one order of their ids, so that two who hold many cannot wait for each
   * other; those that do not exist are left out.
   */
  async lockStates(
    transaction: Transaction,
    ids: readonly string[]
  ): Promise<Map<string, OrderStateRow>> {
    const rows: OrderStateRow[] = await transaction("crm_order")
      .select(STATE_COLUMNS)
      .whereIn("id", [...new Set(ids)])
      .orderBy("id")
      .forUpdate()
    return new Map(rows.map((row) => [row.id, row]))
  }

  /**
   * Gives an order another status. The guard is in the statement itself: only the version that the
   * mover saw can be changed, so that of two concurrent moves one wins.
   *
   * @returns the call-centre status if the move changed it, else null
   * @throws Problem 409 `illegal_transition` with `allowed`, when the move is not in the table or
   * somebody else moved the order first
   */
  async moveStatus(
    transaction: Transaction,
    { id, from, to, mover }: StatusMove<OrderStatus>
  ): Promise<{ call_center: { from: CallCenterStatus | null; to: CallCenterStatus } | null }> {
    const refusal = refuseOrderMove(from, to, mover)
    if (refusal) {
      throw illegalTransition(refusal, allowedOrderStatuses(from, mover))
    }
    // A chargeback that is reversed gives back the status before it: nobody refunds or ships anew.
    const isReversal = from.status === "chargeback"
    const follow = isReversal ? undefined : CALL_CENTER_FOLLOWS[to]
    const callCenter: CallCenterStatus | null =
      to === "call_center"
        ? "new_inquiry"
        : follow && from.call_center_status === follow.from
          ? follow.to
          : null
    const changes: Record<string, unknown> = {
      status: to,
      version: this.connection.raw("version + 1"),
      updated_at: this.connection.fn.now(),
    }
    if (callCenter) {
      changes.call_center_status = callCenter
    }
    if (to === "call_center") {
      if (!isReversal) {
        changes.status_before_call_center = from.status
      }
      changes.call_center_since = this.connection.raw("coalesce(call_center_since, now())")
    }
    if (to === "chargeback") {
      changes.status_before_chargeback = from.status
    }
    const moved = await transaction("crm_order")
      .where({ id, version: from.version })
      .update(changes)
    if (moved === 0) {
      const now = await this.readState(id, "all", transaction)
      throw illegalTransition(
        now.status === from.status
          ? "Meanwhile somebody else has changed the order: look at it again."
          : `Meanwhile the order has become ${now.status.replaceAll("_", " ")}.`,
        allowedOrderStatuses(now, mover)
      )
    }
    return { call_center: callCenter ? { from: from.call_center_status, to: callCenter } : null }
  }

  /**
   * Gives many orders another status with one statement: for moves that change nothing but the status.
   * The orders must be held.
   *
   * @throws Problem 409 `illegal_transition` with `allowed`, when one of them may not go there
   */
  async moveStatuses(
    transaction: Transaction,
    { from, to, mover }: { from: readonly OrderStateRow[]; to: OrderStatus; mover: Mover }
  ): Promise<void> {
    for (const order of from) {
      const refusal = refuseOrderMove(order, to, mover)
      if (refusal) {
        throw illegalTransition(refusal, allowedOrderStatuses(order, mover))
      }
    }
    if (from.length > 0) {
      await transaction("crm_order")
        .whereIn(
          "id",
          from.map(({ id }) => id)
        )
        .update({
          status: to,
          version: this.connection.raw("version + 1"),
          updated_at: this.connection.fn.now(),
        })
    }
  }

  /**
   * Gives an order back the statuses that it had before a move which is undone. That is no move of the
   * table: the table has allowed the way there, and the way back is only what it was. The order must be
   * held, and be as the move has left it.
   */
  async restoreStatus(
    transaction: Transaction,
    id: string,
    { call_center_since, ...before }: StatusBefore
  ): Promise<void> {
    await transaction("crm_order")
      .where({ id })
      .update({
        ...before,
        // Once it is set no move changes it.
        ...(call_center_since === null ? { call_center_since } : {}),
        version: this.connection.raw("version + 1"),
        updated_at: this.connection.fn.now(),
      })
  }

  /**
   * Gives an order another call-centre status; the order status stays.
   *
   * @throws Problem 409 `illegal_transition` with `allowed`
   */
  async moveCallCenterStatus(
    transaction: Transaction,
    { id, from, to, mover }: StatusMove<CallCenterStatus>
  ): Promise<void> {
    const refusal = refuseCallCenterMove(from.call_center_status, to, mover)
    if (refusal) {
      throw illegalTransition(refusal, allowedCallCenterStatuses(from.call_center_status, mover))
    }
    const moved = await transaction("crm_order")
      .where({ id, version: from.version })
      .update({
        call_center_status: to,
        version: this.connection.raw("version + 1"),
        updated_at: this.connection.fn.now(),
      })
    if (moved === 0) {
      const now = await this.readState(id, "all", transaction)
      throw illegalTransition(
        now.call_center_status === from.call_center_status
          ? "Meanwhile somebody else has changed the order: look at it again."
          : `Meanwhile the call-centre status has become ${String(now.call_center_status).replaceAll("_", " ")}.`,
        allowedCallCenterStatuses(now.call_center_status, mover)
      )
    }
  }

  /**
   * Takes an order out of lists and figures, or back into them. Nothing is deleted.
   *
   * @returns false when the order already was as wanted
   */
  async setArchived(transaction: Transaction, id: string, archived: boolean): Promise<boolean> {
    const query = transaction("crm_order").where({ id })
    void (archived ? query.whereNull("archived_at") : query.whereNotNull("archived_at"))
    const changed = await query.update({
      archived_at: archived ? this.connection.fn.now() : null,
      version: this.connection.raw("version + 1"),
      updated_at: this.connection.fn.now(),
    })
    return changed > 0
  }

  /**
   * Gives an order tags and takes others away. The order must be held (`lockOrder`).
   *
   * @returns the tags that it has then, and what has really changed
   */
  async changeTags(
    transaction: Transaction,
    id: string,
    { add, remove }: { add: readonly string[]; remove: readonly string[] }
  ): Promise<{ tags: string[]; added: string[]; removed: string[] }> {
    const row: Pick<CrmOrderRow, "tags"> | undefined = await transaction("crm_order")
      .select("tags")
      .where({ id })
      .first()
    const before = row?.tags ?? []
    const removed = before.filter((tag) => remove.includes(tag))
    const added = [...new Set(add)].filter((tag) => !before.includes(tag))
    const tags = [...before.filter((tag) => !removed.includes(tag)), ...added]
    if (added.length > 0 || removed.length > 0) {
      await transaction("crm_order")
        .where({ id })
        .update({ tags, updated_at: this.connection.fn.now() })
    }
    if (added.length > 0) {
      await transaction("crm_order_tag")
        .insert(added.map((name) => ({ name })))
        .onConflict("name")
        .ignore()
    }
    return { tags, added, removed }
  }

  /** The tags that orders have been given, in the order of the alphabet. */
  async listTags(limit: number): Promise<string[]> {
    const rows: { name: string }[] = await this.connection("crm_order_tag")
      .select("name")
      .orderBy("name")
      .limit(limit)
    return rows.map(({ name }) => name)
  }

  /** Says who looks after an order. The order must be held. @returns who did before */
  async setResponsible(
    transaction: Transaction,
    id: string,
    userId: string | null
  ): Promise<string | null> {
    const row: Pick<CrmOrderRow, "responsible_id"> | undefined = await transaction("crm_order")
      .select("responsible_id")
      .where({ id })
      .first()
    await transaction("crm_order")
      .where({ id })
      .update({ responsible_id: userId, updated_at: this.connection.fn.now() })
    return row?.responsible_id ?? null
  }

  /**
   * Holds the order for this transaction. Whoever changes an order and something that belongs to it
   * takes the order first: then two of them cannot wait for each other.
   */
  async lockOrder(transaction: Transaction, id: string): Promise<void> {
    await transaction("crm_order").select("id").where({ id }).forNoKeyUpdate()
  }

  /**
   * Keeps what the attempts and money facts of an order come to. Belongs to the transaction of the
   * fact; the order must be held (`lockState`).
   */
  async setPayment(
    transaction: Transaction,
    id: string,
    payment: Pick<CrmOrderRow, "payment_state" | "captured" | "refunded" | "charged_back">
  ): Promise<void> {
    await transaction("crm_order")
      .where({ id })
      .update({ ...payment, updated_at: this.connection.fn.now() })
  }

  /**
   * Keeps how many parcels of each order stand. Belongs to the transaction of what has changed; the
   * orders must be held.
   */
  async setParcels(
    transaction: Transaction,
    counts: readonly { id: string; parcels: number }[]
  ): Promise<void> {
    if (counts.length > 0) {
      await transaction.raw(
        `update crm_order set parcels = wanted.parcels, updated_at = now()
           from jsonb_to_recordset(?::jsonb) as wanted (id text, parcels integer)
          where crm_order.id = wanted.id and crm_order.parcels is distinct from wanted.parcels`,
        [JSON.stringify(counts)]
      )
    }
  }

  /** Keeps the number of open attention entries on the order, where the list can filter by it. */
  async changeOpenAttention(transaction: Transaction, id: string, by: number): Promise<void> {
    if (by !== 0) {
      await transaction("crm_order").where({ id }).increment("open_attention", by)
    }
  }

  /** The same for many orders with one statement: one for each time an order is named. */
  async changeOpenAttentionOfMany(
    transaction: Transaction,
    ids: readonly string[],
    by: 1 | -1
  ): Promise<void> {
    if (ids.length > 0) {
      await transaction.raw(
        `update crm_order set open_attention = open_attention + ? * named.times
           from (select id, count(*)::integer as times from unnest(?::text[]) as one (id) group by id) named
          where crm_order.id = named.id`,
        [by, [...ids]]
      )
    }
  }

  /**
   * One page of the Orders list with the number of matches (exact up to 10,000, then estimated, and
   * said so), without any order that is out of scope.
   */
  async listOrders(
    filter: OrderFilter,
    scope: OrderScope,
    page: OrderPage
  ): Promise<OrderListPage> {
    return this.list.read(LIST_COLUMNS, filter, scope, page)
  }

  /** The numbers on the tabs, for the given filter without its tab; estimated beyond 10,000 matches. */
  async countTabs(
    filter: OrderFilter,
    scope: OrderScope
  ): Promise<{ counts: TabCounts; counts_are_estimates: boolean }> {
    return this.list.countTabs(filter, scope)
  }

  /** How many orders a filter finds: as the list says it. */
  async countOrders(
    filter: OrderFilter,
    scope: OrderScope
  ): Promise<{ count: number; count_is_estimate: boolean }> {
    const page: OrderPage = { sort: "created_at", descending: true, limit: 1, offset: 0 }
    const { count, count_is_estimate } = await this.list.read(["id"], filter, scope, page)
    return { count, count_is_estimate }
  }

  /** Every order that a filter finds, the newest first, in pages: any number needs no more memory. */
  eachOrder(filter: OrderFilter, scope: OrderScope): AsyncGenerator<OrderListRow[]> {
    return this.list.each(LIST_COLUMNS, filter, scope)
  }

  /** Adds up the tally's rows, of which every change of an order leaves some behind. */
  async compactTally(): Promise<void> {
    await compactTally(this.connection)
  }

  /** The countries and shops that occur, for the filters. */
  async listFilterValues(scope: OrderScope): Promise<{ countries: string[]; shop_ids: string[] }> {
    const [countries, shop_ids] = await Promise.all([
      this.list.distinctValues("country", scope),
      this.list.distinctValues("shop_id", scope),
    ])
    return { countries, shop_ids }
  }

  /**
   * The whole record of one order.
   *
   * @throws Problem 404 when there is no such order in the scope
   */
  async readOrder(id: string, scope: OrderScope, transaction?: Transaction): Promise<CrmOrderRow> {
    const query = (transaction ?? this.connection)("crm_order").where({ id })
    if (scope === "call_center") {
      void query.whereNotNull("call_center_since")
    }
    const row: CrmOrderRow | undefined = await query.first()
    if (!row) {
      throw notFound("order")
    }
    return row
  }

  /** The whole records of these orders, by id. */
  async readOrders(ids: readonly string[]): Promise<Map<string, CrmOrderRow>> {
    const rows: CrmOrderRow[] = await this.connection("crm_order").whereIn("id", [...ids])
    return new Map(rows.map((row) => [row.id, row]))
  }

  /** The order of this shop with the given public id, or undefined: never another shop's. */
  async findShopOrder(shopId: string, id: string): Promise<CrmOrderRow | undefined> {
    return this.connection("crm_order").where({ id, shop_id: shopId }).first()
  }

  /** The numbers by which staff call these orders, by id. */
  async displayIds(ids: readonly string[]): Promise<Map<string, number>> {
    const rows: Pick<CrmOrderRow, "id" | "display_id">[] = await this.connection("crm_order")
      .select("id", "display_id")
      .whereIn("id", [...new Set(ids)])
    return new Map(rows.map(({ id, display_id }) => [id, display_id]))
  }

  /** The orders that people call by these public ids or display numbers. */
  async findByNames(
    ids: readonly string[],
    displayIds: readonly number[]
  ): Promise<Pick<CrmOrderRow, "id" | "display_id">[]> {
    const found = async (
      column: "id" | "display_id",
      values: readonly (string | number)[]
    ): Promise<Pick<CrmOrderRow, "id" | "display_id">[]> =>
      values.length === 0
        ? []
        : this.connection("crm_order").select("id", "display_id").whereIn(column, values)
    return [...(await found("id", ids)), ...(await found("display_id", displayIds))]
  }

  /** Whom these orders are for, by id, archived ones included. */
  async recipients(ids: readonly string[]): Promise<Map<string, OrderRecipient>> {
    const rows: OrderRecipient[] = await this.connection("crm_order")
      .select("id", "display_id", "shop_id", "email", "customer_name", "phone")
      .whereIn("id", [...new Set(ids)])
    return new Map(rows.map((row) => [row.id, row]))
  }

  /** What decides whether letters about these orders still go out, and to whom, by id. */
  async mailStandings(ids: readonly string[]): Promise<Map<string, OrderMailStanding>> {
    const rows: OrderMailStanding[] = await this.connection("crm_order")
      .select("id", "email", "status", "payment_state", "archived_at")
      .whereIn("id", [...new Set(ids)])
    return new Map(rows.map((row) => [row.id, row]))
  }

  /** The orders that a search text finds, the newest of them. */
  async findIds(q: string, limit: number): Promise<string[]> {
    const page: OrderPage = { sort: "created_at", descending: true, limit, offset: 0 }
    const { rows } = await this.list.read(["id"], { q }, "all", page)
    return rows.map(({ id }) => id)
  }

  /** A shop's orders of the given time that are still pending, the oldest first. */
  async listPending(
    shopId: string,
    created: { from: Date; to: Date },
    after: PendingOrder | null,
    limit: number
  ): Promise<PendingOrder[]> {
    const query = this.connection("crm_order")
      .select("id", "created_at")
      .where({ shop_id: shopId, status: "pending" })
      .whereNull("archived_at")
      .where("created_at", ">=", created.from)
      .where("created_at", "<=", created.to)
    if (after) {
      void query.whereRaw("(created_at, id) > (?, ?)", [after.created_at, after.id])
    }
    return query.orderBy(["created_at", "id"]).limit(limit)
  }

  /** Whether this customer has paid for another order of this shop that came in later. */
  async hasLaterPaidOrder(
    transaction: Transaction,
    { id, customer_id, shop_id, created_at }: CrmOrderRow
  ): Promise<boolean> {
    const row: { id: string } | undefined = await transaction("crm_order")
      .select("id")
      .where({ customer_id, shop_id })
      .whereIn("status", [...PAID_STATUSES])
      .whereNull("archived_at")
      .where("created_at", ">", created_at)
      .whereNot({ id })
      .first()
    return row !== undefined
  }

  /** What a list of parcels shows of their orders. */
  async listSummaries(ids: readonly string[]): Promise<OrderSummary[]> {
    return this.connection("crm_order")
      .select(SUMMARY_COLUMNS)
      .whereIn("id", [...new Set(ids)])
  }

  /** One page of an order's stream: what a reader wants to know, or every fact. Oldest first. */
  async listEvents(
    id: string,
    view: "timeline" | "log",
    page: { limit: number; offset: number }
  ): Promise<{ events: OrderEvent[]; count: number }> {
    const chosen = this.connection("crm_order_event as event").where("event.crm_order_id", id)
    if (view === "timeline") {
      void chosen.whereIn("event.kind", [...TIMELINE_KINDS])
    }
    const [rows, total] = await Promise.all([
      chosen
        .clone()
        .leftJoin("crm_order_event_personal as personal", "personal.id", "event.personal_id")
        .select("event.*", "personal.body as personal")
        .orderBy("event.id")
        .limit(page.limit)
        .offset(page.offset),
      chosen.clone().count({ count: "*" }).first(),
    ])
    const events = rows.map((row) => ({
      id: String(row.id),
      crm_order_id: row.crm_order_id,
      kind: row.kind,
      actor_type: row.actor_type,
      actor_id: row.actor_id,
      cause: row.cause,
      at: row.at,
      data: row.data,
      personal: row.personal,
    }))
    return { events, count: Number(total?.count ?? 0) }
  }

  /** The newest events of one kind of an order, the newest first. */
  async listEventsOfKind(id: string, kind: OrderEventKind, limit: number): Promise<OrderEvent[]> {
    const rows = await this.connection("crm_order_event as event")
      .leftJoin("crm_order_event_personal as personal", "personal.id", "event.personal_id")
      .select("event.*", "personal.body as personal")
      .where({ "event.crm_order_id": id, "event.kind": kind })
      .orderBy("event.id", "desc")
      .limit(limit)
    return rows.map((row) => ({ ...row, id: String(row.id) }))
  }

  /** The id of the newest event of an order, "0" when there is none: who has seen it has seen the order as it is. */
  async lastEventId(id: string, transaction?: Transaction): Promise<string> {
    const row: { id: string } | undefined = await (transaction ?? this.connection)(
      "crm_order_event"
    )
      .select("id")
      .where({ crm_order_id: id })
      .orderBy("id", "desc")
      .first()
    return String(row?.id ?? 0)
  }

  /** What has happened to an order after an event that changes what may be done with it, the oldest first. */
  async listChangesSince(id: string, eventId: string, limit: number): Promise<OrderEvent[]> {
    const rows = await this.connection("crm_order_event")
      .where({ crm_order_id: id })
      .where("id", ">", eventId)
      .whereIn("kind", [...CHANGING_KINDS])
      .orderBy("id")
      .limit(limit)
    return rows.map((row) => ({ ...row, id: String(row.id), personal: null }))
  }

  /** The newest event of one kind of an order, or null, e.g. why it was archived. */
  async findLastEvent(id: string, kind: OrderEventKind): Promise<OrderEvent | null> {
    const row = await this.connection("crm_order_event")
      .select("id")
      .where({ crm_order_id: id, kind })
      .orderBy("id", "desc")
      .first()
    return row ? this.readEvent(String(row.id)) : null
  }

  /** When each of these orders got its status; those that were never moved are left out. */
  async lastStatusChanges(orderIds: readonly string[]): Promise<Map<string, Date>> {
    const rows: { crm_order_id: string; at: Date }[] = await this.connection("crm_order_event")
      .select("crm_order_id")
      .max("at as at")
      .whereIn("crm_order_id", [...orderIds])
      .where({ kind: "order.status_changed" })
      .groupBy("crm_order_id")
    return new Map(rows.map(({ crm_order_id, at }) => [crm_order_id, at]))
  }

  /** The kinds of what has happened to an order after an event. */
  async kindsSince(transaction: Transaction, id: string, eventId: string): Promise<string[]> {
    const rows: { kind: string }[] = await transaction("crm_order_event")
      .distinct("kind")
      .where({ crm_order_id: id })
      .where("id", ">", eventId)
    return rows.map(({ kind }) => kind)
  }

  /** One event, e.g. the one just appended. @throws Problem 404 */
  async readEvent(eventId: string): Promise<OrderEvent> {
    const row = await this.connection("crm_order_event as event")
      .leftJoin("crm_order_event_personal as personal", "personal.id", "event.personal_id")
      .select("event.*", "personal.body as personal")
      .where("event.id", eventId)
      .first()
    if (!row) {
      throw notFound("event")
    }
    return { ...row, id: String(row.id) }
  }

  /** The ids of the orders that match a filter, newest first, as a bulk job freezes them. */
  async listMatchingIds(filter: OrderFilter, scope: OrderScope, limit?: number): Promise<string[]> {
    const query = this.connection("crm_order")
      .select("id")
      .orderBy([
        { column: "created_at", order: "desc" },
        { column: "id", order: "desc" },
      ])
    applyOrderFilter(query, filter, scope)
    if (limit !== undefined) {
      void query.limit(limit)
    }
    const rows: { id: string }[] = await query
    return rows.map((row) => row.id)
  }

  /** Approved orders of which no parcel stands, those that wait longest first. */
  async listToSend(page?: {
    limit: number
    offset: number
  }): Promise<Pick<CrmOrderRow, "id" | "parcels" | "created_at">[]> {
    const query = this.#toSend().select("id", "parcels", "created_at").orderBy(["created_at", "id"])
    return page ? query.limit(page.limit).offset(page.offset) : query
  }

  async countToSend(): Promise<number> {
    const row = await this.#toSend().count({ count: "*" }).first()
    return Number(row?.count ?? 0)
  }

  /** As the index of these orders has it. */
  #toSend(): Knex.QueryBuilder {
    return this.connection("crm_order")
      .where({ status: "approved" })
      .whereNull("archived_at")
      .whereRaw("coalesce(parcels, 0) = 0")
  }
}

/** The rows of events, and apart from them what of each is personal and can be erased. */
const eventRows = (events: readonly NewOrderEvent[]): { personal: Row[]; rows: Row[] } => {
  const personal: Row[] = []
  const rows = events.map((event) => {
    const row = {
      crm_order_id: event.crm_order_id,
      kind: event.kind,
      actor_type: event.actor.type,
      actor_id: event.actor.id,
      cause: event.cause,
      at: event.at ?? new Date(),
      data: event.data,
      personal_id: null as string | null,
      personal_digest: null as string | null,
    }
    if (event.personal) {
      // Salted: once the personal row is erased, its content cannot be guessed from the digest.
      const salt = randomBytes(16).toString("hex")
      row.personal_id = randomUUID()
      row.personal_digest = createHash("sha256")
        .update(salt)
        .update(JSON.stringify(event.personal))
        .digest("hex")
      personal.push({
        id: row.personal_id,
        crm_order_id: event.crm_order_id,
        salt,
        body: event.personal,
      })
    }
    return row
  })
  return { personal, rows }
}

const illegalTransition = (sentence: string, allowed: readonly string[]): Problem =>
  new Problem(409, "illegal_transition", sentence, { extra: { allowed } })

export default CrmOrderModuleService
