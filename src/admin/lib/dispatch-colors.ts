import type { DispatchTab, NumberCheck, ShipmentState, TrackingTag } from "../types/dispatch"

type Color = "green" | "red" | "blue" | "orange" | "grey" | "purple"

/** What goes on by itself is blue; what waits for somebody's answer orange; what needs a person red. */
export const SHIPMENT_STATE_COLORS: Record<ShipmentState, Color> = {
  planned: "blue",
  handing_over: "orange",
  taken: "orange",
  accepted: "blue",
  rejected: "red",
  shipped: "purple",
  delivered: "green",
  lost: "red",
  cancelled: "grey",
}

export const TRACKING_TAG_COLORS: Record<TrackingTag, Color> = {
  info_received: "grey",
  in_transit: "blue",
  out_for_delivery: "purple",
  available_for_pickup: "purple",
  attempt_failed: "orange",
  exception: "red",
  delivered: "green",
  expired: "red",
  returned: "red",
}

export const NUMBER_CHECK_COLORS: Record<NumberCheck, Color> = {
  checked: "green",
  unknown: "grey",
  overridden: "orange",
}

/** Tabs whose parcels cannot go on without somebody. */
export const URGENT_TABS: readonly DispatchTab[] = ["rejected", "silent", "lost"]
