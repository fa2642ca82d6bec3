import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { newEntityId } from "../../lib/entity-id"
import { insertRows } from "../../lib/insert-rows"
import { notFound, Problem } from "../../lib/problem"
import type { Transaction } from "../../lib/unit-of-work"
import type { CatalogueRow } from "./types"

/** A row as it is entered or imported; `shop_id` null is for all shops. */
export type NewCatalogueRow = Omit<CatalogueRow, "id" | "updated_at">

export type CatalogueFilter = { q?: string; supplier_id?: string }

/** A key cannot hold nothing, so all shops have a name in the table. */
const ALL_SHOPS = "*"

type StoredRow = Omit<CatalogueRow, "shop_id"> & { shop_id: string }

/** What two rows cannot share. */
export const catalogueKey = ({
  shop_id,
  sku,
  supplier_id,
}: Pick<CatalogueRow, "shop_id" | "sku" | "supplier_id">): string =>
  JSON.stringify([shop_id ?? ALL_SHOPS, sku, supplier_id])

const fromStored = (row: StoredRow): CatalogueRow => ({
  ...row,
  shop_id: row.shop_id === ALL_SHOPS ? null : row.shop_id,
})

const toStored = ({ shop_id, ...row }: NewCatalogueRow) => ({
  ...row,
  shop_id: shop_id ?? ALL_SHOPS,
})

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** What suppliers have: the shops' SKUs with the suppliers' own, costs and stock. */
export class SupplierCatalogue {
  constructor(protected readonly connection: Knex) {}

  /** Whoever has one of these SKUs for one of these shops, or for all; inactive rows too. */
  async find(
    wanted: readonly { shop_id: string; sku: string }[],
    transaction?: Transaction
  ): Promise<CatalogueRow[]> {
    const pairs = new Map<string, { shop_id: string; sku: string }>()
    for (const { shop_id, sku } of wanted) {
      for (const shop of [shop_id, ALL_SHOPS]) {
        pairs.set(JSON.stringify([shop, sku]), { shop_id: shop, sku })
      }
    }
    if (pairs.size === 0) {
      return []
    }
    const result = await (transaction ?? this.connection).raw<{ rows: StoredRow[] }>(
      `select product.id, product.shop_id, product.sku, product.supplier_id, product.supplier_sku,
              product.cost::text as cost, product.cost_currency, product.stock, product.active,
              product.updated_at
         from jsonb_to_recordset(?::jsonb) as wanted (shop_id text, sku text)
         join supplier_product product using (shop_id, sku)`,
      [JSON.stringify([...pairs.values()])]
    )
    return result.rows.map(fromStored)
  }

  /** One page of the catalogue by SKU; `q` is looked for in both SKUs. */
  async list(
    { q, supplier_id }: CatalogueFilter,
    { limit, offset }: { limit: number; offset: number }
  ): Promise<{ rows: CatalogueRow[]; count: number }> {
    const chosen = this.connection("supplier_product")
    if (supplier_id) {
      void chosen.where({ supplier_id })
    }
    const text = q?.trim()
    if (text) {
      const part = `%${escapeLike(text)}%`
      void chosen.where((either) =>
        either.whereILike("sku", part).orWhereILike("supplier_sku", part)
      )
    }
    const [rows, total] = await Promise.all([
      this.#columns(chosen.clone()).orderBy(["sku", "shop_id", "id"]).limit(limit).offset(offset),
      chosen.clone().count({ count: "*" }).first(),
    ])
    return { rows: (rows as StoredRow[]).map(fromStored), count: Number(total?.count ?? 0) }
  }

