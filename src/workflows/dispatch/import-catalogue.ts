import type { MedusaContainer } from "@medusajs/framework/types"
import { unitOfWork } from "../../lib/unit-of-work"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import { catalogueKey, type NewCatalogueRow } from "../../modules/dispatch/catalogue"
import { catalogueRowFaults } from "../../modules/dispatch/catalogue-row"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { CatalogueRow } from "../../modules/dispatch/types"
import { shopNames } from "../order/queries/names"
import { readCatalogueFile, type CatalogueFileRow } from "./read-catalogue-file"
import type { ImportFile } from "./read-tracking-file"

/** Rows that are written with one statement. */
const CHUNK = 5_000

/** As many rows of a preview as a person looks at; the numbers count all. */
const MOST_SHOWN = 200

export type ImportCatalogueInput = {
  file: ImportFile
  /** Whose catalogue it is, where the file has no column for it. */
  supplier_id: string | null
  preview: boolean
}

export type CatalogueDifference = {
  line: number
  what: "new" | "changed"
  row: NewCatalogueRow
  before: CatalogueRow | null
}

const FIELDS = ["supplier_sku", "cost", "cost_currency", "stock", "active"] as const

const plainCost = (cost: string | null): string | null =>
  cost?.includes(".") ? cost.replace(/\.?0+$/, "") : cost

const isSame = (row: NewCatalogueRow, before: CatalogueRow): boolean =>
  FIELDS.every((field) =>
    field === "cost" ? plainCost(row.cost) === plainCost(before.cost) : row[field] === before[field]
  )

type Sorted = {
  differences: CatalogueDifference[]
  unchanged: number
  bad: { line: number; fault: string }[]
}

const sortOut = (
  rows: readonly CatalogueFileRow[],
  existing: readonly CatalogueRow[],
  world: { supplierIds: readonly string[]; shopIds: readonly string[] }
): Sorted => {
  const known = new Map(existing.map((row) => [catalogueKey(row), row]))
  const seen = new Map<string, number>()
  const sorted: Sorted = { differences: [], unchanged: 0, bad: [] }
  for (const { line, row, fault } of rows) {
    const faults =
      fault ??
      catalogueRowFaults(row, world)
        .map(({ message }) => message)
        .join(" ")
    if (faults) {
      sorted.bad.push({ line, fault: faults })
      continue
    }
    const key = catalogueKey(row)
    const twice = seen.get(key)
    if (twice !== undefined) {
      sorted.bad.push({ line, fault: `${row.sku} stands in line ${twice} already.` })
      continue
    }
    seen.set(key, line)
    const before = known.get(key) ?? null
    if (before && isSame(row, before)) {
      sorted.unchanged += 1
    } else {
      sorted.differences.push({ line, what: before ? "changed" : "new", row, before })
    }
  }
  return sorted
}

/**
 * Takes a catalogue in, or with `preview` only says what would become of it: what is new, what differs
 * from what is known, and which rows cannot be used. Rows that are not in the file stay as they are.
 *
 * @throws Problem 422 `unreadable_file`, `no_headings`, `too_many_rows`
 */
export const importCatalogue = async (
  container: MedusaContainer,
  { file, supplier_id, preview }: ImportCatalogueInput
) => {
  const { suppliers, catalogue }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const [known, shops] = await Promise.all([suppliers.list(), shopNames(container)])
  const rows = await readCatalogueFile(file, {
    supplier_id,
    suppliers: new Map(
      known.flatMap(({ id, name }) => [
        [name.toLowerCase(), id],
        [id.toLowerCase(), id],
      ])
    ),
    shops: new Map(
      [...shops].flatMap(([id, name]) => [
        [name.toLowerCase(), id],
        [id.toLowerCase(), id],
      ])
    ),
  })
  const named = [...new Set(rows.map(({ row }) => row.supplier_id))].filter(Boolean)
  const sorted = sortOut(rows, await catalogue.listForSuppliers(named), {
    supplierIds: known.map(({ id }) => id),
    shopIds: [...shops.keys()],
  })
  const { differences, unchanged, bad } = sorted
  if (!preview) {
    await unitOfWork(container, async (transaction) => {
      for (let from = 0; from < differences.length; from += CHUNK) {
        const chunk = differences.slice(from, from + CHUNK)
        await catalogue.importRows(
          transaction,
          chunk.map(({ row }) => row)
        )
      }
    })
  }
  return {
    total: rows.length,
    new: differences.filter(({ what }) => what === "new").length,
    changed: differences.filter(({ what }) => what === "changed").length,
    unchanged,
    bad_count: bad.length,
    bad: bad.slice(0, MOST_SHOWN),
    rows: differences.slice(0, MOST_SHOWN),
  }
}
