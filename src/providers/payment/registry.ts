import { notFound } from "../../lib/problem"
import { btcpayProcessor } from "./btcpay/processor"
import { nmiProcessor } from "./nmi/processor"
import { paypalProcessor } from "./paypal/processor"
import type { Processor } from "./processor"
import { stripeProcessor } from "./stripe/processor"

/** Every processor the application knows, by name. Adding one is a line here. */
export const PROCESSORS: Readonly<Record<string, Processor>> = {
  stripe: stripeProcessor,
  nmi: nmiProcessor,
  paypal: paypalProcessor,
  btcpay: btcpayProcessor,
}

/**
 * The processor of this name.
 *
 * @throws Problem 404 when there is none
 */
export const processorOf = (name: string): Processor => {
  const processor = Object.hasOwn(PROCESSORS, name) ? PROCESSORS[name] : undefined
  if (!processor) {
    throw notFound("payment processor")
  }
  return processor
}
