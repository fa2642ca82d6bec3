import type { MedusaContainer } from "@medusajs/framework/types"
import { CRM_ORDER_MODULE } from "../../../modules/crm_order"
import type CrmOrderModuleService from "../../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../../modules/dispatch"
import type DispatchModuleService from "../../../modules/dispatch/service"
import type { ShipmentFilter } from "../../../modules/dispatch/shipments"
import { OPEN_STATES } from "../../../modules/dispatch/shipment-states"
import { readTrackingOf } from "../read-tracking"

export const DISPATCH_TABS = [
  "to_send",
  "waiting",
  "rejected",
  "silent",
  "travelling",
  "lost",
] as const
export type DispatchTab = (typeof DISPATCH_TABS)[number]

type ParcelTab = Exclude<DispatchTab, "to_send">

/** What each list of parcels shows. */
const FILTERS: Record<ParcelTab, ShipmentFilter> = {
  waiting: { states: OPEN_STATES },
  rejected: { states: ["rejected"], uncovered: true },
  silent: { silent: true },
  travelling: { states: ["shipped"] },
  lost: { states: ["lost"] },
}

export type DispatchQuery = {
  tab: DispatchTab
  supplier_id?: string
  limit: number
  offset: number
}

const readCounts = async (
  container: MedusaContainer,
  supplier_id: string | undefined
): Promise<Record<DispatchTab, number>> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const count = (tab: ParcelTab) => shipments.count({ ...FILTERS[tab], supplier_id })
  const [to_send, waiting, rejected, silent, travelling, lost] = await Promise.all([
    orders.countToSend(),
    count("waiting"),
    count("rejected"),
    count("silent"),
    count("travelling"),
    count("lost"),
  ])
  return { to_send, waiting, rejected, silent, travelling, lost }
}

const readOrders = async (container: MedusaContainer, ids: readonly string[]) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const rows = await orders.listSummaries(ids)
  return new Map(rows.map((row) => [row.id, row]))
}

const listToSend = async (container: MedusaContainer, page: { limit: number; offset: number }) => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const ids = (await orders.listToSend(page)).map(({ id }) => id)
  const known = await readOrders(container, ids)
  return ids.flatMap((id) => {
    const order = known.get(id)
    return order ? [{ order, shipment: null }] : []
  })
}

const listParcels = async (
  container: MedusaContainer,
  { tab, supplier_id, limit, offset }: DispatchQuery & { tab: ParcelTab }
) => {
  const { shipments, suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const [page, all] = await Promise.all([
    shipments.listPage({ ...FILTERS[tab], supplier_id }, { limit, offset }),
    suppliers.list(),
  ])
  const ids = page.shipments.map(({ crm_order_id }) => crm_order_id)
  const [known, tracking] = await Promise.all([
    readOrders(container, ids),
    readTrackingOf(container, [...new Set(ids)]),
  ])
  const names = new Map(all.map(({ id, name }) => [id, name]))
  const rows = page.shipments.flatMap((parcel) => {
    const order = known.get(parcel.crm_order_id)
    const { id, number, supplier_id: supplier, kind, reship_reason, insured, state } = parcel
    return order
      ? [
          {
            order,
            shipment: {
              ...{ id, number, kind, reship_reason, insured, state },
              supplier: { id: supplier, name: names.get(supplier) ?? supplier },
              message: parcel.message,
              created_at: parcel.created_at,
              handed_over_at: parcel.handed_over_at,
              answered_at: parcel.answered_at,
              shipped_at: parcel.shipped_at,
              last_news_at: parcel.last_news_at,
              tracking: (tracking.get(parcel.crm_order_id) ?? []).filter(
                ({ shipment_id }) => shipment_id === id
              ),
            },
          },
        ]
      : []
  })
  return { rows, count: page.count }
}

/** One list of the Dispatch page, and how long the others are. */
export const listDispatch = async (container: MedusaContainer, query: DispatchQuery) => {
  const counts = await readCounts(container, query.supplier_id)
  if (query.tab === "to_send") {
    return { rows: await listToSend(container, query), count: counts.to_send, counts }
  }
  return { ...(await listParcels(container, { ...query, tab: query.tab })), counts }
}
