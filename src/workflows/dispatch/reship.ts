import type { MedusaContainer } from "@medusajs/framework/types"
import { notFound, Problem } from "../../lib/problem"
import { unitOfWork, type Transaction } from "../../lib/unit-of-work"
import { CRM_ORDER_MODULE } from "../../modules/crm_order"
import { moveFactsOf } from "../../modules/crm_order/move-requirements"
import type { EventActor } from "../../modules/crm_order/order-events"
import type CrmOrderModuleService from "../../modules/crm_order/service"
import type { OrderStateRow } from "../../modules/crm_order/service"
import { refuseOrderMove } from "../../modules/crm_order/state-machine"
import { DISPATCH_MODULE } from "../../modules/dispatch"
import { planShipments, refusalWords, type LineToShip } from "../../modules/dispatch/plan-shipments"
import type DispatchModuleService from "../../modules/dispatch/service"
import { OPEN_STATES } from "../../modules/dispatch/shipment-states"
import type { ReshipReason, ShipmentRow, ShipmentState } from "../../modules/dispatch/types"
import { raiseOnOrder, resolveOnOrder } from "../attention/order-attention"
import { moveOrderWithin } from "../order/move-order"
import {
  newShipments,
  piecesOf,
  readCatalogueFor,
  readTerms,
  type DispatchTerms,
} from "./decide-dispatch"
import { readOrdersToShip, type ReadOrderToShip } from "./orders-to-ship"
import { readParcels, type ParcelWithLines } from "./settle-parcels"
import { untilStockSuffices, writeShipments } from "./write-plans"

export type ReshipInput = {
  order_id: string
  reason: ReshipReason
  /** Which parcel is sent again; the only one that can be meant when absent. */
  shipment_id?: string | null
  /** Of it; all of it when absent. */
  lines?: readonly { order_line_id: string; quantity: number }[] | null
  note: string | null
  actor: EventActor
  cause: string | null
}

export type Reshipped = {
  shipments: ShipmentRow[]
  /** The lost or damaged parcel was insured: the carrier owes its value. */
  claim: boolean
}

/** A parcel that has left may not arrive; one that has not is taken back instead. */
const SENT: readonly ShipmentState[] = ["shipped", "delivered", "lost"]

/** Where the insurance pays. */
const INSURED_REASONS: readonly ReshipReason[] = ["lost", "damaged"]

const replacementOf = (parcel: ParcelWithLines, all: readonly ParcelWithLines[]) =>
  all.find(({ reships_id, state }) => reships_id === parcel.id && OPEN_STATES.includes(state))

/** The parcel that is sent again; null for all of an order that was sent past us. */
const chooseParcel = (
  parcels: readonly ParcelWithLines[],
  wanted: string | null | undefined
): ParcelWithLines | null => {
  const standing = parcels.filter(({ state }) => state !== "cancelled" && state !== "rejected")
  if (!wanted) {
    const sent = standing.filter(
      ({ id, state }) =>
        SENT.includes(state) && !standing.some(({ reships_id }) => reships_id === id)
    )
    if (standing.length > 0 && sent.length !== 1) {
      throw sent.length === 0
        ? new Problem(409, "nothing_sent", "No parcel of this order has been sent yet.")
        : new Problem(422, "parcel_needed", "Say which of its parcels is sent again.", {
            fields: [{ path: "shipment_id", message: "Choose a parcel." }],
          })
    }
    return sent[0] ?? null
  }
  const parcel = parcels.find(({ id }) => id === wanted)
  if (!parcel) {
    throw notFound("parcel of this order")
  }
  if (!SENT.includes(parcel.state)) {
    const words = `The parcel ${parcel.number} is ${parcel.state.replaceAll("_", " ")}: only one that was sent is sent again.`
    throw new Problem(409, "parcel_state", words, { extra: { state: parcel.state } })
  }
  return parcel
}

/** What goes into the new parcel, as the order has it. */
const chooseLines = (
  toShip: ReadOrderToShip,
  parcel: ParcelWithLines | null,
  wanted: ReshipInput["lines"]
): LineToShip[] => {
  const whole = (parcel?.lines ?? toShip.lines).map(
    ({ order_line_id, sku, name, option, quantity }): LineToShip => ({
      order_line_id,
      sku,
      name,
      option,
      quantity,
    })
  )
  if (!wanted || wanted.length === 0) {
    return whole
  }
  return wanted.map(({ order_line_id, quantity }, index) => {
    const line = whole.find((one) => one.order_line_id === order_line_id)
    const twice = wanted.findIndex((one) => one.order_line_id === order_line_id) !== index
    if (!line || twice || quantity > line.quantity) {
      throw new Problem(422, "wrong_lines", "This was not in the parcel.", {
        fields: [
          {
            path: `lines.${index}`,
            message: line
              ? `No more than ${line.quantity} of it was in the parcel, and it is named once.`
              : "This was not in the parcel.",
          },
        ],
      })
    }
    return { ...line, quantity }
  })
}

