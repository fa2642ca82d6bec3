import type { MedusaContainer } from "@medusajs/framework/types"
import { newEntityId } from "../../lib/entity-id"
import type { Transaction } from "../../lib/unit-of-work"
import type { OrderStatus } from "../../modules/crm_order/order-status"
import type { OrderStateRow } from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import { standingPieces } from "../../modules/dispatch/hand-over-steps"
import {
  CatalogueIndex,
  planShipments,
  refusalWords,
  type DispatchWorld,
  type LineRefusal,
  type LineToShip,
  type PlannedParcel,
} from "../../modules/dispatch/plan-shipments"
import type DispatchModuleService from "../../modules/dispatch/service"
import type { NewShipment } from "../../modules/dispatch/shipments"
import { STANDING_STATES } from "../../modules/dispatch/shipment-states"
import type { ReshipReason, ShipmentRow, ShippingRule } from "../../modules/dispatch/types"
import { readOrdersToShip, type ReadOrderToShip } from "./orders-to-ship"

/** Why an order is not sent to a shipper, besides what its lines lack. */
export type StayingCode = "not_approved" | "archived" | "no_lines" | "cannot_ship"

export type Decision =
  | {
      kind: "goes"
      order: OrderStateRow
      parcels: NewShipment[]
      /** Taken of the stock, by row of the catalogue. */
      pieces: ReadonlyMap<string, number>
    }
  /** All of it is on its way already. */
  | { kind: "already"; order: OrderStateRow; shipments: ShipmentRow[] }
  | {
      kind: "stays"
      order: OrderStateRow
      code: StayingCode
      why: string
      /** What nobody ships, and where to. */
      refusals: LineRefusal[]
      country: string
    }

/** What every plan of one piece of work looks at besides the catalogue. */
export type DispatchTerms = Pick<DispatchWorld, "suppliers"> & { rules: readonly ShippingRule[] }

export const readTerms = async (container: MedusaContainer): Promise<DispatchTerms> => {
  const { suppliers, rules }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const [rows, current] = await Promise.all([suppliers.list(), rules.current()])
  return {
    suppliers: new Map(rows.map(({ id, name, active }) => [id, { id, name, active }])),
    rules: current.rules,
  }
}

/** The catalogue's rows for what these orders need, with their stock as it is now. */
export const readCatalogueFor = async (
  container: MedusaContainer,
  orders: Iterable<ReadOrderToShip>,
  transaction?: Transaction
): Promise<CatalogueIndex> => {
  const { catalogue }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const wanted = [...orders].flatMap(({ shop_id, lines }) =>
    lines.map(({ sku }) => ({ shop_id, sku }))
  )
  return new CatalogueIndex(await catalogue.find(wanted, transaction))
}

/** What is planned, as rows; numbers go on from those that the order's parcels have. */
export const newShipments = (
  order: Pick<OrderStateRow, "id" | "shop_id">,
  parcels: readonly PlannedParcel[],
  {
    existing,
    insured,
    reships,
  }: {
    existing: number
    insured: boolean
    reships?: { id: string | null; reason: ReshipReason }
  }
): NewShipment[] =>
  parcels.map(({ supplier_id, lines }, index) => ({
    id: newEntityId("shpm"),
    number: `${order.id}-P${existing + index + 1}`,
    crm_order_id: order.id,
    shop_id: order.shop_id,
    supplier_id,
    kind: reships ? "reship" : "first",
    reships_id: reships?.id ?? null,
    reship_reason: reships?.reason ?? null,
    insured,
    lines: lines.map(({ product_id: _product, ...line }) => line),
  }))

/** What parcels take of the stock, by row of the catalogue. */
export const piecesOf = (parcels: readonly PlannedParcel[]): Map<string, number> => {
  const pieces = new Map<string, number>()
  for (const { product_id, quantity } of parcels.flatMap(({ lines }) => lines)) {
    pieces.set(product_id, (pieces.get(product_id) ?? 0) + quantity)
  }
  return pieces
}

