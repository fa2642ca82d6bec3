import type { MedusaContainer } from "@medusajs/framework/types"
import { DISPATCH_MODULE } from "../../../modules/dispatch"
import type { CatalogueFilter } from "../../../modules/dispatch/catalogue"
import type DispatchModuleService from "../../../modules/dispatch/service"
import { shopNames } from "../../order/queries/names"

/** A page of the suppliers' catalogue, with the names of suppliers and shops. */
export const listCatalogue = async (
  container: MedusaContainer,
  filter: CatalogueFilter,
  page: { limit: number; offset: number }
) => {
  const { catalogue, suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const [{ rows, count }, known, shops] = await Promise.all([
    catalogue.list(filter, page),
    suppliers.list(),
    shopNames(container),
  ])
  const names = new Map(known.map(({ id, name }) => [id, name]))
  return {
    rows: rows.map(({ supplier_id, shop_id, ...row }) => ({
      ...row,
      supplier: { id: supplier_id, name: names.get(supplier_id) ?? supplier_id },
      shop: shop_id === null ? null : { id: shop_id, name: shops.get(shop_id) ?? shop_id },
    })),
    count,
  }
}
