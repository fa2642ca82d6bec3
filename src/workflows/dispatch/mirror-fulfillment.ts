import type { CreateFulfillmentDTO, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import type DispatchModuleService from "../../modules/dispatch/service"
import { fulfillmentProviderId } from "../../providers/fulfillment/provider-id"
import {
  afterStep,
  fulfillmentIdOf,
  nextFulfillmentStep,
  type FulfillmentStep,
  type Label,
  type Mirrored,
  type MirroredFulfillment,
  type OurParcel,
} from "./fulfillment-steps"
import { readTracking } from "./read-tracking"
import { readParcels } from "./settle-parcels"

/** More steps than the parcels of an order can need: something is wrong then. */
const MOST_STEPS = 300

/** Medusa's fulfilments leave from a place; ours from wherever the supplier is. */
const LOCATION_ID = "sloc_suppliers"
const LOCATION_NAME = "Suppliers"

const readOurs = async (container: MedusaContainer, orderId: string): Promise<OurParcel[]> => {
  const [parcels, tracking] = await Promise.all([
    readParcels(container, orderId),
    readTracking(container, orderId),
  ])
  return parcels.map((parcel) => ({
    ...parcel,
    labels: tracking
      .filter(({ shipment_id }) => shipment_id === parcel.id)
      .map(({ number, url }): Label => ({
        tracking_number: number,
        tracking_url: url,
        label_url: "",
      })),
  }))
}

type ReadItem = {
  id: string
  quantity: unknown
  detail: {
    quantity: unknown
    fulfilled_quantity: unknown
    shipped_quantity: unknown
    delivered_quantity: unknown
  } | null
}

const readTheirs = async (
  container: MedusaContainer,
  medusaOrderId: string,
  parcels: readonly OurParcel[]
): Promise<Mirrored> => {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const fulfillments = container.resolve(Modules.FULFILLMENT)
  const ids = parcels.map(({ id }) => fulfillmentIdOf(id))
  const [{ data }, found] = await Promise.all([
    query.graph({
      entity: "order",
      // Without all of the items Medusa leaves out their details, and with them the quantities.
      fields: ["fulfillments.id", "items.*", "items.detail.*"],
      filters: { id: medusaOrderId },
    }),
    fulfillments.listFulfillments({ id: ids }, { relations: ["labels"], take: null }),
  ])
  const [order] = data as {
    fulfillments?: ({ id: string } | null)[]
    items: (ReadItem | null)[]
  }[]
  const linked = new Set((order?.fulfillments ?? []).flatMap((one) => (one ? [one.id] : [])))
  return {
    fulfillments: new Map(
      found.map((one): [string, MirroredFulfillment] => [
        one.id,
        {
          id: one.id,
          is_linked: linked.has(one.id),
          shipped_at: one.shipped_at,
          delivered_at: one.delivered_at,
          canceled_at: one.canceled_at,
          labels: (one.labels ?? []).map(({ tracking_number }) => tracking_number),
        },
      ])
    ),
    lines: new Map(
      (order?.items ?? []).flatMap((item) =>
        item?.detail
          ? [
              [
                item.id,
                {
                  quantity: Number(item.detail.quantity),
                  fulfilled: Number(item.detail.fulfilled_quantity ?? 0),
                  shipped: Number(item.detail.shipped_quantity ?? 0),
                  delivered: Number(item.detail.delivered_quantity ?? 0),
                },
              ],
            ]
          : []
      )
    ),
  }
}

/** The place that Medusa's fulfilments are said to leave from; made when the first one needs it. */
const ensureLocation = async (container: MedusaContainer): Promise<void> => {
  const locations = container.resolve(Modules.STOCK_LOCATION)
  const [existing] = await locations.listStockLocations({ id: LOCATION_ID }, { select: ["id"] })
  if (!existing) {
    const place = { id: LOCATION_ID, name: LOCATION_NAME }
    await locations.createStockLocations(place)
  }
}

const create = async (
  container: MedusaContainer,
  { id, number, supplier_id, lines }: OurParcel
): Promise<void> => {
  const { suppliers, shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const { provider } = await suppliers.read(supplier_id)
  await ensureLocation(container)
  // The id is ours, so that a mirror that was broken off finds what it has made.
  const fulfillment: CreateFulfillmentDTO & { id: string } = {
    id: fulfillmentIdOf(id),
    location_id: LOCATION_ID,
    provider_id: fulfillmentProviderId(provider),
    packed_at: new Date(),
    // Without it the provider refuses: see RecordedFulfillmentProvider.
    data: { shipment_id: id, number },
    metadata: { shipment_id: id, number },
    // Who gets it is in the order; personal data is not kept twice.
    delivery_address: {},
    labels: [],
    items: lines.map(({ order_line_id, sku, name, quantity }) => ({
      title: name,
      sku,
      barcode: "",
      quantity,
      line_item_id: order_line_id,
    })),
    order: {},
  }
  await container.resolve(Modules.FULFILLMENT).createFulfillment(fulfillment)
  await shipments.setFulfillment(id, fulfillment.id)
}

/** Has Medusa's modules write one step. Each write is kept by them in a transaction of its own. */
const take = async (
  container: MedusaContainer,
  medusaOrderId: string,
  step: FulfillmentStep
): Promise<void> => {
  const fulfillments = container.resolve(Modules.FULFILLMENT)
  const orders = container.resolve(Modules.ORDER)
  switch (step.kind) {
    case "create":
      return create(container, step.parcel)
    case "link":
      await container.resolve(ContainerRegistrationKeys.LINK).create({
        [Modules.ORDER]: { order_id: medusaOrderId },
        [Modules.FULFILLMENT]: { fulfillment_id: step.fulfillment_id },
      })
      return
    case "ship":
      await fulfillments.updateFulfillment(step.fulfillment_id, {
        shipped_at: step.parcel.shipped_at,
        labels: [...step.parcel.labels],
      })
      return
    case "deliver":
      await fulfillments.updateFulfillment(step.fulfillment_id, {
        delivered_at: step.parcel.delivered_at,
      })
      return
    case "cancel":
      await fulfillments.cancelFulfillment(step.fulfillment_id)
      return
    case "register_fulfilled":
      return orders.registerFulfillment({
        order_id: medusaOrderId,
        reference: Modules.FULFILLMENT,
        items: step.items,
      })
    case "unregister_fulfilled":
      return orders.cancelFulfillment({
        order_id: medusaOrderId,
        reference: Modules.FULFILLMENT,
        items: step.items,
      })
    case "register_shipped":
      await orders.registerShipment({
        order_id: medusaOrderId,
        reference: Modules.FULFILLMENT,
        items: step.items,
      })
      return
    case "register_delivered":
      await orders.registerDelivery({
        order_id: medusaOrderId,
        reference: Modules.FULFILLMENT,
        items: step.items,
      })
  }
}

/**
 * Brings Medusa's own fulfilments of an order up to what is known here, so that its pages and plug-ins
 * show what has been sent, by whom and under which number. No supplier is told anything by it. Bears
 * being broken off and run again; to be run once at a time per order.
 *
 * @throws Problem 404
 */
export const mirrorFulfillment = async (
  container: MedusaContainer,
  crmOrderId: string
): Promise<void> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const order = await orders.readOrder(crmOrderId, "all")
  const ours = await readOurs(container, crmOrderId)
  let theirs = await readTheirs(container, order.order_id, ours)
  for (let count = 0; count < MOST_STEPS; count += 1) {
    const step = nextFulfillmentStep(ours, theirs)
    if (!step) {
      return
    }
    await take(container, order.order_id, step)
    theirs = afterStep(theirs, step)
  }
  throw new Error(`Medusa's fulfilments of ${crmOrderId} do not come to an end.`)
}
