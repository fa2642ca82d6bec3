import type { MedusaContainer } from "@medusajs/framework/types"
import { Problem } from "../../lib/problem"
import { unitOfWork } from "../../lib/unit-of-work"
import { ATTENTION_MODULE } from "../../modules/attention"
import type AttentionModuleService from "../../modules/attention/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type { NewCatalogueRow } from "../../modules/dispatch/catalogue"
import { catalogueRowFaults } from "../../modules/dispatch/catalogue-row"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { CatalogueRow } from "../../modules/dispatch/types"
import { shopNames } from "../order/queries/names"

/** As many waiting orders as are offered to be sent at once. */
const MOST_WAITING = 1_000

export type SavedCatalogueRow = {
  row: CatalogueRow
  /** Orders that wait because nobody shipped this SKU: they can be sent now. */
  waiting_orders: string[]
}

const waitingFor = async (container: MedusaContainer, sku: string): Promise<string[]> => {
  const attention: AttentionModuleService = container.resolve(ATTENTION_MODULE)
  return attention.listOpenOrdersAbout("dispatch_unknown_sku", "skus", sku, MOST_WAITING)
}

/**
 * Keeps a row of the catalogue, a new one or (with `id`) one that is there.
 *
 * @throws Problem 404, 409 `sku_taken`, 422 `wrong_row` naming every fault
 */
export const saveCatalogueRow = async (
  container: MedusaContainer,
  row: NewCatalogueRow,
  id?: string
): Promise<SavedCatalogueRow> => {
  const { suppliers, catalogue }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const [known, shops] = await Promise.all([suppliers.list(), shopNames(container)])
  const fields = catalogueRowFaults(row, {
    supplierIds: known.map((supplier) => supplier.id),
    shopIds: [...shops.keys()],
  })
  if (fields.length > 0) {
    throw new Problem(422, "wrong_row", "This row cannot be kept.", { fields })
  }
  const saved = await unitOfWork(container, async (transaction) => {
    if (id === undefined) {
      return catalogue.create(transaction, row)
    }
    await catalogue.update(transaction, id, row)
    return id
  })
  return {
    row: await catalogue.read(saved),
    waiting_orders: row.active ? await waitingFor(container, row.sku) : [],
  }
}
