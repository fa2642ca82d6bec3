import { readEnvironment } from "../../lib/environment"
import { TRACKING_SERVICES } from "../../providers/tracking/registry"
import type { TrackingAccess, TrackingService } from "../../providers/tracking/tracking-service"

/** What a tracking service is given to answer; nobody waits for it. */
const TIMEOUT_MS = 20_000

let access: TrackingAccess | undefined

/** What opens the tracking service, from the environment. */
export const trackingAccess = (): TrackingAccess => {
  if (!access) {
    const { AFTERSHIP_URL, AFTERSHIP_API_KEY, AFTERSHIP_WEBHOOK_SECRET } = readEnvironment()
    access = {
      base_url: AFTERSHIP_URL,
      api_key: AFTERSHIP_API_KEY ?? null,
      webhook_secret: AFTERSHIP_WEBHOOK_SECRET ?? null,
      timeout_ms: TIMEOUT_MS,
    }
  }
  return access
}

/** The tracking service that callbacks at this address come from; null when it is no such service. */
export const trackingServiceOf = (name: string): TrackingService | null =>
  Object.hasOwn(TRACKING_SERVICES, name) ? TRACKING_SERVICES[name] : null

/** The service that is asked about parcels; null when the installation has none. */
export const askedService = (): TrackingService | null =>
  trackingAccess().api_key ? TRACKING_SERVICES.aftership : null
