import { WITH_SUPPLIER_STATES } from "../../modules/dispatch/shipment-states"
import type { ShipmentRow } from "../../modules/dispatch/types"

/**
 * What Medusa's own records lack of an order's parcels: pure. One step at a time, worked out from what
 * is there, so that a mirror that was broken off goes on where it stopped.
 */

export type OurParcel = Pick<
  ShipmentRow,
  "id" | "number" | "kind" | "state" | "supplier_id" | "shipped_at" | "delivered_at"
> & {
  lines: readonly { order_line_id: string; sku: string; name: string; quantity: number }[]
  labels: readonly Label[]
}

export type Label = { tracking_number: string; tracking_url: string; label_url: string }

export type MirroredFulfillment = {
  /** Drawn from the parcel's. */
  id: string
  is_linked: boolean
  shipped_at: Date | null
  delivered_at: Date | null
  canceled_at: Date | null
  labels: readonly string[]
}

export type Quantities = { fulfilled: number; shipped: number; delivered: number }

export type Mirrored = {
  fulfillments: ReadonlyMap<string, MirroredFulfillment>
  /** What Medusa's order knows of each of its lines; those that are not in it are none of it. */
  lines: ReadonlyMap<string, Quantities & { quantity: number }>
}

type Register = { items: { id: string; quantity: number }[] }

export type FulfillmentStep =
  | { kind: "create"; parcel: OurParcel }
  | { kind: "link"; fulfillment_id: string }
  | { kind: "ship"; fulfillment_id: string; parcel: OurParcel }
  | { kind: "deliver"; fulfillment_id: string; parcel: OurParcel }
  | { kind: "cancel"; fulfillment_id: string }
  | ({ kind: "register_fulfilled" | "register_shipped" | "register_delivered" } & Register)
  | ({ kind: "unregister_fulfilled" } & Register)

/** The id of the fulfilment that stands for a parcel: the same at every try, so there is never a second. */
export const fulfillmentIdOf = (shipmentId: string): string => `ful_${shipmentId.split("_").at(-1)}`

const isHandedOver = ({ state }: OurParcel): boolean => WITH_SUPPLIER_STATES.includes(state)

const hasLeft = (parcel: OurParcel): boolean => isHandedOver(parcel) && parcel.shipped_at !== null

const stepOfParcel = (parcel: OurParcel, theirs: Mirrored): FulfillmentStep | null => {
  const id = fulfillmentIdOf(parcel.id)
  const fulfillment = theirs.fulfillments.get(id)
  if (!fulfillment) {
    return isHandedOver(parcel) ? { kind: "create", parcel } : null
  }
  if (!fulfillment.is_linked) {
    return { kind: "link", fulfillment_id: id }
  }
  if (fulfillment.canceled_at) {
    return null
  }
  if (parcel.state === "cancelled" || parcel.state === "rejected") {
    return fulfillment.shipped_at ? null : { kind: "cancel", fulfillment_id: id }
  }
  const lacksLabel = parcel.labels.some(
    ({ tracking_number }) => !fulfillment.labels.includes(tracking_number)
  )
  if (hasLeft(parcel) && (!fulfillment.shipped_at || lacksLabel)) {
    return { kind: "ship", fulfillment_id: id, parcel }
  }
  return parcel.delivered_at && !fulfillment.delivered_at
    ? { kind: "deliver", fulfillment_id: id, parcel }
    : null
}

/** How many pieces of each line our parcels have brought so far. What is sent again counts once. */
const wantedQuantities = (parcels: readonly OurParcel[]): Map<string, Quantities> => {
  const wanted = new Map<string, Quantities>()
  for (const parcel of parcels.filter(({ kind }) => kind === "first")) {
    if (!isHandedOver(parcel)) {
      continue
    }
    for (const { order_line_id, quantity } of parcel.lines) {
      const now = wanted.get(order_line_id) ?? { fulfilled: 0, shipped: 0, delivered: 0 }
      const left = hasLeft(parcel) || parcel.delivered_at !== null
      wanted.set(order_line_id, {
        fulfilled: now.fulfilled + quantity,
        shipped: now.shipped + (left ? quantity : 0),
        delivered: now.delivered + (left && parcel.delivered_at ? quantity : 0),
      })
    }
  }
  return wanted
}