/** Where what one of several suppliers has rejected, or what was taken back, may be sent again. */
const SENDABLE_AGAIN: readonly OrderStatus[] = ["packed", "shipped", "reshipped"]

const words = (status: string): string => status.replaceAll("_", " ")

type Standing = { shipments: ShipmentRow[]; pieces: ReadonlyMap<string, number> }

/** What of the order is not in a parcel that stands. */
const missingLines = (
  lines: readonly LineToShip[],
  pieces: ReadonlyMap<string, number>
): LineToShip[] =>
  lines.flatMap((line) => {
    const quantity = line.quantity - (pieces.get(line.order_line_id) ?? 0)
    return quantity > 0 ? [{ ...line, quantity }] : []
  })

const decide = (
  order: OrderStateRow,
  toShip: ReadOrderToShip | undefined,
  { shipments, pieces }: Standing,
  world: DispatchWorld
): Decision => {
  const country = toShip?.country ?? ""
  const stays = (code: StayingCode, why: string, refusals: LineRefusal[] = []): Decision => ({
    kind: "stays",
    order,
    code,
    why,
    refusals,
    country,
  })
  const lines = missingLines(toShip?.lines ?? [], pieces)
  const standing = shipments.filter(({ state }) => STANDING_STATES.includes(state))
  if (standing.length > 0 && lines.length === 0) {
    return { kind: "already", order, shipments: standing }
  }
  if (order.archived_at) {
    return stays("archived", "The order is archived.")
  }
  const maySend =
    order.status === "approved" || (shipments.length > 0 && SENDABLE_AGAIN.includes(order.status))
  if (!maySend) {
    return stays(
      "not_approved",
      `Only an approved order is sent to its shipper; this one is ${words(order.status)}.`
    )
  }
  if (!toShip || lines.length === 0) {
    return stays("no_lines", "There is nothing in this order that could be shipped.")
  }
  const plan = planShipments({ ...toShip, lines }, world)
  if (!plan.ok) {
    return stays("cannot_ship", refusalWords(plan.refusals, country), plan.refusals)
  }
  return {
    kind: "goes",
    order,
    parcels: newShipments(order, plan.parcels, {
      existing: shipments.length,
      insured: toShip.insured,
    }),
    pieces: piecesOf(plan.parcels),
  }
}

/**
 * Works out for each order whether it can be sent to its shippers, to whom, and otherwise why not.
 * Writes nothing. In a transaction that holds the orders its answer is what may be written.
 *
 * @param known the stock that is left where earlier orders are planned without being written
 */
export const decideDispatch = async (
  container: MedusaContainer,
  orders: readonly OrderStateRow[],
  terms: DispatchTerms,
  { transaction, known }: { transaction?: Transaction; known?: CatalogueIndex } = {}
): Promise<Decision[]> => {
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const ids = orders.map(({ id }) => id)
  const toShip = await readOrdersToShip(container, ids, transaction)
  const catalogue = known ?? (await readCatalogueFor(container, toShip.values(), transaction))
  const all = await shipments.listForOrders(ids, transaction)
  const lines = await shipments.linesOf(
    all.map(({ id }) => id),
    transaction
  )
  const byOrder = new Map<string, ShipmentRow[]>()
  for (const shipment of all) {
    const { crm_order_id } = shipment
    byOrder.set(crm_order_id, [...(byOrder.get(crm_order_id) ?? []), shipment])
  }
  return orders.map((order) => {
    const own = byOrder.get(order.id) ?? []
    const pieces = standingPieces(
      // What is sent again is in the parcel that it was first in.
      own
        .filter(({ kind }) => kind === "first")
        .map((shipment) => ({ ...shipment, lines: lines.get(shipment.id) ?? [] }))
    )
    return decide(order, toShip.get(order.id), { shipments: own, pieces }, { ...terms, catalogue })
  })
}