type Planned = { ok: true; ids: string[]; claim: boolean } | { ok: false; problem: Problem }

const reshipWithin = async (
  container: MedusaContainer,
  transaction: Transaction,
  order: OrderStateRow,
  terms: DispatchTerms,
  { reason, shipment_id, lines, note, actor, cause }: ReshipInput
): Promise<Planned> => {
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const about = { crm_order_id: order.id, actor, cause }
  // The new parcel is written together with the move, so the move may count on it.
  const facts = { ...moveFactsOf(order), has_parcel: true }
  const refusal = order.archived_at
    ? "The order is archived."
    : refuseOrderMove(order, "reshipped", "manager", facts)
  if (refusal) {
    throw new Problem(409, "not_reshippable", refusal)
  }
  const parcels = await readParcels(container, order.id, transaction)
  const parcel = chooseParcel(parcels, shipment_id)
  const open = parcel && replacementOf(parcel, parcels)
  if (open) {
    const words = `The parcel ${parcel.number} is being sent again already, as ${open.number}.`
    throw new Problem(409, "reship_open", words, { extra: { number: open.number } })
  }
  const toShip = (await readOrdersToShip(container, [order.id], transaction)).get(order.id)
  if (!toShip || toShip.lines.length === 0) {
    throw new Problem(409, "no_lines", "There is nothing in this order that could be shipped.")
  }
  const chosen = { ...toShip, lines: chooseLines(toShip, parcel, lines) }
  const catalogue = await readCatalogueFor(container, [chosen], transaction)
  const plan = planShipments(chosen, { ...terms, catalogue })
  if (!plan.ok) {
    const { refusals } = plan
    const data = {
      skus: [...new Set(refusals.map(({ sku }) => sku))].join(", "),
      country: toShip.country,
      codes: [...new Set(refusals.map(({ code }) => code))],
    }
    await raiseOnOrder(container, transaction, about, [{ kind: "dispatch_unknown_sku", data }])
    const words = refusalWords(refusals, toShip.country)
    const extra = { lines: refusals, country: toShip.country }
    return { ok: false, problem: new Problem(422, "cannot_ship", words, { extra }) }
  }
  if (parcel && reason === "lost" && parcel.state === "shipped") {
    await shipments.update(transaction, parcel.id, { state: "lost" })
    await orders.appendEvents(transaction, [
      {
        ...about,
        kind: "shipment.lost",
        data: { shipment_id: parcel.id, number: parcel.number, insured: parcel.insured },
      },
    ])
  }
  const made = newShipments(order, plan.parcels, {
    existing: parcels.length,
    insured: toShip.insured,
    reships: { id: parcel?.id ?? null, reason },
  })
  await writeShipments(container, transaction, made, {
    pieces: [piecesOf(plan.parcels)],
    terms,
    by: { actor, cause },
    replaces: parcel ? new Map([[parcel.id, parcel.number]]) : undefined,
  })
  await resolveOnOrder(container, transaction, about, ["parcel_exception", "parcel_maybe_lost"])
  // The customer is told with the new tracking number, not when the button is pressed.
  await moveOrderWithin(container, transaction, {
    id: order.id,
    to: "reshipped",
    mover: "manager",
    actor,
    cause,
    reason: note,
    is_told_alongside: true,
  })
  return {
    ok: true,
    ids: made.map(({ id }) => id),
    claim: toShip.insured && INSURED_REASONS.includes(reason),
  }
}

/**
 * Sends a parcel, or some of it, once more: new parcels that are linked to it go the same road as the
 * first, and the order becomes Reshipped. What the call centre has promised is kept by it. An order that
 * was sent past us is sent again as a whole.
 *
 * @throws Problem 404; 409 `not_reshippable`, `reship_open`, `nothing_sent`, `parcel_state`, `no_lines`;
 * 422 `parcel_needed`, `wrong_lines`, `cannot_ship`
 */
export const reship = async (
  container: MedusaContainer,
  input: ReshipInput
): Promise<Reshipped> => {
  const orders: CrmOrderModuleService = container.resolve(CRM_ORDER_MODULE)
  const { shipments }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const terms = await readTerms(container)
  const planned = await untilStockSuffices(() =>
    unitOfWork(container, async (transaction) => {
      const order = await orders.lockState(transaction, input.order_id)
      return reshipWithin(container, transaction, order, terms, input)
    })
  )
  if (!planned.ok) {
    throw planned.problem
  }
  return { shipments: await shipments.listByIds(planned.ids), claim: planned.claim }
}
