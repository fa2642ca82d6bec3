import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { exactUsd } from "../ledger/amounts"
import { piecesOf, type Grain, type Piece } from "./pieces"
import { FIGURES, type Figure, type Figures, type Share, type Span, type Sums } from "./types"

/** The shop under which the sums of all shops are kept. */
const ALL_SHOPS = ""

const SHARE_GRAINS: readonly Grain[] = ["quarter", "day", "month"]

type Row = {
  source: "total" | "share" | "change"
  /** Which span; null of a share or a change. */
  place: number | null
  starts_at: Date | null
  figure: Figure
  key: string
  count: string
  usd: string
}

const PIECES = "unnest(?::integer[], ?::text[], ?::timestamptz[], ?::timestamptz[])"

/** An aggregate per piece, so that PostgreSQL looks each of them up in the index and never scans. */
const READ = `
  select 'total' as source, wanted.place, null::timestamptz as starts_at, found.figure, '' as key,
         sum(found.count)::text as count, sum(found.usd)::text as usd
    from ${PIECES} as wanted (place, grain, from_at, to_at)
         cross join lateral (
           select figure, sum(count) as count, sum(usd) as usd from sales_report_total
            where shop_id = ? and grain = wanted.grain
              and starts_at >= wanted.from_at and starts_at < wanted.to_at
            group by figure) found
   group by wanted.place, found.figure
  union all
  select 'share', null, null, found.figure, found.key, sum(found.count)::text, sum(found.usd)::text
    from ${PIECES} as wanted (place, grain, from_at, to_at)
         cross join lateral (
           select figure, key, sum(count) as count, sum(usd) as usd from sales_report_share
            where shop_id = ? and grain = wanted.grain
              and starts_at >= wanted.from_at and starts_at < wanted.to_at
            group by figure, key) found
   group by found.figure, found.key
  union all
  select 'change', null, starts_at, figure, key, sum(count)::text, sum(usd)::text
    from sales_report_change where (? or shop_id = ?)
   group by starts_at, figure, key`

const parameters = (
  pieces: readonly (Piece & { place: number })[]
): (number[] | string[] | Date[])[] => [
  pieces.map(({ place }) => place),
  pieces.map(({ grain }) => grain),
  pieces.map(({ from }) => from),
  pieces.map(({ to }) => to),
]

const noSums = (): Sums => {
  const sums = FIGURES.map((figure) => [figure, { count: 0, usd: 0n }] as const)
  return Object.fromEntries(sums) as Sums
}

const lies = (at: Date, { from, to }: Span): boolean => at >= from && at < to

/**
 * The figures of spans, and the shares of one of them, of a shop or of all: what is folded, and what has
 * been added since, in one look at the database.
 */
export const readFigures = async (
  connection: Knex,
  shopId: string | null,
  spans: readonly Span[],
  shared: Span
): Promise<Figures> => {
  const pieces = spans.flatMap((span, place) =>
    piecesOf(span).map((piece) => ({ ...piece, place }))
  )
  const sharePieces = piecesOf(shared, SHARE_GRAINS).map((piece) => ({ ...piece, place: 0 }))
  const shop = shopId ?? ALL_SHOPS
  const { rows } = await connection.raw<{ rows: Row[] }>(READ, [
    ...parameters(pieces),
    shop,
    ...parameters(sharePieces),
    shop,
    shopId === null,
    shop,
  ])
  const sums = spans.map(noSums)
  const shares = new Map<string, Share>()
  const addShare = (figure: Figure, key: string, count: number, usd: bigint): void => {
    const name = `${figure} ${key}`
    const share = shares.get(name) ?? { figure, key, count: 0, usd: 0n }
    shares.set(name, { ...share, count: share.count + count, usd: share.usd + usd })
  }
  for (const { source, place, starts_at, figure, key, count, usd } of rows) {
    const amount = exactUsd(usd)
    if (source === "share") {
      addShare(figure, key, Number(count), amount)
    }
    const counted =
      source === "total"
        ? [sums[place ?? 0]]
        : sums.filter((_, index) => starts_at && lies(starts_at, spans[index]))
    for (const sum of counted) {
      sum[figure].count += Number(count)
      sum[figure].usd += amount
    }
    if (source === "change" && key && starts_at && lies(starts_at, shared)) {
      addShare(figure, key, Number(count), amount)
    }
  }
  return { sums, shares: [...shares.values()] }
}

/** The first quarter of an hour that any figure is of; null when there are none. */
export const readBeginning = async (
  connection: Knex,
  shopId: string | null
): Promise<Date | null> => {
  const shop = shopId ?? ALL_SHOPS
  const { rows } = await connection.raw<{ rows: { beginning: Date | null }[] }>(
    `select least(
       (select min(starts_at) from sales_report_total where shop_id = ? and grain = 'quarter'),
       (select min(starts_at) from sales_report_change where (? or shop_id = ?))) as beginning`,
    [shop, shopId === null, shop]
  )
  return rows[0].beginning
}
