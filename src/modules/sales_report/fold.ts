import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Difference } from "./types"

/** Changes that one transaction folds. */
const BATCH = 20_000

/** Folding and rebuilding wait for each other; nobody else does. Taken before the snapshot is. */
const HOLD = "lock table sales_report_total in share update exclusive mode"

const FOLD = `
  with taken as (
    delete from sales_report_change
     where ctid = any(array(select ctid from sales_report_change limit ${BATCH}))
    returning *
  ), changed as materialized (
    select figure, starts_at, shop_id, key, sum(count) as count, sum(usd) as usd from taken
     group by 1, 2, 3, 4 having sum(count) <> 0 or sum(usd) <> 0
  ), parts as materialized (
    select shops.id as shop_id, grains.grain, grains.at as starts_at, figure, key, count, usd
      from changed
           cross join lateral (values
             ('quarter', starts_at), ('hour', date_trunc('hour', starts_at, 'UTC')),
             ('day', date_trunc('day', starts_at, 'UTC')),
             ('month', date_trunc('month', starts_at, 'UTC'))) as grains (grain, at)
           cross join lateral (values (shop_id), ('')) as shops (id)
  ), totals as (
    insert into sales_report_total as kept (shop_id, grain, starts_at, figure, count, usd)
    select shop_id, grain, starts_at, figure, sum(count), sum(usd) from parts group by 1, 2, 3, 4
    on conflict (shop_id, grain, starts_at, figure)
      do update set count = kept.count + excluded.count, usd = kept.usd + excluded.usd
  ), shares as (
    insert into sales_report_share as kept (shop_id, grain, starts_at, figure, key, count, usd)
    select shop_id, grain, starts_at, figure, key, sum(count), sum(usd) from parts
     where key <> '' and grain <> 'hour' group by 1, 2, 3, 4, 5
    on conflict (shop_id, grain, starts_at, figure, key)
      do update set count = kept.count + excluded.count, usd = kept.usd + excluded.usd
  )
  select count(*)::integer as folded from taken`

/** Folds what has been added since into the sums. Killed at any moment it has lost nothing. */
export const foldChanges = async (connection: Knex): Promise<void> => {
  let folded = BATCH
  while (folded === BATCH) {
    folded = await connection.transaction(async (transaction) => {
      await transaction.raw(HOLD)
      const { rows } = await transaction.raw<{ rows: { folded: number }[] }>(FOLD)
      return rows[0].folded
    })
  }
}

/**
 * Makes all figures anew from the orders, the books and the attempts, while servers run: what changes
 * meanwhile leaves its rows behind the snapshot, and they are folded afterwards.
 */
export const rebuildFigures = async (connection: Knex): Promise<void> => {
  await connection.transaction(
    async (transaction) => {
      await transaction.raw(HOLD)
      await transaction.raw("select sales_report_fill()")
    },
    { isolationLevel: "repeatable read" }
  )
}

/**
 * Compares, at one moment, every quarter of an hour with what the orders, the books and the attempts say
 * of it, and every coarser sum with its quarters.
 *
 * @returns the first differences, at most `limit`
 */
export const findDifferences = async (connection: Knex, limit: number): Promise<Difference[]> => {
  const { rows } = await connection.raw<{
    rows: (Omit<Difference, "kept" | "counted"> & {
      kept_count: string
      kept_usd: string
      counted_count: string
      counted_usd: string
    })[]
  }>(
    `with counted as (
       select figure, starts_at, shop_id, key, sum(count) as count, sum(usd) as usd
         from sales_report_source group by 1, 2, 3, 4
     ), changes as (
       select figure, starts_at, shop_id, key, sum(count) as count, sum(usd) as usd
         from sales_report_change group by 1, 2, 3, 4
     ), parts as (
       -- Quarters by key against the facts; what has no key is only in the totals.
       select 'quarter' as grain, figure, starts_at, shop_id, key,
              count as kept_count, usd as kept_usd, 0::numeric as count, 0::numeric as usd
         from sales_report_share where grain = 'quarter' and shop_id <> ''
       union all
       select 'quarter', figure, starts_at, shop_id, '', count, usd, 0, 0
         from sales_report_total where grain = 'quarter' and shop_id <> ''
       union all
       select 'quarter', figure, starts_at, shop_id, shown.key, count, usd, 0, 0
         from changes cross join lateral (select distinct k from (values (key), ('')) as v (k)) as shown (key)
       union all
       select 'quarter', figure, starts_at, shop_id, shown.key, 0, 0, count, usd
         from counted cross join lateral (select distinct k from (values (key), ('')) as v (k)) as shown (key)
       union all
       -- Which orders money went back on, archived ones too.
       select 'orders of', fact, date_bin('15 minutes', at, '2000-01-01Z'::timestamptz), shop_id, '',
              1, 0, 0, 0 from sales_report_money_back
       union all
       select 'orders of', figure, starts_at, shop_id, '', 0, 0, 1, 0 from sales_report_fact
        where figure in ('refund', 'chargeback')
          and exists (select from crm_order where id = crm_order_id)
       union all
       -- Coarser sums, and those of all shops, against the quarters of the shops.
       select grain, figure, starts_at, shop_id, key, count, usd, 0, 0
         from sales_report_share where grain <> 'quarter' or shop_id = ''
       union all
       select grains.grain, figure, grains.at, shops.id, key, 0, 0, count, usd
         from sales_report_share share
              cross join lateral (values ('quarter', starts_at),
                ('day', date_trunc('day', starts_at, 'UTC')),
                ('month', date_trunc('month', starts_at, 'UTC'))) as grains (grain, at)
              cross join lateral (values (shop_id), ('')) as shops (id)
        where share.grain = 'quarter' and shop_id <> ''
          and (grains.grain <> 'quarter' or shops.id = '')
       union all
       select 'total ' || grain, figure, starts_at, shop_id, '', count, usd, 0, 0
         from sales_report_total where grain <> 'quarter' or shop_id = ''
       union all
       select 'total ' || grains.grain, figure, grains.at, shops.id, '', 0, 0, count, usd
         from sales_report_total total
              cross join lateral (values ('quarter', starts_at),
                ('hour', date_trunc('hour', starts_at, 'UTC')),
                ('day', date_trunc('day', starts_at, 'UTC')),
                ('month', date_trunc('month', starts_at, 'UTC'))) as grains (grain, at)
              cross join lateral (values (shop_id), ('')) as shops (id)
        where total.grain = 'quarter' and shop_id <> ''
          and (grains.grain <> 'quarter' or shops.id = '')
     )
     select grain || ' ' || figure as figure, to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as starts_at,
            shop_id, key, sum(kept_count)::text as kept_count, sum(kept_usd)::text as kept_usd,
            sum(count)::text as counted_count, sum(usd)::text as counted_usd
       from parts group by parts.grain, parts.figure, parts.starts_at, shop_id, key
     having sum(kept_count) <> sum(count) or sum(kept_usd) <> sum(usd)
      order by 1, 2, 3, 4 limit ?`,
    [limit]
  )
  return rows.map(({ kept_count, kept_usd, counted_count, counted_usd, ...rest }) => ({
    ...rest,
    kept: { count: kept_count, usd: kept_usd },
    counted: { count: counted_count, usd: counted_usd },
  }))
}
