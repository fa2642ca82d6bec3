import { RecordedPaymentProvider } from "../recorded-provider"
import { paypalProcessor } from "./processor"

/** PayPal in Medusa's own payment records. */
export class PaypalPaymentProvider extends RecordedPaymentProvider {
  static override identifier = paypalProcessor.name
}
