import { Problem } from "../../lib/problem"
import type { NewCatalogueRow } from "../../modules/dispatch/catalogue"
import { readTable, type ImportFile } from "./read-tracking-file"

/** More than any supplier has. */
export const MOST_CATALOGUE_ROWS = 200_000

type Column =
  "sku" | "supplier_sku" | "supplier" | "shop" | "cost" | "cost_currency" | "stock" | "active"

/** What columns are called, letters only: by us, by people, in two languages. */
const HEADINGS: Record<Column, readonly string[]> = {
  sku: ["sku", "shopsku", "oursku", "артикул", "артикулмагазина", "нашартикул"],
  supplier_sku: [
    "suppliersku",
    "suppliercode",
    "theirsku",
    "vendorsku",
    "артикулпоставщика",
    "кодпоставщика",
  ],
  supplier: ["supplier", "supplierid", "vendor", "поставщик"],
  shop: ["shop", "shopid", "store", "магазин"],
  cost: ["cost", "price", "unitcost", "цена", "стоимость", "себестоимость"],
  cost_currency: ["currency", "costcurrency", "валюта"],
  stock: ["stock", "quantity", "qty", "available", "остаток", "количество", "наличие"],
  active: ["active", "enabled", "использовать", "активен", "активно"],
}

const COLUMNS = Object.keys(HEADINGS) as Column[]

const NO: readonly string[] = ["no", "false", "0", "off", "нет", "-"]

const plain = (cell: string): string => cell.toLowerCase().replace(/[^\p{L}]/gu, "")

export type CatalogueFileRow = {
  line: number
  row: NewCatalogueRow
  /** What is wrong with a cell that cannot be read at all. */
  fault: string | null
}

/** Who and where, as people write it. */
export type CatalogueNames = {
  /** Of the file as a whole, where it has no column for it. */
  supplier_id: string | null
  /** Ids by name and by id, in lower case. */
  suppliers: ReadonlyMap<string, string>
  shops: ReadonlyMap<string, string>
}

/** "1 234,50" and "1,234.50" are the same number; null for an empty cell, undefined for no number. */
const decimalOf = (cell: string): string | null | undefined => {
  const text = cell.replace(/[\s\u00a0]/g, "")
  if (text === "") {
    return null
  }
  const last = Math.max(text.lastIndexOf(","), text.lastIndexOf("."))
  const isThousands = last >= 0 && text.indexOf(text[last]) !== last
  const whole = last < 0 || isThousands ? text : text.slice(0, last)
  const fraction = last < 0 || isThousands ? "" : `.${text.slice(last + 1)}`
  const number = `${whole.replace(/[.,]/g, "")}${fraction}`
  return /^-?\d+(\.\d+)?$/.test(number) ? number : undefined
}

const columnsOf = (cells: readonly string[]): Map<Column, number> => {
  const found = new Map<Column, number>()
  cells.forEach((cell, index) => {
    const column = COLUMNS.find((one) => HEADINGS[one].includes(plain(cell)))
    if (column && !found.has(column)) {
      found.set(column, index)
    }
  })
  return found
}

const readRow = (
  cells: readonly string[],
  columns: ReadonlyMap<Column, number>,
  { supplier_id, suppliers, shops }: CatalogueNames
): Omit<CatalogueFileRow, "line"> => {
  const cell = (column: Column): string =>
    (cells[columns.get(column) ?? -1] ?? "").replaceAll("\u0000", "").trim().slice(0, 300)
  const named = cell("supplier")
  const supplier = named ? suppliers.get(named.toLowerCase()) : (supplier_id ?? undefined)
  const shopName = cell("shop")
  const shop = shopName && shopName !== "*" ? shops.get(shopName.toLowerCase()) : null
  const cost = decimalOf(cell("cost"))
  const stock = decimalOf(cell("stock"))
  const currency = cell("cost_currency").toUpperCase()
  const faults = [
    supplier === undefined
      ? named
        ? `There is no supplier ${named}.`
        : "It is not said which supplier this is."
      : null,
    shop === undefined ? `There is no shop ${shopName}.` : null,
    cost === undefined ? `The cost ${cell("cost")} is no number.` : null,
    stock === undefined ? `The stock ${cell("stock")} is no number.` : null,
  ].filter((fault) => fault !== null)
  const active = cell("active").toLowerCase()
  return {
    row: {
      shop_id: shop ?? null,
      sku: cell("sku"),
      supplier_id: supplier ?? "",
      supplier_sku: cell("supplier_sku") || cell("sku"),
      cost: cost ?? null,
      cost_currency: cost === null || cost === undefined ? null : currency || null,
      stock: stock === null || stock === undefined ? null : Number(stock),
      active: active === "" || !NO.includes(active),
    },
    fault: faults.length > 0 ? faults.join(" ") : null,
  }
}

/**
 * Reads a catalogue from a spreadsheet or a CSV file in any usual encoding. Columns are found by their
 * headings: sku, supplier_sku, supplier, shop, cost, currency, stock, active; only sku is needed.
 *
 * @throws Problem 422 `unreadable_file`, `no_headings`, `too_many_rows`
 */
export const readCatalogueFile = async (
  file: ImportFile,
  names: CatalogueNames
): Promise<CatalogueFileRow[]> => {
  const table = await readTable(file)
  const columns = columnsOf(table[0]?.cells ?? [])
  if (!columns.has("sku")) {
    throw new Problem(
      422,
      "no_headings",
      "The first line must name the columns: sku, supplier_sku, supplier, cost, currency, stock."
    )
  }
  const rows = table.slice(1)
  if (rows.length > MOST_CATALOGUE_ROWS) {
    throw new Problem(422, "too_many_rows", "More than 200,000 rows: split the file.")
  }
  return rows.map(({ line, cells }) => ({ line, ...readRow(cells, columns, names) }))
}
