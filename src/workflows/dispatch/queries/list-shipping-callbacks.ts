import type { MedusaContainer } from "@medusajs/framework/types"
import { DISPATCH_MODULE } from "../../../modules/dispatch"
import type DispatchModuleService from "../../../modules/dispatch/service"
import type {
  ShippingCallbackState,
  ShippingCallbackSummary,
} from "../../../modules/dispatch/shipping-callbacks"
import { trackingServiceOf } from "../tracking-access"

/** What the senders are called, by the word in their address. */
const senderNames = async (container: MedusaContainer): Promise<Map<string, string>> => {
  const { suppliers }: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  return new Map((await suppliers.list()).map(({ id, name }) => [id, name]))
}

const present = (callback: ShippingCallbackSummary, names: ReadonlyMap<string, string>) => ({
  ...callback,
  sender:
    trackingServiceOf(callback.provider)?.title ??
    names.get(callback.provider) ??
    callback.provider,
})

/** A page of what carriers and suppliers have told by themselves, the newest first. */
export const listShippingCallbacks = async (
  container: MedusaContainer,
  filter: { state?: ShippingCallbackState; provider?: string; verified?: boolean },
  page: { limit: number; offset: number }
) => {
  const service: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const [{ callbacks, count }, names] = await Promise.all([
    service.callbacks.list(filter, page),
    senderNames(container),
  ])
  return { callbacks: callbacks.map((one) => present(one, names)), count, ...page }
}

/** One callback with its headers and body, as they came in. @throws Problem 404 */
export const readShippingCallback = async (container: MedusaContainer, id: string) => {
  const service: DispatchModuleService = container.resolve(DISPATCH_MODULE)
  const [{ headers, body, ...callback }, names] = await Promise.all([
    service.callbacks.read(id),
    senderNames(container),
  ])
  return { ...present(callback, names), headers, body }
}
