import { afterShip } from "./aftership/service"
import type { TrackingService } from "./tracking-service"

/** Every service that follows parcels, by the name in its callbacks' address. */
export const TRACKING_SERVICES: Readonly<Record<string, TrackingService>> = {
  [afterShip.name]: afterShip,
}
