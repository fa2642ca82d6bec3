import type { Transaction } from "../../lib/unit-of-work"

/** Refusals that go away by themselves, or that are right: nobody has to do anything about them. */
const IGNORED_CODES = ["in_progress", "too_many_requests", "database_away", "method_not_allowed"]

/** As many of a shop's refused order numbers are kept; beyond them only their number. */
export const MOST_ORDERS_KEPT = 50

/** Entries are written a moment after they happen, by several processes: younger ones wait for the next look. */
const SETTLED_AFTER = "2 seconds"

/** Orders of one shop that were refused for one reason since the last look. */
export type RefusedGroup = {
  shop_id: string
  code: string
  count: number
  last_at: Date
  /** The newest refusal's sentence. */
  error: string
  /** The shop's own numbers of the orders, where the requests had one. */
  orders: string[]
  /** Requests that named no order, e.g. broken ones. */
  nameless: number
}

/** Reads the request log for refused orders, each call once. */
export class RefusedOrders {
  /**
   * The refusals since the last look, by shop and code; callers whose API id is no shop's are left out.
   * The look is over with the transaction, so two processes do not take the same calls.
   */
  async take(transaction: Transaction): Promise<RefusedGroup[]> {
    const watch: { last_id: string } | undefined = await transaction("shop_request_watch")
      .select("last_id")
      .where({ id: "only" })
      .forUpdate()
      .first()
    const after = watch?.last_id ?? "0"
    const newest: { upto?: string | null } | undefined = await transaction("shop_request")
      .where("id", ">", after)
      .whereRaw(`at < now() - interval '${SETTLED_AFTER}'`)
      .max({ upto: "id" })
      .first()
    const upto = newest?.upto
    if (!upto) {
      return []
    }
    const { rows } = await transaction.raw<{ rows: RefusedGroup[] }>(
      `select coalesce(request.shop_id, named.id) as shop_id, request.code, count(*)::int as count,
              max(request.at) as last_at,
              (array_agg(request.error order by request.id desc))[1] as error,
              coalesce((array_agg(distinct shop_order) filter (where shop_order is not null))[1:?], '{}')
                as orders,
              count(*) filter (where shop_order is null)::int as nameless
         from shop_request as request
        cross join lateral (select request.body #>> '{options,shop_order_id}' as shop_order) as own
         left join shop as named on request.shop_id is null and named.api_id = request.api_id
               and named.deleted_at is null
        where request.id > ? and request.id <= ? and request.status >= 400 and request.method = 'POST'
          and request.code <> all(?) and coalesce(request.shop_id, named.id) is not null
        group by 1, 2 order by 1, 2`,
      [MOST_ORDERS_KEPT, after, upto, IGNORED_CODES]
    )
    await transaction("shop_request_watch").where({ id: "only" }).update({ last_id: upto })
    return rows
  }

  /** When a shop's last order came in well; null when none of those that are kept did. */
  async lastAccepted(transaction: Transaction, shopId: string): Promise<Date | null> {
    const row: { at: Date } | undefined = await transaction("shop_request")
      .select("at")
      .where({ shop_id: shopId, method: "POST" })
      .where("status", "<", 400)
      .orderBy("id", "desc")
      .first()
    return row?.at ?? null
  }
}