  /** Every row of these suppliers, for an import that is compared with them. */
  async listForSuppliers(supplierIds: readonly string[]): Promise<CatalogueRow[]> {
    const rows: StoredRow[] = await this.#columns(
      this.connection("supplier_product").whereIn("supplier_id", [...supplierIds])
    )
    return rows.map(fromStored)
  }

  /** @throws Problem 404 */
  async read(id: string): Promise<CatalogueRow> {
    const row: StoredRow | undefined = await this.#columns(
      this.connection("supplier_product").where({ id })
    ).first()
    if (!row) {
      throw notFound("row of the catalogue")
    }
    return fromStored(row)
  }

  /** @returns the new row's id @throws Problem 409 `sku_taken` */
  async create(transaction: Transaction, row: NewCatalogueRow): Promise<string> {
    const id = newEntityId("sprd")
    const [created] = await insertRows(
      transaction,
      "supplier_product",
      [{ id, ...toStored(row), updated_at: new Date() }],
      "on conflict (shop_id, sku, supplier_id) do nothing returning id"
    )
    if (!created) {
      throw taken(row.sku)
    }
    return id
  }

  /** @throws Problem 404, 409 `sku_taken` */
  async update(
    transaction: Transaction,
    id: string,
    changes: Partial<NewCatalogueRow>
  ): Promise<void> {
    const now: StoredRow | undefined = await this.#columns(
      transaction("supplier_product").where({ id }).forUpdate()
    ).first()
    if (!now) {
      throw notFound("row of the catalogue")
    }
    const { id: _id, updated_at: _at, ...row } = { ...fromStored(now), ...changes }
    const stored = toStored(row)
    const other = await transaction("supplier_product")
      .where({ shop_id: stored.shop_id, sku: stored.sku, supplier_id: stored.supplier_id })
      .whereNot({ id })
      .first("id")
    if (other) {
      throw taken(row.sku)
    }
    await transaction("supplier_product")
      .where({ id })
      .update({ ...stored, updated_at: this.connection.fn.now() })
  }

  /** Writes many rows, over those that are there with the same shop, SKU and supplier. */
  async importRows(transaction: Transaction, rows: readonly NewCatalogueRow[]): Promise<void> {
    const now = new Date()
    await insertRows(
      transaction,
      "supplier_product",
      rows.map((row) => ({ id: newEntityId("sprd"), ...toStored(row), updated_at: now })),
      `on conflict (shop_id, sku, supplier_id) do update
          set supplier_sku = excluded.supplier_sku, cost = excluded.cost,
              cost_currency = excluded.cost_currency, stock = excluded.stock,
              active = excluded.active, updated_at = excluded.updated_at`
    )
  }

  /**
   * Takes planned pieces off the stock, where it is counted.
   *
   * @returns false when somebody else has taken too many of them meanwhile; then nothing may be kept
   */
  async takeStock(transaction: Transaction, pieces: ReadonlyMap<string, number>): Promise<boolean> {
    const wanted = [...pieces].map(([id, quantity]) => ({ id, quantity }))
    if (wanted.length === 0) {
      return true
    }
    // Held in the order of their ids: two who take of the same products cannot wait for each other.
    const result = await transaction.raw<{ rows: { enough: boolean }[] }>(
      `with held as materialized (
         select product.id, product.stock, wanted.quantity
           from jsonb_to_recordset(?::jsonb) as wanted (id text, quantity integer)
           join supplier_product product using (id)
          where product.stock is not null
          order by product.id for update of product
       ), less as (
         update supplier_product product set stock = held.stock - held.quantity
           from held where held.id = product.id and held.stock >= held.quantity
       )
       select stock >= quantity as enough from held`,
      [JSON.stringify(wanted)]
    )
    return result.rows.every(({ enough }) => enough)
  }

  /** Puts back what a parcel had taken of the stock: it was never handed over. */
  async giveBackStock(
    transaction: Transaction,
    { shop_id, supplier_id }: { shop_id: string; supplier_id: string },
    lines: readonly { sku: string; quantity: number }[]
  ): Promise<void> {
    await transaction.raw(
      `with given as (
         select sku, sum(quantity)::integer as quantity
           from jsonb_to_recordset(?::jsonb) as line (sku text, quantity integer) group by sku
       ), chosen as (
         select distinct on (product.sku) product.id, given.quantity
           from supplier_product product join given using (sku)
          where product.supplier_id = ? and product.shop_id in (?, ?)
          order by product.sku, product.shop_id = ?
       )
       update supplier_product product set stock = stock + chosen.quantity
         from chosen where chosen.id = product.id and product.stock is not null`,
      [JSON.stringify(lines), supplier_id, shop_id, ALL_SHOPS, ALL_SHOPS]
    )
  }

  #columns(query: Knex.QueryBuilder): Knex.QueryBuilder {
    return query.select(
      "id",
      "shop_id",
      "sku",
      "supplier_id",
      "supplier_sku",
      this.connection.raw("cost::text as cost"),
      "cost_currency",
      "stock",
      "active",
      "updated_at"
    )
  }
}

const taken = (sku: string): Problem =>
  new Problem(409, "sku_taken", `This supplier's catalogue has ${sku} for these shops already.`)
