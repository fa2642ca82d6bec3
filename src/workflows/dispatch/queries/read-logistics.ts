import type { MedusaContainer } from "@medusajs/framework/types"
import type { Mover, OrderStatus } from "../../../modules/crm_order/order-status"
import type { CrmOrderRow } from "../../../modules/crm_order/types"
import { DISPATCH_MODULE } from "../../../modules/dispatch"
import { moveFactsOf } from "../../../modules/crm_order/move-requirements"
import { refuseOrderMove } from "../../../modules/crm_order/state-machine"
import { isUncovered } from "../../../modules/dispatch/hand-over-steps"
import type DispatchModuleService from "../../../modules/dispatch/service"
import { OPEN_STATES, STANDING_STATES } from "../../../modules/dispatch/shipment-states"
import type { ReshipReason } from "../../../modules/dispatch/types"
import { readTrackingHistory, type TrackingHistory } from "../read-tracking"
import { refuseSending } from "../send-tracking"
import { readParcels, type ParcelWithLines } from "../settle-parcels"

/** Whether something may be done now, and why not: in a sentence, and as a word for the pages. */
type Option = { allowed: boolean; why: string | null; because: string | null }

type Refusal = { because: string; why: string }

const option = (refusal: Refusal | null): Option => ({
  allowed: refusal === null,
  why: refusal?.why ?? null,
  because: refusal?.because ?? null,
})

const refuse = (because: string, why: string): Refusal => ({ because, why })

const ARCHIVED = refuse("archived", "The order is archived.")
const MANAGER_ONLY = refuse("manager_only", "Only a manager can do this.")

const words = (status: string): string => status.replaceAll("_", " ")

const sendToShipper = (order: CrmOrderRow, parcels: readonly ParcelWithLines[]): Refusal | null => {
  const again: OrderStatus[] = ["packed", "shipped", "reshipped"]
  const isMissing =
    parcels.length === 0 ||
    !parcels.some(({ kind, state }) => kind === "first" && STANDING_STATES.includes(state)) ||
    parcels.some(
      (parcel) =>
        (parcel.state === "rejected" || parcel.state === "cancelled") &&
        parcel.kind === "first" &&
        isUncovered(parcel, parcels)
    )
  if (order.archived_at) {
    return ARCHIVED
  }
  if (order.status !== "approved" && !(parcels.length > 0 && again.includes(order.status))) {
    return refuse(
      "not_approved",
      `Only an approved order is sent to its shipper; this one is ${words(order.status)}.`
    )
  }
  return isMissing ? null : refuse("all_sent", "All of it has been sent to its shippers.")
}

const reship = (order: CrmOrderRow, parcels: readonly ParcelWithLines[]): Refusal | null => {
  if (order.archived_at) {
    return ARCHIVED
  }
  const refusal = refuseOrderMove(order, "reshipped", "manager", {
    ...moveFactsOf(order),
    has_parcel: true,
  })
  const standing = parcels.filter(({ state }) => STANDING_STATES.includes(state))
  const sent = standing.some(({ state }) => !OPEN_STATES.includes(state))
  if (refusal) {
    return refuse("not_reshippable", refusal)
  }
  return standing.length > 0 && !sent
    ? refuse("nothing_sent", "No parcel of it has been sent yet.")
    : null
}

const INSURED_REASONS: readonly ReshipReason[] = ["lost", "damaged"]

/** An insured parcel that was lost or came broken: the carrier owes its value. */
const hasClaim = (parcel: ParcelWithLines, all: readonly ParcelWithLines[]): boolean =>
  parcel.insured &&
  (parcel.state === "lost" ||
    all.some(
      ({ reships_id, reship_reason }) =>
        reships_id === parcel.id && reship_reason && INSURED_REASONS.includes(reship_reason)
    ))

const presentTracking = ({ shipment_id: _id, ...tracking }: TrackingHistory) => tracking

/** What has become of an order's goods: its parcels with their numbers, and what can be done now. */
export const readLogistics = async (
  container: MedusaContainer,
  order: CrmOrderRow,
  mover: Mover
) => {
  const { suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const [parcels, tracking, rows] = await Promise.all([
    readParcels(container, order.id),
    readTrackingHistory(container, order.id),
    suppliers.list(),
  ])
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const numbers = new Map(parcels.map(({ id, number }) => [id, number]))
  const live = tracking.filter(({ removed_at }) => removed_at === null)
  const manager = mover === "operator" ? MANAGER_ONLY : null
  const unsendable = refuseSending(order, { actor: { type: "staff", id: null }, cause: null })
  const notSendable = unsendable
    ? refuse(order.archived_at ? "archived" : "not_sendable", unsendable)
    : null
  return {
    shipments: parcels.map((parcel) => ({
      id: parcel.id,
      number: parcel.number,
      supplier: { id: parcel.supplier_id, name: names.get(parcel.supplier_id) ?? "" },
      kind: parcel.kind,
      reships: parcel.reships_id && {
        id: parcel.reships_id,
        number: numbers.get(parcel.reships_id) ?? null,
      },
      reship_reason: parcel.reship_reason,
      insured: parcel.insured,
      claim: hasClaim(parcel, parcels),
      state: parcel.state,
      supplier_reference: parcel.supplier_reference,
      message: parcel.message,
      tries: parcel.tries,
      created_at: parcel.created_at,
      handed_over_at: parcel.handed_over_at,
      answered_at: parcel.answered_at,
      shipped_at: parcel.shipped_at,
      delivered_at: parcel.delivered_at,
      lines: parcel.lines.map(({ shipment_id: _id, position: _position, ...line }) => line),
      tracking: tracking
        .filter(({ shipment_id }) => shipment_id === parcel.id)
        .map(presentTracking),
    })),
    /** Numbers of an order whose parcels went past us. */
    tracking: tracking.filter(({ shipment_id }) => shipment_id === null).map(presentTracking),
    actions: {
      send_to_shipper: option(manager ?? sendToShipper(order, parcels)),
      add_tracking: option(manager ?? notSendable),
      send_tracking: option(
        manager ??
          notSendable ??
          (live.length === 0
            ? refuse("no_number", "There is no tracking number that could be sent.")
            : null)
      ),
      reship: option(manager ?? reship(order, parcels)),
      report_lost: option(
        manager ??
          (parcels.some(
            ({ state }) => state === "shipped" || state === "taken" || state === "accepted"
          )
            ? null
            : refuse("nothing_on_its_way", "No parcel of it is on its way."))
      ),
      cancel: option(
        manager ??
          (parcels.some(({ state }) => OPEN_STATES.includes(state))
            ? null
            : refuse("nothing_to_take_back", "There is no parcel that could still be taken back."))
      ),
    },
  }
}
