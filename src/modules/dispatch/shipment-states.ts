import type { ShipmentState } from "./types"

/** The goods are on their way or will be: nothing of what is in the parcel is planned again. */
export const STANDING_STATES: readonly ShipmentState[] = [
  "planned",
  "handing_over",
  "taken",
  "accepted",
  "shipped",
  "delivered",
  "lost",
]

/** The supplier has not sent it: it can be asked about or taken back. */
export const OPEN_STATES: readonly ShipmentState[] = [
  "planned",
  "handing_over",
  "taken",
  "accepted",
]

/** The supplier has it, or the carrier. */
export const WITH_SUPPLIER_STATES: readonly ShipmentState[] = [
  "taken",
  "accepted",
  "shipped",
  "delivered",
  "lost",
]

/** What the supplier knows of it can no longer be changed by us without him. */
export const TOLD_STATES: readonly ShipmentState[] = ["handing_over", "taken", "accepted"]
