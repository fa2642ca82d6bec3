import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import type { CatalogueIndex } from "../../../modules/dispatch/plan-shipments"
import { chosenOrders, type OrderChoice } from "../chosen-orders"
import { decideDispatch, readCatalogueFor, readTerms, type Decision } from "../decide-dispatch"
import { readOrdersToShip } from "../orders-to-ship"

const CHUNK = 500

/** As many reasons as a person reads; the rest is a number. */
const MOST_SHOWN = 200

type Totals = { parcels: number; orders: number }

/**
 * What sending these orders would do: the same plan, without writing anything. Stock is used up from
 * order to order as it would be.
 */
export const previewDispatch = async (container: MedusaContainer, choice: OrderChoice) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const [ids, terms] = await Promise.all([chosenOrders(container, choice), readTerms(container)])
  const bySupplier = new Map<string, Totals>()
  const stays: Extract<Decision, { kind: "stays" }>[] = []
  let already = 0
  let known: CatalogueIndex | undefined
  for (let from = 0; from < ids.length; from += CHUNK) {
    const chunk = ids.slice(from, from + CHUNK)
    const states = await orders.readStates(chunk)
    // Rows that an earlier chunk has read keep what is left of their stock.
    const toShip = await readOrdersToShip(container, chunk)
    const read = await readCatalogueFor(container, toShip.values())
    known = known ? known.with(read) : read
    const decisions = await decideDispatch(
      container,
      chunk.flatMap((id) => states.get(id) ?? []),
      terms,
      { known }
    )
    for (const decision of decisions) {
      if (decision.kind === "stays") {
        stays.push(decision)
      } else if (decision.kind === "already") {
        already += 1
      } else {
        for (const { supplier_id } of decision.parcels) {
          const own = bySupplier.get(supplier_id) ?? { parcels: 0, orders: 0 }
          bySupplier.set(supplier_id, { parcels: own.parcels + 1, orders: own.orders + 1 })
        }
      }
    }
  }
  const shown = stays.slice(0, MOST_SHOWN)
  const displayIds = await orders.displayIds(shown.map(({ order }) => order.id))
  return {
    total: ids.length,
    already,
    goes: [...bySupplier]
      .map(([id, totals]) => ({
        supplier: { id, name: terms.suppliers.get(id)?.name ?? id },
        ...totals,
      }))
      .sort((one, other) => one.supplier.name.localeCompare(other.supplier.name, "en")),
    stays_count: stays.length,
    stays: shown.map(({ order, code, why, refusals, country }) => ({
      order: { id: order.id, display_id: displayIds.get(order.id) ?? null, status: order.status },
      code,
      why,
      lines: refusals,
      country,
    })),
  }
}
