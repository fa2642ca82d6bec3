import { isCurrency, parseDecimal } from "../../lib/money"
import type { FieldFault } from "../../lib/problem"
import type { NewCatalogueRow } from "./catalogue"

/** As many decimal places of a cost as the table keeps. */
const COST_PLACES = 4
const MOST_STOCK = 100_000_000

/** What rows of the catalogue may name. */
export type CatalogueWorld = { supplierIds: readonly string[]; shopIds: readonly string[] }

/** Everything in a row that cannot be meant, by field; empty when it can be kept. Pure. */
export const catalogueRowFaults = (
  row: NewCatalogueRow,
  { supplierIds, shopIds }: CatalogueWorld
): FieldFault[] => {
  const { sku, supplier_sku, supplier_id, shop_id, cost, cost_currency, stock } = row
  const faults: FieldFault[] = []
  const fault = (path: string, message: string): void => void faults.push({ path, message })
  if (sku.trim() === "") {
    fault("sku", "Say which SKU of the shop this is.")
  }
  if (supplier_sku.trim() === "") {
    fault("supplier_sku", "Say what the supplier calls it.")
  }
  if (!supplierIds.includes(supplier_id)) {
    fault("supplier_id", "There is no such supplier.")
  }
  if (shop_id !== null && !shopIds.includes(shop_id)) {
    fault("shop_id", "There is no such shop.")
  }
  if (cost !== null) {
    const units = parseDecimal(cost, COST_PLACES)
    if (units === undefined || units < 0n) {
      fault("cost", "A cost is a number with up to four decimal places.")
    }
    if (cost_currency === null) {
      fault("cost_currency", "Say in which currency the cost is.")
    }
  }
  if (cost_currency !== null && !isCurrency(cost_currency)) {
    fault("cost_currency", `${cost_currency} is not a currency.`)
  }
  if (stock !== null && (!Number.isInteger(stock) || Math.abs(stock) > MOST_STOCK)) {
    fault("stock", "Stock is a whole number of pieces, or empty when the supplier does not say.")
  }
  return faults
}
