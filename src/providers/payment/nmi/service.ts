import { RecordedPaymentProvider } from "../recorded-provider"
import { nmiProcessor } from "./processor"

/** NMI in Medusa's own payment records. */
export class NmiPaymentProvider extends RecordedPaymentProvider {
  static override identifier = nmiProcessor.name
}
