import { RecordedPaymentProvider } from "../recorded-provider"
import { stripeProcessor } from "./processor"

/** Stripe in Medusa's own payment records. */
export class StripePaymentProvider extends RecordedPaymentProvider {
  static override identifier = stripeProcessor.name
}
