import { Problem } from "../../lib/problem"
import type { ShipmentRow, TrackingNumberRow } from "../../modules/dispatch/types"

type Parcel = Pick<ShipmentRow, "id" | "number" | "state" | "kind">

/** A number says that the parcel is on its way: those that are not, or no more, get none by themselves. */
const isWaiting = ({ state }: Parcel): boolean =>
  state === "planned" || state === "handing_over" || state === "taken" || state === "accepted"

const isStanding = ({ state }: Parcel): boolean => state !== "cancelled" && state !== "rejected"

/**
 * Which of an order's parcels a number is for, when nobody says so: the only one that still waits for
 * a number, else the only one there is. Null: the order has no parcels. Pure.
 *
 * @throws Problem 422 `parcel_needed` naming the parcels, when it may be one of several
 */
export const chooseParcel = (
  parcels: readonly Parcel[],
  live: readonly Pick<TrackingNumberRow, "shipment_id">[]
): Parcel | null => {
  const numbered = new Set(live.map(({ shipment_id }) => shipment_id))
  const standing = parcels.filter(isStanding)
  const without = standing.filter((parcel) => isWaiting(parcel) && !numbered.has(parcel.id))
  const candidates = without.length > 0 ? without : standing
  if (candidates.length > 1) {
    const extra = { parcels: candidates.map(({ id, number, state }) => ({ id, number, state })) }
    const names = candidates.map(({ number }) => number).join(", ")
    throw new Problem(422, "parcel_needed", `Say which parcel this number is for: ${names}.`, {
      extra,
    })
  }
  return candidates[0] ?? null
}
