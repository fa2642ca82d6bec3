import type { MedusaContainer } from "@medusajs/framework/types"
import { insertTogether } from "../../lib/insert-rows"
import type { Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type { EventActor, NewOrderEvent } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { NewShipment } from "../../modules/dispatch/shipments"
import { raiseOnOrders, resolveOnOrders } from "../attention/order-attention"
import type { Decision, DispatchTerms } from "./decide-dispatch"
import { queueHandOver } from "./queue-jobs"

/** Somebody else has taken the stock that was planned with: nothing may be kept, all is planned anew. */
export class StockGone extends Error {}

/** How often a plan is made anew because of that; between two tries others have got on. */
const MOST_PLANS = 5

/** Makes plans until one of them finds the stock that it was made for. */
export const untilStockSuffices = async <Result>(plan: () => Promise<Result>): Promise<Result> => {
  for (let count = 1; ; count += 1) {
    try {
      return await plan()
    } catch (error) {
      if (!(error instanceof StockGone) || count === MOST_PLANS) {
        throw error
      }
    }
  }
}

export type WrittenBy = { actor: EventActor; cause: string | null }

const plannedEvent = (
  shipment: NewShipment,
  terms: DispatchTerms,
  { actor, cause }: WrittenBy,
  replaces: string | null
): NewOrderEvent => ({
  crm_order_id: shipment.crm_order_id,
  kind: "shipment.planned",
  actor,
  cause,
  data: {
    shipment_id: shipment.id,
    number: shipment.number,
    supplier: terms.suppliers.get(shipment.supplier_id)?.name ?? shipment.supplier_id,
    kind: shipment.kind,
    replaces,
    reason: shipment.reship_reason,
    insured: shipment.insured,
    lines: shipment.lines.length,
  },
})

/**
 * Stores planned parcels, takes what is in them off the stock and queues their handing over: a handful
 * of statements, whatever their number. The orders must be held.
 *
 * @param replaces numbers of the parcels that these replace, by the id of the old one
 * @throws StockGone
 */
export const writeShipments = async (
  container: MedusaContainer,
  transaction: Transaction,
  shipments: readonly NewShipment[],
  {
    pieces,
    terms,
    by,
    replaces,
    handOverAt,
  }: {
    pieces: readonly ReadonlyMap<string, number>[]
    terms: DispatchTerms
    by: WrittenBy
    replaces?: ReadonlyMap<string, string>
    handOverAt?: Date
  }
): Promise<void> => {
  if (shipments.length === 0) {
    return
  }
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const dispatch: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const taken = new Map<string, number>()
  for (const [id, quantity] of pieces.flatMap((one) => [...one])) {
    taken.set(id, (taken.get(id) ?? 0) + quantity)
  }
  if (!(await dispatch.catalogue.takeStock(transaction, taken))) {
    throw new StockGone("The stock that was planned with is gone.")
  }
  await insertTogether(transaction, [
    ...dispatch.shipments.inserts(shipments),
    ...orders.eventInserts(
      shipments.map((shipment) =>
        plannedEvent(shipment, terms, by, replaces?.get(shipment.reships_id ?? "") ?? null)
      )
    ),
  ])
  const orderIds = [...new Set(shipments.map(({ crm_order_id }) => crm_order_id))]
  const counts = await dispatch.shipments.countStanding(transaction, orderIds)
  await orders.setParcels(
    transaction,
    orderIds.map((id) => ({ id, parcels: counts.get(id) ?? 0 }))
  )
  await resolveOnOrders(container, transaction, by, orderIds, [
    "dispatch_unknown_sku",
    "dispatch_rejected",
  ])
  for (const supplierId of new Set(shipments.map(({ supplier_id }) => supplier_id))) {
    await queueHandOver(transaction, supplierId, handOverAt)
  }
}

/**
 * Writes what was decided for many orders: the parcels, and entries for what nobody ships.
 *
 * @param handOverAt when the suppliers are told, by whoever is the last to say; at once when absent
 */
export const writeDecisions = async (
  container: MedusaContainer,
  transaction: Transaction,
  decisions: readonly Decision[],
  terms: DispatchTerms,
  by: WrittenBy,
  handOverAt?: Date
): Promise<void> => {
  const goes = decisions.filter((decision) => decision.kind === "goes")
  await writeShipments(
    container,
    transaction,
    goes.flatMap(({ parcels }) => parcels),
    { pieces: goes.map(({ pieces }) => pieces), terms, by, handOverAt }
  )
  const entries = decisions.flatMap((decision) =>
    decision.kind === "stays" && decision.refusals.length > 0
      ? [
          {
            order_id: decision.order.id,
            data: {
              skus: [...new Set(decision.refusals.map(({ sku }) => sku))].join(", "),
              country: decision.country,
              codes: [...new Set(decision.refusals.map(({ code }) => code))],
            },
          },
        ]
      : []
  )
  await raiseOnOrders(container, transaction, by, "dispatch_unknown_sku", entries)
}
