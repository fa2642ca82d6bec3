/**
 * Under which name the kinds of suppliers are registered with Medusa, which sets it behind the kind's own:
 * without one they would be called `rest_undefined`.
 */
export const REGISTERED_AS = "supplier"

/** The id of a kind of supplier among Medusa's fulfilment providers. */
export const fulfillmentProviderId = (kind: string): string => `${kind}_${REGISTERED_AS}`