const lacking = (
  wanted: ReadonlyMap<string, Quantities>,
  theirs: Mirrored,
  what: keyof Quantities,
  /** No more than this of it can be registered. */
  most: (line: Quantities & { quantity: number }) => number
): Register["items"] =>
  [...theirs.lines].flatMap(([id, line]) => {
    const missing = Math.min((wanted.get(id)?.[what] ?? 0) - line[what], most(line) - line[what])
    return missing > 0 ? [{ id, quantity: missing }] : []
  })

const stepOfQuantities = (
  parcels: readonly OurParcel[],
  theirs: Mirrored
): FulfillmentStep | null => {
  const wanted = wantedQuantities(parcels)
  const tooMany = [...theirs.lines].flatMap(([id, { fulfilled, shipped }]) => {
    const extra = fulfilled - Math.max(wanted.get(id)?.fulfilled ?? 0, shipped)
    return extra > 0 ? [{ id, quantity: extra }] : []
  })
  const candidates: FulfillmentStep[] = [
    { kind: "unregister_fulfilled", items: tooMany },
    {
      kind: "register_fulfilled",
      items: lacking(wanted, theirs, "fulfilled", ({ quantity }) => quantity),
    },
    {
      kind: "register_shipped",
      items: lacking(wanted, theirs, "shipped", ({ fulfilled }) => fulfilled),
    },
    {
      kind: "register_delivered",
      items: lacking(wanted, theirs, "delivered", ({ shipped }) => shipped),
    },
  ]
  return candidates.find((step) => "items" in step && step.items.length > 0) ?? null
}

const REGISTERS = {
  register_fulfilled: { what: "fulfilled", sign: 1 },
  unregister_fulfilled: { what: "fulfilled", sign: -1 },
  register_shipped: { what: "shipped", sign: 1 },
  register_delivered: { what: "delivered", sign: 1 },
} as const satisfies Record<string, { what: keyof Quantities; sign: 1 | -1 }>

const fulfillmentAfter = (
  before: MirroredFulfillment | undefined,
  step: Exclude<FulfillmentStep, Register>
): MirroredFulfillment => {
  const known = before ?? {
    ...{ id: "", is_linked: false, labels: [] },
    ...{ shipped_at: null, delivered_at: null, canceled_at: null },
  }
  switch (step.kind) {
    case "create":
      return { ...known, id: fulfillmentIdOf(step.parcel.id) }
    case "link":
      return { ...known, is_linked: true }
    case "ship": {
      const labels = step.parcel.labels.map(({ tracking_number }) => tracking_number)
      return { ...known, shipped_at: step.parcel.shipped_at, labels }
    }
    case "deliver":
      return { ...known, delivered_at: step.parcel.delivered_at }
    case "cancel":
      return { ...known, canceled_at: new Date() }
  }
}

/**
 * What Medusa's records say when a step has been written: worked out, because reading them again after
 * every step takes longer than the step.
 */
export const afterStep = (theirs: Mirrored, step: FulfillmentStep): Mirrored => {
  if ("items" in step) {
    const { what, sign } = REGISTERS[step.kind]
    const lines = new Map(theirs.lines)
    for (const { id, quantity } of step.items) {
      const line = lines.get(id)
      if (line) {
        lines.set(id, { ...line, [what]: line[what] + sign * quantity })
      }
    }
    return { ...theirs, lines }
  }
  const id = "parcel" in step ? fulfillmentIdOf(step.parcel.id) : step.fulfillment_id
  const fulfillments = new Map(theirs.fulfillments)
  fulfillments.set(id, fulfillmentAfter(fulfillments.get(id), step))
  return { ...theirs, fulfillments }
}

/** The next thing to do so that Medusa's records say what ours say; null when they do. */
export const nextFulfillmentStep = (
  parcels: readonly OurParcel[],
  theirs: Mirrored
): FulfillmentStep | null => {
  for (const parcel of parcels) {
    const step = stepOfParcel(parcel, theirs)
    if (step) {
      return step
    }
  }
  return stepOfQuantities(parcels, theirs)
}
