import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { BookedLine, LedgerAccount } from "./types"

/** Whose books: of one shop, of one processor account, or all. */
export type LedgerFilter = { shop_id?: string; account_id?: string }

/** The sum of one book at a moment. */
export type LedgerSum = {
  shop_id: string
  account_id: string
  currency: string
  account: LedgerAccount
  amount: string
  amount_usd: string
}

const DAY_MS = 24 * 60 * 60 * 1000

const startOfDay = (at: Date): Date => new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS)

/** The conditions of a filter, on the columns that entries and their tally have in common. */
const conditionsOf = ({ shop_id, account_id }: LedgerFilter) => ({
  sql: `${shop_id ? " and shop_id = ?" : ""}${account_id ? " and account_id = ?" : ""}`,
  values: [shop_id, account_id].filter((value) => value !== undefined),
})

/**
 * The sums of all books of everything before a moment: whole months and then whole days from the
 * tally, the moment's own day from the lines themselves. Exact, and its cost does not grow with the
 * number of orders.
 */
export const sumsBefore = async (
  connection: Knex,
  moment: Date,
  filter: LedgerFilter
): Promise<LedgerSum[]> => {
  const day = startOfDay(moment)
  const date = day.toISOString().slice(0, 10)
  const month = `${date.slice(0, 7)}-01`
  const { sql, values } = conditionsOf(filter)
  const columns = "shop_id, account_id, currency, account, amount, amount_usd"
  const { rows } = await connection.raw<{ rows: LedgerSum[] }>(
    `select shop_id, account_id, currency, account,
            sum(amount)::text as amount, sum(amount_usd)::text as amount_usd
       from (
         select ${columns} from ledger_tally
          where period = 'month' and starts_on < ?::date ${sql}
         union all
         select ${columns} from ledger_tally
          where period = 'day' and starts_on >= ?::date and starts_on < ?::date ${sql}
         union all
         select ${columns}
           from ledger_entry entry join ledger_line line on line.entry_id = entry.id
          where entry.at >= ? and entry.at < ? ${sql}
       ) as books
      group by 1, 2, 3, 4 having sum(amount) <> 0 or sum(amount_usd) <> 0
      order by 1, 2, 3, 4`,
    [month, ...values, month, date, ...values, day, moment, ...values]
  )
  return rows
}

const LINE = `
  entry.id as entry_id, entry.cause_type, entry.cause_id, entry.fact_kind, entry.crm_order_id,
  entry.account_id, entry.shop_id, entry.at, line.account, line.currency,
  line.amount::text as amount, line.usd_per_unit::text as usd_per_unit,
  line.amount_usd::text as amount_usd`

/** The lines of an order in the order in which the money moved. */
export const linesOfOrder = async (connection: Knex, crmOrderId: string): Promise<BookedLine[]> => {
  const { rows } = await connection.raw<{ rows: BookedLine[] }>(
    `select ${LINE} from ledger_entry entry join ledger_line line on line.entry_id = entry.id
      where entry.crm_order_id = ? order by entry.at, entry.id, line.position`,
    [crmOrderId]
  )
  return rows
}

/** The lines of an order that the transaction itself has written. */
export const linesWithin = async (transaction: Knex, crmOrderId: string): Promise<BookedLine[]> => {
  const { rows } = await transaction.raw<{ rows: BookedLine[] }>(
    `select ${LINE} from ledger_entry entry join ledger_line line on line.entry_id = entry.id
      where entry.crm_order_id = ? and entry.xmin = pg_current_xact_id()::xid
      order by entry.at, entry.id, line.position`,
    [crmOrderId]
  )
  return rows
}

export type LineRange = LedgerFilter & {
  from: Date | null
  /** Exclusive. */
  to: Date
}

/** Entries of one page of an export. */
const PAGE = 2_000

/** All lines of a range by time, a page at a time, so that an export of any length needs no memory. */
export async function* eachLine(
  connection: Knex,
  { from, to, ...filter }: LineRange
): AsyncGenerator<BookedLine[]> {
  const { sql, values } = conditionsOf(filter)
  let after: { at: Date | string; id: string } = { at: from ?? "-infinity", id: "" }
  for (;;) {
    // Whole entries, and microseconds that a Date would lose: the place to go on is PostgreSQL's text.
    const { rows } = await connection.raw<{ rows: (BookedLine & { place: string })[] }>(
      `select ${LINE}, entry.at::text as place
         from (select * from ledger_entry
                where (at, id) > (?::timestamptz, ?) and at < ? ${sql}
                order by at, id limit ?) entry
         join ledger_line line on line.entry_id = entry.id
        order by entry.at, entry.id, line.position`,
      [after.at, after.id, to, ...values, PAGE]
    )
    const last = rows.at(-1)
    if (!last) {
      return
    }
    yield rows
    after = { at: last.place, id: last.entry_id }
  }
}

/** Adds up what belongs together. Two at once cannot count a row twice: each sums what it deleted. */
export const compactLedgerTally = async (connection: Knex): Promise<void> => {
  const group = "period, starts_on, shop_id, account_id, currency, account"
  await connection.raw(`
    with scattered as (
      select ${group} from ledger_tally group by 1, 2, 3, 4, 5, 6 having count(*) > 1
    ), taken as (
      delete from ledger_tally as tally using scattered
       where (tally.period, tally.starts_on, tally.shop_id, tally.account_id, tally.currency,
              tally.account) =
         (scattered.period, scattered.starts_on, scattered.shop_id, scattered.account_id,
          scattered.currency, scattered.account)
      returning tally.*
    )
    insert into ledger_tally
    select ${group}, sum(amount), sum(amount_usd) from taken group by 1, 2, 3, 4, 5, 6`)
}
